"""A document that could not be printed is refused where it is made, in words that name it."""

from datetime import date

import pytest

from hardship_desktop.documents.paper.blocks import Column, Document, FieldGrid, Place, Table, Text, Title
from hardship_desktop.domain.fields import Field
from hardship_desktop.domain.kinds import IdNumber, Money

DAY = date(2026, 3, 5)
NUMBER = Field("id_no", "证件号码", IdNumber(), sensitive=True)


@pytest.mark.parametrize("blocks", [[], [Text("正文")], [Title("  ")]])
def test_a_document_without_title_is_refused_by_name(blocks: list[Text | Title]) -> None:
    with pytest.raises(ValueError, match="document 'roster' does not begin with a title"):
        Document("roster", blocks, DAY)


def test_a_table_without_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="no columns"):
        Table([], [])


def test_a_row_with_a_cell_too_many_is_refused() -> None:
    with pytest.raises(ValueError, match="argument"):
        list(Table([Column("姓名")], [["甲", "乙"]]).texts())


def test_a_column_shows_its_field_and_hides_it_when_asked() -> None:
    number = "110101199003070038"
    assert Column.of(NUMBER, masked=False).text(number) == number
    assert Column.of(NUMBER, masked=True).text(number) == NUMBER.format(number, masked=True)
    money = Column.of(Field("income", "月收入", Money()), masked=True)
    assert (money.label, money.text(214825), money.text(None), money.align) == (
        "月收入",
        "2,148.25",
        "",
        "right",
    )


def test_a_wide_place_has_its_row_to_itself() -> None:
    narrow, wide = Place(Column("甲"), "1"), Place(Column("乙"), "2", wide=True)
    grid = FieldGrid([narrow, narrow, narrow, wide, narrow], across=2)
    assert [len(row) for row in grid.rows()] == [2, 1, 1, 1]
