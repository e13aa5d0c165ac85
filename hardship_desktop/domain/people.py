"""What must hold within one person's entry, and what it says without being asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from hardship_desktop.domain import identity
from hardship_desktop.domain.codes.person import SEX
from hardship_desktop.domain.codes.relation import IMPLIED_SEX, RELATION, SELF
from hardship_desktop.domain.fields import Values
from hardship_desktop.domain.papers import disability_card

_EITHER_PERMIT = "residence_unsaid"
"""港澳台居民居住证, as sheets write it: only the number says which of the two it is."""

_CHECKED_TYPES = frozenset({None, "id_card", "hk_macao_residence", "taiwan_residence", _EITHER_PERMIT})
"""Types whose numbers follow GB 11643; a type that was not said is taken for an ID card."""

_PERMIT_TYPES = {"81": "hk_macao_residence", "82": "hk_macao_residence", "83": "taiwan_residence"}


@dataclass(frozen=True, slots=True)
class Problem:
    """A Chinese sentence on one field; a `warning` may stand, the rest must be mended.

    `code` is a short stable word for machines, as in UserError.
    """

    field: str
    message: str
    warning: bool = False
    code: str = "inconsistent"


def same_person(one: Values, other: Values) -> bool:
    """By number where both have one, 15 digits and their 18 being one number; else by name."""
    numbers = one.get("id_no"), other.get("id_no")
    if numbers[0] and numbers[1]:
        return identity.number_key(numbers[0]) == identity.number_key(numbers[1])
    return bool(one.get("name") == other.get("name"))


def fill_person(values: Values, *, today: date) -> dict[str, Any]:
    """The empty fields that a sound ID number fills: birth day, sex, type; never one already given.

    港澳台居民居住证 becomes the one of the two permits whose number it is. A 15-digit number stays
    as it is: the paper says so, and the new one is only derived.
    """
    number = values.get("id_no")
    if not number or values.get("id_type") not in _CHECKED_TYPES:
        return {}
    check = identity.check_id_number(number, today=today)
    if not check.ok:
        return {}
    permit = _PERMIT_TYPES.get(check.number[:2])
    said = {"birth_date": check.birth, "sex": check.sex, "id_type": permit or "id_card"}
    filled = {name: value for name, value in said.items() if value is not None and values.get(name) is None}
    if permit and values.get("id_type") == _EITHER_PERMIT:
        filled["id_type"] = permit
    return filled


def check_person(values: Values, *, today: date) -> tuple[Problem, ...]:
    """Everything that is wrong or odd between the fields of one person.

    Kinds have already looked at each field alone. Sources: GB 11643 for the number,
    GB/T 4761-2008 for relation and sex, the 20-digit rule of the 残疾人证.
    """
    return (
        *_id_problems(values, today),
        *_relation_problems(values),
        *_disability_problems(values),
        *_day_problems(values),
    )


def second_head(values: Values, head: str | None) -> tuple[Problem, ...]:
    """A household has one 户主: said of a further member whose relation is 本人 or 户主 too.

    `head` is the name of the household's head, None when this person is the head or there is none.
    """
    relation = values.get("relation")
    if head is None or relation not in SELF:
        return ()
    sentence = f"本户户主已是“{head}”，与户主关系不应是“{RELATION.text(relation)}”，请核对。"
    return (Problem("relation", sentence, warning=True, code="second_head"),)


def _id_problems(values: Values, today: date) -> Iterator[Problem]:
    number = values.get("id_no")
    if not number:
        return
    id_type = values.get("id_type")
    if id_type not in _CHECKED_TYPES:
        other = identity.check_other_id(number)
        yield from (Problem("id_no", each.message, code=f"id_{each.part}") for each in other.problems)
        return
    check = identity.check_id_number(number, today=today)
    yield from (Problem("id_no", each.message, code=f"id_{each.part}") for each in check.problems)
    if not check.ok:
        return
    yield from (Problem("id_no", sentence, warning=True, code="id_district") for sentence in check.warnings)
    birth, sex = values.get("birth_date"), values.get("sex")
    sex_said = sex if sex in {"1", "2"} else None
    if birth != check.birth:
        for sentence in identity.compare(number, birth, None):
            yield Problem("birth_date", sentence, warning=True)
    if sex_said != check.sex:
        for sentence in identity.compare(number, None, sex_said):
            yield Problem("sex", sentence, warning=True)
    permit = _PERMIT_TYPES.get(check.number[:2])
    fits = id_type in (None, permit or "id_card") or (permit and id_type == _EITHER_PERMIT)
    if not fits:
        yield Problem(
            "id_type",
            "证件类型与号码不符：81、82 开头为港澳居民居住证，83 开头为台湾居民居住证。",
            warning=True,
        )


def _relation_problems(values: Values) -> Iterator[Problem]:
    relation, sex = values.get("relation"), values.get("sex")
    implied = IMPLIED_SEX.get(relation or "")
    if implied and sex in {"1", "2"} and implied != sex:
        yield Problem(
            "relation",
            f"关系“{RELATION.text(relation or '')}”与性别“{SEX.text(sex)}”不符，请核对。",
            warning=True,
        )


def _disability_problems(values: Values) -> Iterator[Problem]:
    number = values.get("disability_card_no")
    if not number:
        return
    card = disability_card(number, values.get("id_no"))
    yield from (Problem("disability_card_no", each, warning=True) for each in card.problems)
    for name, said, word in (
        ("disability_type", card.type, "类别"),
        ("disability_level", card.level, "等级"),
    ):
        given = values.get(name)
        if given and said and given != said:
            yield Problem(name, f"残疾{word}与残疾人证号中的不同，请核对。", warning=True)


def _day_problems(values: Values) -> Iterator[Problem]:
    birth = values.get("birth_date")
    if birth is None:
        return
    if (deceased := values.get("deceased_on")) and deceased < birth:
        yield Problem("deceased_on", f"死亡日期 {deceased} 早于出生日期 {birth}，请核对。")
    if (started := values.get("work_start")) and started.year - birth.year < 14:
        yield Problem("work_start", f"参加工作时间 {started} 时不满 14 岁，请核对。", warning=True)
    if (enrolled := values.get("enroll_year")) and enrolled <= birth.year:
        yield Problem("enroll_year", f"入学年份 {enrolled} 不晚于出生年份，请核对。", warning=True)
