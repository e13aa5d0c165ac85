"""A plan of an import written through a change, all of it in the caller's one transaction."""

from collections.abc import Iterator, Sequence
from typing import Any

from hardship_desktop.domain.progress import Progress
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.flows import take_over
from hardship_desktop.services.numbers import free_archive_number
from hardship_desktop.services.people import keep_former
from hardship_desktop.services.workbooks.plan import differences
from hardship_desktop.services.workbooks.progress_part import WHOLE, ProgressPart
from hardship_desktop.services.workbooks.register import Family
from hardship_desktop.store.change import Change
from hardship_desktop.store.records import Household, Person

_STEP = 50


def write_families(change: Change, desk: Desk, families: Sequence[Family], progress: Progress) -> None:
    """New households and people in bulk, then the changed ones; raises Cancelled, leaving nothing."""
    new = [family for family in families if family.before is None]
    known = [family for family in families if family.before is not None]
    _number(change, desk, new)
    newcomers = sum(someone.before is None for family in families for someone in family.people)
    total = max(len(new) + newcomers + len(known), 1)
    homes, people = WHOLE * len(new) // total, WHOLE * (len(new) + newcomers) // total
    rows = ({"id": each.id, **each.values} for each in new)
    change.bulk(Household, rows, progress=ProgressPart(progress, 0, homes), total=len(new))
    change.bulk(Person, _newcomers(families), progress=ProgressPart(progress, homes, people), total=newcomers)
    rest = ProgressPart(progress, people, WHOLE)
    for done, family in enumerate(known, 1):
        _update(change, desk, family)
        if done % _STEP == 0:
            rest.step(done, len(known))
    rest.step(1, 1)


def _number(change: Change, desk: Desk, new: Sequence[Family]) -> None:
    """Give a number to each household without one; a number that a file brought is passed over."""
    brought = {family.values.get("archive_no") for family in new}
    for family in new:
        if not family.values.get("archive_no"):
            family.values["archive_no"] = free_archive_number(change, desk, brought)


def _newcomers(families: Sequence[Family]) -> Iterator[dict[str, Any]]:
    for family in families:
        for someone in family.people:
            if someone.before is None:
                yield {"id": someone.id, **someone.values, "household_id": family.id}


def _update(change: Change, desk: Desk, family: Family) -> None:
    for someone in family.people:
        if someone.before is not None and (values := differences(someone.before, someone.values)):
            keep_former(change, someone.id, someone.before, values, desk.today)
            change.update(Person, someone.id, values)
    if values := differences(family.before, family.values):
        state = values.pop("status", None)
        change.update(Household, family.id, values)
        if state:
            take_over(change, desk, family.id, state, "表格导入")
