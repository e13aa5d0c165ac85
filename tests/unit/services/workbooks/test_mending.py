"""A cell put right on the check page counts for that import, and for nothing else."""

from datetime import date
from pathlib import Path

from hardship_desktop.domain.identity import make_id_number
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.workbooks.importing import WorkbookIn
from hardship_desktop.services.workbooks.mending import cell_key, mended
from tests.sheets import write_sheet


def test_a_sheet_name_may_have_any_sign() -> None:
    key = cell_key("甲.xlsx", "一|二|3", 12, "AB")
    assert mended({key: "好", "word|person|sex|男性": "1"}) == {("甲.xlsx", "一|二|3", 12, 28): "好"}


def test_a_cell_put_right_brings_the_household_in_and_is_checked_like_any_other(
    desk: Desk, tmp_path: Path
) -> None:
    good = make_id_number("530326", date(1970, 3, 4), 11)
    path = write_sheet(tmp_path / "甲.xlsx", ("姓名", "身份证号"), ("李大山", good[:-1]))
    box = WorkbookIn(desk)
    (wrong,) = box.dry_run([path]).rejected
    key = cell_key(wrong.file, wrong.sheet, wrong.row, wrong.column)
    (still,) = box.dry_run([path], answers={key: "12"}).rejected
    assert (still.value, still.row, still.column) == ("12", wrong.row, wrong.column)
    run = box.dry_run([path], answers={key: good})
    assert (run.imported.households, run.rejected) == (1, [])
    box.apply(run)
    assert box.dry_run([path]).rejected, "the file itself is as it was"
    assert WorkbookIn(desk).dry_run([path], answers={key: good}).same == 1
