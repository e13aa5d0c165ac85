"""The kinds of `tests/data/cases` in other columns, orders, words and files."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest

from hardship_desktop.domain.identity import id_checksum
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.workbooks.results import Counts
from tests.sheets import write_sheet
from tests.unit.services.workbooks.rosters import FATHER, MOTHER, OTHER, bring_in, files

Person = Mapping[str, Any]
_HEADERS = {
    "name": ("姓名", "职工姓名", "户主姓名"),
    "number": ("身份证号", "公民身份号码", "证件号码"),
    "address": ("家庭住址", "现住址", "居住地址"),
    "phone": ("联系电话", "手机", "手机号码"),
    "income": ("月收入", "本人月收入"),
    "health": ("健康状况", "身体状况"),
    "birth": ("出生日期", "出生年月"),
}
LOOKS = list(product(range(3), ("xlsx", "csv")))


def roster(folder: Path, name: str, people: Sequence[Person], look: tuple[int, str]) -> Path:
    """A list of these people with headers, order of columns and kind of file by `look`."""
    seed, kind = look
    random = Random(seed)
    facts = list(dict.fromkeys(fact for person in people for fact in person))
    random.shuffle(facts)
    header = [random.choice(_HEADERS[fact]) for fact in facts]
    rows = [["序号", *header], *([n, *(p.get(f, "") for f in facts)] for n, p in enumerate(people, 1))]
    if kind == "xlsx":
        return write_sheet(folder / f"{name}.xlsx", *rows)
    path = folder / f"{name}.csv"
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def everyone(desk: Desk) -> Iterator[dict[str, Any]]:
    for file in files(desk):
        yield from (dict(person) for person in file.people)


A = {"name": "钱一", "number": FATHER, "address": "东街1号", "phone": "13800000001"}
B = {"name": "赵二", "number": MOTHER, "address": "西街2号", "phone": "13800000002"}


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_one_number_under_two_names(desk: Desk, tmp_path: Path, look: tuple[int, str]) -> None:
    done = bring_in(desk, roster(tmp_path, "名册", [A, B, {**B, "name": "孙三"}], look))
    assert [each.kind for each in done.questions] == ["two_names"]
    assert sorted(each["name"] for each in everyone(desk)) == ["赵二", "钱一"]
    later = bring_in(desk, roster(tmp_path, "后来", [{**A, "name": "李四"}], look))
    assert "钱一" in later.rejected[0].message
    assert "李四" in later.rejected[0].message
    assert sorted(each["name"] for each in everyone(desk)) == ["赵二", "钱一"]


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_a_corrected_number(desk: Desk, tmp_path: Path, look: tuple[int, str]) -> None:
    bring_in(desk, roster(tmp_path, "名册", [A, B], look))
    first17 = FATHER[:6] + "19760115" + FATHER[14:17]
    fixed = first17 + id_checksum(first17)
    for change in ({"phone": ""}, {"address": ""}, {"address": "南街9号"}):
        done = bring_in(desk, roster(tmp_path, "更正", [{**A, "number": fixed, **change}], look))
        assert "同名" in done.rejected[0].message
    assert len(list(everyone(desk))) == 2


@pytest.mark.parametrize("word", ["无", "没有", "暂无", "无收入", "0"])
def test_no_income_in_a_later_list(desk: Desk, tmp_path: Path, word: str) -> None:
    look = LOOKS[len(word) % 6]
    bring_in(desk, roster(tmp_path, "名册", [{**A, "income": "2000"}], look))
    bring_in(desk, roster(tmp_path, "后来", [{**A, "income": word}], look))
    assert [each["income_monthly"] for each in everyone(desk)] == [0]


_ODD = {
    "income": ("约2000", "2000-3000", "不固定", "年收入2万", "看情况", "#N/A"),
    "health": ("一般或较弱", "有慢性病", "肾病", "健康或良好", "鼻炎", "慢性肾炎", "41", "癌症"),
    "birth": ("1970-02-06", "七十年代", "不详", "1975.3", "属兔", "99999999"),
    "phone": ("无电话", "同户主", "1380000", "不详", "138****0001"),
}


@pytest.mark.parametrize(("fact", "word"), [(fact, word) for fact, words in _ODD.items() for word in words])
def test_no_optional_cell_keeps_anyone_out(desk: Desk, tmp_path: Path, fact: str, word: str) -> None:
    look = LOOKS[len(word) % 6]
    done = bring_in(desk, roster(tmp_path, "名册", [{**A, fact: word}, {**B, fact: ""}], look))
    assert (done.imported, done.rejected) == (Counts(2, 2), [])
    values = next(each for each in everyone(desk) if each["name"] == "钱一")
    assert values["health"] != "end_stage_renal"


@pytest.mark.parametrize("sign", ["\ue816", "\ue831", "\ue83b", "\ue855", "\ue863", "\ue864"])
def test_characters_of_old_fonts(desk: Desk, tmp_path: Path, sign: str) -> None:
    bring_in(
        desk,
        roster(tmp_path, "名册", [{**A, "name": f"王{sign}"}, {"name": "周五", "number": OTHER}], LOOKS[0]),
    )
    names = [each["name"] for each in everyone(desk)]
    assert len(names) == 2
    assert not any("\ue000" <= each <= "\uf8ff" for name in names for each in name)
