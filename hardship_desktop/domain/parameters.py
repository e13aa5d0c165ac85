"""What a value of a rule parameter may look like; a value is kept as the text that was entered."""

import re
from collections.abc import Iterator

from hardship_desktop.domain.codes import aid, household
from hardship_desktop.domain.fields import Values
from hardship_desktop.domain.people import Problem

_WHOLE = (re.compile(r"[0-9]{1,12}"), "应为整数")
_NUMBER = (re.compile(r"[0-9]{1,4}(\.[0-9]{1,4})?"), "应为数字，例如 1.5")
_TRUTH = (re.compile(r"true|false"), "应为 true（是）或 false（否）")
_OPERATOR = (re.compile(r"<=?"), "应为 <（低于）或 <=（不高于）")

TRUTHS = (
    "count_dibao_income",
    "count_union_aid",
    "ignore_resident_basic_pension",
    "impute_min_wage",
    "edu_exclude_compulsory",
    "need_evidence",
    "union_member_required",
    "cap_medical_self_paid",
)
"""Parameters that are true or false."""

_SHAPES = {
    "op_deep": _OPERATOR,
    **dict.fromkeys(
        (
            "k_deep",
            "k_relative",
            "k_accident",
            "k_general",
            "accident_loss_ratio",
            "spot_check_rate",
            "exit_k",
        ),
        _NUMBER,
    ),
    **dict.fromkeys(TRUTHS, _TRUTH),
}
CODED = {"accident_excluded_causes": household.CAUSE, "once_per_year_items": aid.ITEM}
PAIRS = {
    "fund_levels": (aid.SOURCE, household.ARCHIVE_LEVEL),
    "exclusions": (None, household.TIER),
    "expense_caps": (household.EXPENSE_KIND, None),
}
"""Parameters written `name=value` with ; between them, and the lists that name and value come from."""


def check_parameter(values: Values) -> tuple[Problem, ...]:
    """Everything that is wrong with one dated parameter: the shape of its value, the order of its days."""
    return (*_value_problems(values.get("key") or "", values.get("value") or ""), *_day_problems(values))


def _value_problems(key: str, value: str) -> Iterator[Problem]:
    if key in CODED:
        unknown = [code for code in value.split(",") if code not in CODED[key].by_code]
        if unknown:
            yield Problem("value", f"“{unknown[0]}”不是{CODED[key].label}的代码。")
    elif key in PAIRS:
        yield from _pair_problems(key, value)
    else:
        pattern, sentence = _SHAPES.get(key, _WHOLE)
        if not pattern.fullmatch(value):
            yield Problem("value", f"“{value[:20]}”不对，{sentence}。")


def _pair_problems(key: str, value: str) -> Iterator[Problem]:
    names, targets = PAIRS[key]
    for pair in value.split(";"):
        name, equals, target = pair.partition("=")
        if not (name and equals and target):
            yield Problem("value", f"“{pair[:20]}”不对，应写成 名称=值，多项用分号隔开。")
        elif names and name not in names.by_code:
            yield Problem("value", f"“{name[:20]}”不是{names.label}的代码。")
        elif targets and not set(target.split(",")) <= {*targets.by_code, "all"}:
            yield Problem("value", f"“{target[:20]}”不是{targets.label}的代码。")
        elif not targets and not _WHOLE[0].fullmatch(target):
            yield Problem("value", f"“{target[:20]}”应为整数（分）。")


def _day_problems(values: Values) -> Iterator[Problem]:
    start, end = values.get("valid_from"), values.get("valid_to")
    if start and end and end < start:
        yield Problem("valid_to", f"失效日期 {end} 早于生效日期 {start}，请核对。")
