"""The check names each damaged thing, and is silent when nothing is."""

import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from hardship_desktop.services.attachments import Attachments
from hardship_desktop.services.checkup import SENTENCES, CheckReport, Checkup
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.searching import Searching
from hardship_desktop.store.engine import driver_cursor
from hardship_desktop.store.records import Aid, Household, Person, Visit
from tests.damage import flip_byte

NUMBER = "5303262026A0001"


@pytest.fixture
def home(desk: Desk) -> UUID:
    """A household with a history: edits, a deletion taken back, a deleted visit."""
    with desk.change() as change:
        household = change.insert(Household, {"archive_no": NUMBER, "address": "清河镇幸福路1号"})
        person = change.insert(Person, {"household_id": household, "name": "王秀英"})
        change.update(Household, household, {"head_person_id": person})
        change.insert(Aid, {"household_id": household, "amount_fen": 100_000})
        visit = change.insert(Visit, {"household_id": household})
    for address in ("清河镇幸福路2号", None, "清河镇幸福路3号"):
        with desk.change() as change:
            change.update(Household, household, {"address": address})
    with desk.change() as change:
        change.delete(Household, household)
        change.restore(Household, household)
        change.delete(Visit, visit)
    return household


def raw(desk: Desk, *statements: str, count: int = 1) -> None:
    """What a person with a database tool does to the file."""
    with desk.store.local() as connection:
        cursor = driver_cursor(connection)
        for statement in statements:
            cursor.execute(statement)
            assert cursor.rowcount == count


def only_finding(report: CheckReport) -> str:
    assert not report.ok
    assert len(report.findings) == 1, report.findings
    (finding,) = report.findings
    assert finding.todo
    assert "王秀英" not in finding.what + finding.where
    return f"{finding.code}|{finding.where}"


@pytest.mark.usefixtures("home")
def test_sound_data_has_no_findings(desk: Desk) -> None:
    report = Checkup(desk).run()
    assert (report.ok, report.findings) == (True, [])
    assert report.counts["household"] == 1
    assert report.counts["change_log"] >= 13


@pytest.mark.usefixtures("home")
def test_a_row_edited_with_raw_sql_is_named_by_its_archive_number(desk: Desk) -> None:
    raw(desk, "UPDATE aid SET amount_fen = 900000")
    code = only_finding(Checkup(desk).run())
    assert code.startswith(f"row_changed|档案 {NUMBER} 的帮扶，编号 ")


@pytest.mark.usefixtures("home")
def test_a_row_marked_deleted_with_raw_sql_is_seen(desk: Desk) -> None:
    raw(desk, "UPDATE visit SET deleted = NULL")
    codes = [finding.code for finding in Checkup(desk).run().findings]
    assert codes[0] == "row_changed"


@pytest.mark.usefixtures("home")
def test_a_row_taken_away_with_raw_sql_is_seen(desk: Desk) -> None:
    raw(desk, "DELETE FROM visit")
    assert only_finding(Checkup(desk).run()).startswith("row_missing|走访，编号 ")


@pytest.mark.usefixtures("home")
def test_a_row_added_with_raw_sql_is_seen(desk: Desk) -> None:
    raw(
        desk,
        "INSERT INTO aid_step (org_id, id, stamp_hlc, stamp_origin, stamp_seq)"
        " SELECT org_id, randomblob(16), 1, 1, 1 FROM household",
    )
    assert only_finding(Checkup(desk).run()).startswith("row_without_log|")


@pytest.mark.usefixtures("home")
def test_an_edited_log_record_is_seen_even_when_the_row_was_edited_to_match(desk: Desk) -> None:
    raw(desk, "UPDATE change_log SET wall_ms = wall_ms - 1 WHERE seq = 5")
    assert only_finding(Checkup(desk).run()).startswith("log_changed|日志 ")


@pytest.mark.usefixtures("home")
def test_a_log_record_taken_out_of_the_middle_is_seen(desk: Desk) -> None:
    raw(desk, "DELETE FROM change_log WHERE seq = 8")
    codes = [finding.code for finding in Checkup(desk).run().findings]
    assert codes[0] == "log_gap"
    assert "第 8 到 8 条" in Checkup(desk).run().findings[0].what


@pytest.mark.usefixtures("home")
def test_a_removed_log_tail_is_seen(desk: Desk) -> None:
    raw(desk, "DELETE FROM change_log WHERE seq = (SELECT max(seq) FROM change_log)")
    assert "log_tail" in [finding.code for finding in Checkup(desk).run().findings]


@pytest.mark.usefixtures("home")
def test_a_tail_removed_with_its_head_is_seen_by_the_witness(
    desk: Desk, log_in_here: Callable[[], Desk]
) -> None:
    with desk.read() as reader:
        cursor = reader.cursor
        (head,) = cursor.execute("SELECT head_seq FROM origin").fetchone()
    raw(
        desk,
        f"DELETE FROM change_log WHERE seq = {head}",
        f"UPDATE origin SET head_seq = {head - 1}",
    )
    desk.store.close()
    again = log_in_here()
    assert "旧" in again.store.notice
    assert "rollback" in [finding.code for finding in Checkup(again).run().findings]


@pytest.mark.usefixtures("home")
def test_a_false_point_of_the_chain_is_seen(desk: Desk) -> None:
    raw(desk, "INSERT INTO chain_point SELECT no, 3, randomblob(32) FROM origin")
    assert "log_changed" in [finding.code for finding in Checkup(desk).run().findings]


def test_damage_in_a_long_log_is_narrowed_to_a_thousand_records(desk: Desk) -> None:
    with desk.change() as change:
        change.bulk(Household, ({"address": f"幸福路{n}号"} for n in range(3500)))
    raw(desk, "UPDATE change_log SET hlc = hlc + 1 WHERE seq = 1500")
    findings = Checkup(desk).run().findings
    assert [finding.code for finding in findings] == ["log_changed"]
    assert "第 1001 到 2000 条" in findings[0].what


@pytest.mark.usefixtures("home")
def test_an_unreadable_log_record_is_named(desk: Desk) -> None:
    raw(desk, "UPDATE change_log SET payload = x'C1' WHERE op = 1 AND row_id = (SELECT id FROM aid)")
    codes = {finding.code for finding in Checkup(desk).run().findings}
    assert codes == {"log_changed", "log_unreadable"}


def test_derived_tables_are_compared_and_can_be_made_anew(desk: Desk, home: UUID) -> None:
    raw(desk, "UPDATE household_line SET people = 9", "DELETE FROM search_key WHERE table_name = 'person'")
    report = Checkup(desk).run()
    assert [finding.code for finding in report.findings] == ["list_lines", "search_lines"]
    Checkup(desk).repair()
    assert Checkup(desk).run().findings == []
    (hit,) = {found.household for found in Searching(desk).find("王秀英")}
    assert hit == (desk.store.org_id, home)
    assert len(Searching(desk).find("王秀英")) == 1


def test_missing_and_damaged_attachments_are_named(desk: Desk, home: UUID, tmp_path: Path) -> None:
    sealed = []
    for number in range(2):
        paper = tmp_path / f"{number}.pdf"
        paper.write_bytes(b"paper" * (number + 1))
        Attachments(desk).add(home, paper, "other")
        sealed += [
            path for path in (desk.folder / "blobs").rglob("*") if path.is_file() and path not in sealed
        ]
    assert Checkup(desk).run().ok
    sealed[0].unlink()
    sealed[1].write_bytes(b"HDB1 rubbish")
    findings = Checkup(desk).run().findings
    assert sorted(finding.code for finding in findings) == ["attachment_damaged", "attachment_missing"]
    assert all(NUMBER in finding.where for finding in findings)


@pytest.mark.usefixtures("home")
def test_damaged_pages_are_found_and_nothing_more_is_read_from_them(
    desk: Desk, log_in_here: Callable[[], Desk]
) -> None:
    with desk.change() as change:
        change.bulk(Household, ({"address": f"幸福路{n}号"} for n in range(2000)))
    desk.store.close()
    path = desk.folder / "office.db"
    flip_byte(path, path.stat().st_size // 2 // 4096 * 4096 + 100)
    again = log_in_here()
    findings = Checkup(again).run().findings
    assert findings[0].code == "page_seal"
    assert "备份" in findings[0].todo


def test_many_findings_of_one_sort_are_counted(desk: Desk) -> None:
    with desk.change() as change:
        change.bulk(Aid, ({"amount_fen": n} for n in range(80)))
    raw(desk, "UPDATE aid SET amount_fen = amount_fen + 1", count=80)
    findings = Checkup(desk).run().findings
    assert len(findings) == 51
    assert "30 处" in findings[-1].what


def test_ten_thousand_rows_take_about_a_second(desk: Desk) -> None:
    with desk.change() as change:
        homes = change.bulk(Household, ({"address": f"幸福路{n}号"} for n in range(5000)))
        change.bulk(Person, ({"household_id": home, "name": "王秀英"} for home in homes))
    start = time.process_time()
    assert Checkup(desk).run().ok
    assert time.process_time() - start < 10


def test_every_fault_has_its_sentence_and_its_advice() -> None:
    for what, todo in SENTENCES.values():
        assert what.format(count=1, first=1, last=2)
        assert todo.endswith("。")
