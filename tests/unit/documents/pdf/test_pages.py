"""Blocks become pages: nothing is lost, headers repeat, rows stay whole, pages are numbered."""

import io
from collections.abc import Sequence
from datetime import date

import pypdfium2
import pytest

from hardship_desktop.documents.paper import blocks
from hardship_desktop.documents.paper.blocks import Column, Document, Heading, PageBreak, Table, Text, Title
from hardship_desktop.documents.pdf.fonts import Fonts
from hardship_desktop.documents.pdf.pages import write_document

RARE = "王𬭎䶮𫖮"
LONG = "".join(f"第{number}句话写得很清楚，" for number in range(1, 1200))


def document(*some: blocks.Block, landscape: bool = False) -> Document:
    return Document(
        "trial", [Title("花名册", "二〇二六年"), *some], date(2026, 3, 5), "清江县总工会", landscape=landscape
    )


def pages(fonts: Fonts, *some: blocks.Block, landscape: bool = False) -> list[str]:
    out = io.BytesIO()
    count = write_document(document(*some, landscape=landscape), out, fonts=fonts)
    with pypdfium2.PdfDocument(out.getvalue()) as pdf:
        assert len(pdf) == count
        return ["".join(page.get_textpage().get_text_range().split()) for page in pdf]


def roster(rows: Sequence[Sequence[str]]) -> Table:
    return Table([Column("序号", width=6), Column("姓名", width=10), Column("住址", width=30)], rows)


@pytest.mark.parametrize("landscape", [False, True])
def test_every_page_repeats_the_header_and_has_its_number(fonts: Fonts, landscape: bool) -> None:
    people = [[str(number), f"张{number}三", "幸福路一号"] for number in range(200)]
    sides = pages(fonts, roster(people), landscape=landscape)
    assert len(sides) > 3
    for number, side in enumerate(sides, 1):
        assert "序号姓名住址" in side
        assert f"第{number}页/共{len(sides)}页" in side
        assert "清江县总工会" in side
        assert "2026-03-05" in side
    whole = "".join(sides)
    assert all(whole.count(f"张{number}三") == 1 for number in range(200))


def test_a_row_of_several_lines_stands_on_one_page(fonts: Fonts) -> None:
    address = "起" + "很长的地址" * 30 + "止"
    sides = pages(fonts, roster([[str(number), "张三", address] for number in range(60)]))
    assert [side.count("起") for side in sides] == [side.count("止") for side in sides]
    assert sum(side.count("起") for side in sides) == 60


def test_a_text_longer_than_a_page_loses_nothing_alone_or_in_a_cell(fonts: Fonts) -> None:
    for sides in (pages(fonts, Text(LONG)), pages(fonts, roster([["1", RARE, LONG]]))):
        assert len(sides) > 1
        copied = "".join(side.split("清江县总工会")[0] for side in sides).replace("序号姓名住址", "")
        assert all(copied.count(f"第{number}句话写得很清楚") == 1 for number in range(1, 1200))


def test_rare_characters_are_copied_as_they_are(fonts: Fonts) -> None:
    sides = pages(fonts, Text(RARE), roster([["1", RARE, ""]]))
    assert sides[0].count(RARE) == 2


def test_a_heading_is_never_the_last_line_of_a_page(fonts: Fonts) -> None:
    for lines in range(40, 60):
        sides = pages(fonts, Text("\n".join("行" * lines)), Heading("家庭成员"), roster([["1", "张三", ""]]))
        assert next(side for side in sides if "家庭成员" in side).count("张三") == 1


def test_blocks_kept_together_go_to_the_next_page_together(fonts: Fonts) -> None:
    together = blocks.KeepTogether([Text("甲"), Text("\n".join("乙" * 20)), Text("丙")])
    for lines in range(30, 60, 3):
        sides = pages(fonts, Text("\n".join("行" * lines)), together)
        side = next(side for side in sides if "甲" in side)
        assert side.count("乙") == 20
        assert "丙" in side


def test_a_page_break_begins_a_page_and_no_empty_one(fonts: Fonts) -> None:
    sides = pages(fonts, Text("前"), PageBreak(), PageBreak(), Text("后"))
    assert len(sides) == 2
    assert "前" in sides[0]
    assert "后" in sides[1]


def test_an_empty_table_says_so_and_totals_stand_below(fonts: Fonts) -> None:
    assert "无" in pages(fonts, roster([]))[0]
    with_total = Table([Column("项目"), Column("金额")], [["医疗", "300"]], last=["合计", "300"])
    assert "医疗300合计300" in pages(fonts, with_total)[0]


def test_places_and_signatures_are_printed_with_their_labels(fonts: Fonts) -> None:
    grid = blocks.FieldGrid(
        [blocks.Place(Column("户主姓名"), RARE), blocks.Place(Column("住址"), LONG[:300], True)]
    )
    sign = blocks.Signatures(
        [blocks.Signature("申请人", thumb=True), blocks.Signature("县总工会", seal=True)]
    )
    side = pages(fonts, grid, sign, blocks.QR("A-1"))[0]
    for word in ("户主姓名" + RARE, LONG[:40], "申请人", "县总工会", "（盖章）", "手印"):
        assert word in side
