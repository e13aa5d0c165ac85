"""What a word of an older generation became, and since when.

Files are kept for at least ten years, so old codes stay as they were entered; this table says how to
read them today. A `renamed` word means the same; otherwise the meaning changed with the rules, and
the new word is only where a review should begin.
"""

from dataclasses import dataclass
from datetime import date

_TIERS_2020 = date(2020, 1, 1)
_TIERS_2013 = date(2013, 1, 1)
_FORM_2023 = date(2023, 1, 1)
_HEALTH = date(2019, 1, 1)


@dataclass(frozen=True, slots=True)
class Successor:
    """The code that took the place of an older one in the same list, from a day on."""

    code_list: str
    old: str
    new: str
    since: date
    renamed: bool


LEGACY: tuple[Successor, ...] = (
    Successor("tier", "receiving_dibao", "dibao", _TIERS_2013, renamed=False),
    Successor("tier", "above_dibao_line", "dibao_edge", _TIERS_2013, renamed=False),
    Successor("tier", "dibao", "deep", _TIERS_2020, renamed=False),
    Successor("tier", "dibao_edge", "relative", _TIERS_2020, renamed=False),
    Successor("tier", "not_receiving_dibao", "deep", _TIERS_2020, renamed=False),
    Successor("tier", "accident_legacy", "accident", _TIERS_2020, renamed=False),
    Successor("cause", "grave_illness", "illness", _FORM_2023, renamed=False),
    Successor("cause", "met_natural_disaster", "natural_disaster", _FORM_2023, renamed=True),
    Successor("cause", "met_accident", "accident", _FORM_2023, renamed=True),
    Successor("cause", "able_without_job", "laid_off", _FORM_2023, renamed=False),
    Successor("cause", "no_ability_to_work", "low_income", _FORM_2023, renamed=False),
    Successor("cause", "no_social_insurance", "other", _FORM_2023, renamed=False),
    Successor("cause", "insurance_not_honoured", "other", _FORM_2023, renamed=False),
    Successor("health", "cancer", "malignant_tumour", _HEALTH, renamed=True),
    Successor("health", "uraemia", "end_stage_renal", _HEALTH, renamed=True),
    Successor("housing", "own_private", "commercial", _FORM_2023, renamed=False),
    Successor("housing", "bought", "commercial", _FORM_2023, renamed=False),
    Successor("housing", "sold_public", "commercial", _FORM_2023, renamed=False),
    Successor("hukou", "non_agricultural", "urban_resident", date(2014, 7, 30), renamed=True),
    Successor("hukou", "agricultural", "rural_resident", date(2014, 7, 30), renamed=True),
    Successor("hukou", "converted", "urban_resident", date(2014, 7, 30), renamed=True),
    Successor("medical_insurance", "no_2011", "none", _TIERS_2013, renamed=True),
)

_BY_OLD = {(each.code_list, each.old): each for each in LEGACY}


def successor(code_list: str, code: str) -> Successor | None:
    """The last step from an older code to one that is offered today; None when nothing replaced it."""
    step = _BY_OLD.get((code_list, code))
    while step is not None and (further := _BY_OLD.get((code_list, step.new))):
        step = further
    return step
