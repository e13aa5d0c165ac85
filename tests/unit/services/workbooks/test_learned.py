"""What an office said once of its words and columns is not asked again."""

from pathlib import Path

from hardship_desktop.services.desk import Desk
from hardship_desktop.services.workbooks.importing import WorkbookIn
from hardship_desktop.services.workbooks.results import Counts
from tests.sheets import write_sheet
from tests.unit.services.workbooks.rosters import CHILD, FATHER, MOTHER, OTHER, bring_in, dry, files

HEADER = ("姓名", "身份证号", "户口类型")
WORD = "外地农村（省外）"


def test_an_unknown_word_is_asked_about_once_for_the_whole_file_and_remembered(
    desk: Desk, tmp_path: Path
) -> None:
    rows = [("甲一", FATHER, WORD), ("乙二", MOTHER, WORD), ("丙三", OTHER, "城镇")]
    path = write_sheet(tmp_path / "甲.xlsx", HEADER, *rows)
    (word,) = dry(desk, path).words
    assert "2 处" in word.message
    assert ("rural_resident", "农村居民户口") in word.options
    done = bring_in(desk, path, answers={word.key: "rural_resident"})
    assert (done.imported, done.words) == (Counts(3, 3), [])
    hukou = sorted(file.head["hukou_type"] for file in files(desk))
    assert hukou == ["rural_resident", "rural_resident", "urban_resident"]
    later = write_sheet(tmp_path / "乙.xlsx", HEADER, ("丁四", CHILD, WORD))
    assert dry(desk, later).words == []
    bring_in(desk, later)
    assert {file.head["name"]: file.head["hukou_type"] for file in files(desk)}["丁四"] == "rural_resident"


def test_a_word_that_stays_as_written_is_not_asked_about_again(desk: Desk, tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "甲.xlsx", HEADER, ("甲一", FATHER, WORD))
    (word,) = dry(desk, path).words
    bring_in(desk, path, answers={word.key: ""})
    assert [file.head["hukou_type"] for file in files(desk)] == [f"={WORD}"]
    again = write_sheet(tmp_path / "乙.xlsx", HEADER, ("乙二", MOTHER, WORD))
    assert dry(desk, again).words == []


def test_a_word_kept_as_written_can_be_explained_by_importing_the_list_again(
    desk: Desk, tmp_path: Path
) -> None:
    path = write_sheet(tmp_path / "甲.xlsx", HEADER, ("甲一", FATHER, WORD))
    bring_in(desk, path)
    (word,) = dry(desk, path).words
    assert bring_in(desk, path, answers={word.key: "rural_resident"}).updated == Counts(1, 1)
    assert [file.head["hukou_type"] for file in files(desk)] == ["rural_resident"]


def test_a_corrected_column_is_remembered_for_headers_like_it(desk: Desk, tmp_path: Path) -> None:
    first = write_sheet(tmp_path / "甲.xlsx", ("姓名", "身份证号", "门牌"), ("甲一", FATHER, "东街1号"))
    (found,) = WorkbookIn(desk).recognise([first])
    column = found.recognition.sheets[0].columns[2]
    assert column.target is None
    column.target = next(
        each.target
        for each in WorkbookIn(desk)
        .recognise([write_sheet(tmp_path / "样.xlsx", ("姓名", "家庭住址"), ("甲一", "东街"))])[0]
        .recognition.sheets[0]
        .columns
        if each.header == "家庭住址"
    )
    bring_in(desk, first, overrides={str(first): found.recognition})
    header = ("姓 名", "身份证号", "门 牌：")
    bring_in(desk, write_sheet(tmp_path / "乙.xlsx", header, ("乙二", MOTHER, "西街2号")))
    assert {file.head["name"]: file.values["address"] for file in files(desk)} == {
        "甲一": "东街1号",
        "乙二": "西街2号",
    }


def test_a_column_sent_nowhere_stays_out_of_the_next_file_too(desk: Desk, tmp_path: Path) -> None:
    header = ("姓名", "身份证号", "家庭住址")
    first = write_sheet(tmp_path / "甲.xlsx", header, ("甲一", FATHER, "东街1号"))
    (found,) = WorkbookIn(desk).recognise([first])
    found.recognition.sheets[0].columns[2].target = None
    bring_in(desk, first, overrides={str(first): found.recognition})
    bring_in(desk, write_sheet(tmp_path / "乙.xlsx", header, ("乙二", MOTHER, "西街2号")))
    assert [file.values["address"] for file in files(desk)] == [None, None]
