"""What must hold within one household's file."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from hardship_desktop.domain.fields import Values
from hardship_desktop.domain.people import Problem

OPEN = frozenset({"active", "monitoring"})
"""States of a file that is kept and helped from."""

CLOSED = frozenset({"exited", "rejected", "transferred"})
"""States of a file that takes no new visit and no archive-type aid."""

_SUBCASE_TIERS = {"deep_": "deep", "accident_": "accident"}
_ORDER = (
    ("applied_on", "申请日期"),
    ("approved_on", "批准日期"),
    ("exited_on", "退出日期"),
)
_MOST_MINOR_CAUSES = 3


def check_household(values: Values, *, today: date, members: int | None = None) -> tuple[Problem, ...]:
    """Everything that is wrong or odd between the fields of one file.

    `members` is how many people are entered for it, when that is known; the
    file's own 家庭人口 may lawfully differ (a student's household register is
    elsewhere), so that only warns. Sources: 困难职工档案表 (one main cause, at
    most three others), 总工办〔2016〕36号 for the order of the steps.
    """
    return (
        *_cause_problems(values),
        *_tier_problems(values),
        *_day_problems(values),
        *_future_problems(values, today),
        *_status_problems(values),
        *_size_problems(values, members),
    )


def _cause_problems(values: Values) -> Iterator[Problem]:
    minor = values.get("minor_causes") or ()
    if len(minor) > _MOST_MINOR_CAUSES:
        yield Problem("minor_causes", f"次要致困原因最多选 {_MOST_MINOR_CAUSES} 项，现有 {len(minor)} 项。")
    if minor and values.get("main_cause") in minor:
        yield Problem("minor_causes", "次要致困原因与主要致困原因重复，请去掉重复的一项。")


def _tier_problems(values: Values) -> Iterator[Problem]:
    subcase, tier = values.get("tier_subcase") or "", values.get("tier")
    for prefix, wanted in _SUBCASE_TIERS.items():
        if subcase.startswith(prefix) and tier is not None and tier != wanted:
            yield Problem("tier_subcase", "困难情形与困难类别不符，请重新选择。")


def _day_problems(values: Values) -> Iterator[Problem]:
    given = [(name, label, values[name]) for name, label in _ORDER if values.get(name)]
    for (_, earlier_label, earlier), (name, label, day) in pairwise(given):
        if day < earlier:
            yield Problem(name, f"{label} {day} 早于{earlier_label} {earlier}，请核对。")
    opened: date | None = values.get("opened_on")
    exited: date | None = values.get("exited_on")
    reviewed: date | None = values.get("last_reviewed_on")
    if opened and exited and exited < opened:
        yield Problem("exited_on", f"退出日期 {exited} 早于建档日期 {opened}，请核对。")
    if opened and reviewed and reviewed < opened:
        yield Problem(
            "last_reviewed_on", f"最近复核日期 {reviewed} 早于建档日期 {opened}，请核对。", warning=True
        )


def _future_problems(values: Values, today: date) -> Iterator[Problem]:
    exited: date | None = values.get("exited_on")
    if exited and exited > today:
        yield Problem("exited_on", f"退出日期 {exited} 在今天（{today}）之后，请核对。", code="future")


def _status_problems(values: Values) -> Iterator[Problem]:
    status, exited = values.get("status"), values.get("exited_on")
    if status == "exited" and not exited:
        yield Problem("exited_on", "档案状态为已退出，还没有退出日期。", warning=True)
    if status in OPEN and exited:
        yield Problem("status", f"已填退出日期 {exited}，档案状态却仍是在档，请核对。", warning=True)
    if values.get("on_dibao") is False and values.get("dibao_cert_no"):
        yield Problem("on_dibao", "填了低保证号，却写着不享受低保，请核对。", warning=True)


def _size_problems(values: Values, members: int | None) -> Iterator[Problem]:
    size = values.get("household_size")
    if size is not None and members is not None and members > 0 and members != size:
        yield Problem(
            "household_size", f"家庭人口填 {size} 人，已录入成员 {members} 人，请核对。", warning=True
        )
