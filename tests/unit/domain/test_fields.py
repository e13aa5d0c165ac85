"""A field that belongs to certain codes of another; a declaration that cannot stand is told."""

import pytest

from hardship_desktop.domain.codes.aid import ITEM
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.fields import Field, WrongField, belonging, checked_fields
from hardship_desktop.domain.kinds import Choice, Text

ITEM_FIELD = Field("item", "帮扶项目", Choice(codes=ITEM))
AMOUNT = Field("amount", "金额", Text())
HOSPITAL = Field("hospital", "就诊医院", Text(), when=("item", frozenset({"medical"})))
FIELDS = (ITEM_FIELD, AMOUNT, HOSPITAL)


def declared(name: str, code: str) -> Field:
    return Field("hospital", "就诊医院", Text(), when=(name, frozenset({"medical", code})))


def test_a_good_declaration_stands() -> None:
    assert checked_fields("aid", FIELDS) == FIELDS


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        (declared("itme", "medical"), "aid.hospital belongs to what is no choice of aid: itme."),
        (declared("amount", "medical"), "aid.hospital belongs to what is no choice of aid: amount."),
        (declared("item", "hotel"), "aid.hospital belongs to a code that item lacks: hotel."),
    ],
)
def test_a_field_of_a_field_or_code_that_does_not_exist_is_told(field: Field, sentence: str) -> None:
    with pytest.raises(WrongField) as wrong:
        checked_fields("aid", (ITEM_FIELD, AMOUNT, field))
    assert str(wrong.value) == sentence


def test_what_belongs_is_kept() -> None:
    said = {"item": "medical", "hospital": "云岭市医院", "amount": "1"}
    assert belonging(FIELDS, said, {}) == said
    assert belonging(FIELDS, {"hospital": "云岭市医院"}, {"item": "medical"}) == {"hospital": "云岭市医院"}


@pytest.mark.parametrize("item", ["living", None])
def test_what_is_said_and_does_not_belong_is_refused(item: str | None) -> None:
    with pytest.raises(UserError, match="只有帮扶项目为“大病救助”时才填写就诊医院") as refused:
        belonging(FIELDS, {"item": item, "hospital": "云岭市医院"}, {})
    assert refused.value.field == "hospital"


def test_what_stood_there_and_belongs_no_longer_is_emptied() -> None:
    standing = {"item": "medical", "hospital": "云岭市医院", "amount": "1"}
    assert belonging(FIELDS, {"item": "living"}, standing) == {"item": "living", "hospital": None}
    assert belonging(FIELDS, {"amount": "2"}, standing) == {"amount": "2"}
