"""The road of a bundle: county to city, receipt back, and everything that can go wrong on the way."""

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from hardship_desktop.domain.errors import UserError
from hardship_desktop.services.accounts import log_in
from hardship_desktop.services.exchange import inbox
from hardship_desktop.services.exchange.enrolment import Enrolment
from hardship_desktop.services.exchange.exchange import Imported
from hardship_desktop.services.lists.households import HouseholdList
from hardship_desktop.services.searching import Searching
from hardship_desktop.store.outgoing import LogReader
from hardship_desktop.store.records import Household, Person, Visit
from tests.damage import flip_byte
from tests.offices import (
    PASSWORD,
    START_MS,
    Family,
    Office,
    attach,
    blobs_of,
    open_office,
    rows_of,
    write_family,
)


def org(office: Office) -> UUID:
    return office.desk.store.org_id


def same(county: Office, city: Office) -> bool:
    return rows_of(county, org(county)) == rows_of(city, org(county))


def only(results: list[Imported]) -> Imported:
    (result,) = results
    return result


def receipt_of(result: Imported) -> Path:
    return Path(result.receipt)


def chain_holds(office: Office) -> bool:
    """Whether every origin's records, hashed again from the start, end in the hash that is kept."""
    with office.desk.read() as reader:
        log = LogReader(reader.connection)
        heads = dict(log.origins)
        log.origins = {k: v.__class__(**{**v.__dict__, "seq": -1}) for k, v in heads.items()}
        return all(log.hash_at(life.id, life.seq) == life.hash for life in heads.values())


def test_what_a_county_writes_arrives_at_the_city_and_the_receipt_comes_home(
    county: Office, city: Office
) -> None:
    family, other = write_family(county, "530326-1"), write_family(county, "530326-2", "单田芳")
    sha = attach(county, family.household, b"\xff\xd8" + bytes(3 << 20))
    with county.desk.change() as change:
        change.update(Person, family.head, {"phone": "13800000000", "employer": "清河机械厂"})
        change.delete(Visit, other.visit)
    assert county.exchange.pending().records > 10

    made = county.exchange.export(county.post)
    assert made.records == county.exchange.pending().records
    assert made.counts["person"] == 5
    assert "户档 4、家庭成员 5、走访 3" in made.message
    name = Path(made.paths[0]).name
    assert name.startswith("上报-530326-")
    assert name.endswith(f"-{made.bundle_id[:8]}.ubx")

    came = only(city.take(Path(made.paths[0])))
    assert (came.state, came.records, came.conflicts) == ("applied", made.records, 0)
    assert came.office == "清河县总工会"
    assert same(county, city)
    assert b"".join(blobs_of(city).open(sha)) == b"\xff\xd8" + bytes(3 << 20)
    assert chain_holds(city)

    answer = only(county.take(receipt_of(came)))
    assert answer.state == "applied"
    line = next(each for each in county.exchange.status() if each.direction == "out")
    assert (line.state, line.state_text, line.peer) == ("applied", "已入库", "云岭市总工会")
    assert line.received
    assert line.applied
    assert county.exchange.pending().records == 0
    assert county.exchange.export(county.post).message == "没有新的改动需要上报，市总工会已收到全部内容。"


def test_search_and_lists_of_the_city_know_what_came(county: Office, city: Office) -> None:
    family = write_family(county, "530326-7", "单田芳")
    city.take(county.send())
    assert [hit.id for hit in Searching(city.desk).find("stf")]
    lines = HouseholdList(city.desk)
    assert lines is not None
    with city.desk.read() as reader:
        row = reader.connection.exec_driver_sql(
            "SELECT head_name, people, last_visit FROM household_line WHERE id = ?", (family.household.bytes,)
        ).one()
    assert tuple(row) == ("单田芳", 2, "2026-03-05")


def test_the_same_bundle_twice_is_harmless(county: Office, city: Office) -> None:
    write_family(county, "530326-1")
    bundle = county.send()
    city.take(bundle)
    before = rows_of(city, org(county))
    again = only(city.take(bundle))
    assert (again.state, again.records, again.done) == ("known", 0, True)
    assert rows_of(city, org(county)) == before
    second_export = county.send()
    more = only(city.take(second_export))
    assert (more.state, more.records) == ("applied", 0)
    assert rows_of(city, org(county)) == before


def test_after_the_receipt_a_bundle_holds_only_what_is_new(county: Office, city: Office) -> None:
    family = write_family(county, "530326-1")
    county.take(receipt_of(only(city.take(county.send()))))
    with county.desk.change() as change:
        change.update(Household, family.household, {"address": "西街 9 号"})
    made = county.exchange.export(county.post)
    assert (made.records, made.counts) == (1, {"household": 1})
    assert only(city.take(Path(made.paths[0]))).records == 1
    assert same(county, city)


def test_a_lost_bundle_heals_itself(county: Office, city: Office) -> None:
    write_family(county, "530326-1")
    county.send().unlink()
    write_family(county, "530326-2")
    assert only(city.take(county.send())).state == "applied"
    assert same(county, city)


def test_an_attachment_that_was_missing_is_sent_when_it_is_back(county: Office, city: Office) -> None:
    family, content = write_family(county, "530326-1"), b"\xff\xd8" + bytes(2 << 20)
    sha = attach(county, family.household, content)
    sealed = blobs_of(county).path(sha)
    kept = sealed.rename(sealed.with_name("kept"))

    made = county.exchange.export(county.post)
    assert "有 1 个附件的内容不在本机" in made.message
    county.take(receipt_of(only(city.take(Path(made.paths[0])))))
    assert county.exchange.pending().attachments == 1
    still = county.exchange.export(county.post)
    assert still.paths == ()
    assert "还缺 1 个附件" in still.message

    kept.rename(sealed)
    again = county.exchange.export(county.post)
    assert (again.records, again.message) == (0, "已生成上报文件，补送 1 个附件。")
    came = only(city.take(Path(again.paths[0])))
    assert (came.state, came.message) == ("applied", "已补收 1 个附件。")
    assert b"".join(blobs_of(city).open(sha)) == content
    county.take(receipt_of(came))
    assert county.exchange.pending().attachments == 0
    assert county.exchange.export(county.post).message == "没有新的改动需要上报，市总工会已收到全部内容。"


def test_an_attachment_that_the_city_lost_comes_again(county: Office, city: Office) -> None:
    family = write_family(county, "530326-1")
    sha = attach(county, family.household, b"paper")
    county.take(receipt_of(only(city.take(county.send()))))
    blobs_of(city).path(sha).unlink()
    city.exchange.export(city.post)
    county.take(*city.post.glob("回执-*.ubx"))
    city.take(county.send())
    assert blobs_of(city).exists(sha)


def test_a_bundle_whose_forerunner_is_missing_waits_for_it(county: Office, city: Office) -> None:
    write_family(county, "530326-1")
    first = county.send()
    city_copy = city.desk.folder.with_name("old-city")
    city.desk.store.close()
    shutil.copytree(city.desk.folder, city_copy)
    city.desk = log_in(city.desk.folder, None, PASSWORD, now_ms=city.clock)
    county.take(receipt_of(only(city.take(first))))
    write_family(county, "530326-2")
    second = county.send()

    city.desk.store.close()  # The city falls back to its old state: now it lacks the first bundle.
    shutil.rmtree(city.desk.folder)
    shutil.copytree(city_copy, city.desk.folder)
    city.desk = log_in(city.desk.folder, None, PASSWORD, now_ms=city.clock)
    parked = only(city.take(second))
    assert (parked.state, parked.code, parked.done) == ("parked", "bundle_gap", False)
    assert "清河县总工会" in parked.message
    assert next(each for each in city.exchange.status() if each.state == "parked").gaps

    results = city.take(first)
    assert [each.state for each in results] == ["applied", "applied"]
    assert same(county, city)
    assert not list((city.desk.folder / "bundles-in").iterdir())


def test_a_bundle_too_new_for_the_program_waits_for_its_update(
    county: Office, city: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_family(county, "530326-1")
    bundle = Path(county.exchange.export(county.post).paths[0])
    with monkeypatch.context() as older_program:
        older_program.setattr("hardship_desktop.sync.format.READER_REVISION", 0)
        came = only(city.take(bundle))
        assert (came.state, came.code, bool(came.receipt)) == ("parked", "bundle_too_new", True)
    assert only(city.take(bundle)).state == "applied"
    assert same(county, city)


def test_a_receipt_of_a_city_put_back_makes_the_county_send_again(county: Office, city: Office) -> None:
    write_family(county, "530326-1")
    city_copy = city.desk.folder.with_name("old-city")
    first = county.send()
    city.desk.store.close()
    shutil.copytree(city.desk.folder, city_copy)
    city.desk = log_in(city.desk.folder, None, PASSWORD, now_ms=city.clock)
    county.take(receipt_of(only(city.take(first))))
    write_family(county, "530326-2")
    second = county.send()
    city.desk.store.close()
    shutil.rmtree(city.desk.folder)
    shutil.copytree(city_copy, city.desk.folder)
    city.desk = log_in(city.desk.folder, None, PASSWORD, now_ms=city.clock)
    parked = only(city.take(second))
    county.take(receipt_of(parked))
    assert next(e for e in county.exchange.status() if e.id == parked.bundle_id).state == "parked"
    assert [each.state for each in city.take(county.send())] == ["applied", "applied"]
    assert same(county, city)


def test_two_counties_with_the_same_archive_numbers_stay_apart(
    county: Office, neighbour: Office, city: Office
) -> None:
    write_family(county, "0001", "赵一")
    write_family(neighbour, "0001", "钱二")
    results = city.take(county.send(), neighbour.send())
    assert [each.office for each in results] == ["清河县总工会", "白石区总工会"]
    assert results[0].receipt != results[1].receipt
    assert same(county, city)
    assert same(neighbour, city)
    for office, result in ((county, results[0]), (neighbour, results[1])):
        assert only(office.take(receipt_of(result))).state == "applied"
    assert only(county.take(receipt_of(results[1]))).code == "bundle_not_for_us"


def test_a_county_put_back_to_an_old_copy_goes_on_under_a_new_origin(county: Office, city: Office) -> None:
    write_family(county, "530326-1")
    old = county.desk.folder.with_name("old")
    county.desk.store.close()
    shutil.copytree(county.desk.folder, old)
    county.desk = log_in(county.desk.folder, None, PASSWORD, now_ms=county.clock)
    write_family(county, "530326-2")
    city.take(county.send())

    county.desk.store.close()
    shutil.rmtree(county.desk.folder)
    shutil.copytree(old, county.desk.folder)
    county.desk = log_in(county.desk.folder, None, PASSWORD, now_ms=county.clock)
    assert "旧" in county.desk.store.notice
    write_family(county, "530326-3")
    came = only(city.take(county.send()))
    assert came.state == "applied"
    numbers = {row["archive_no"] for row in rows_of(city, org(county))["household"]}
    assert numbers == {"530326-1", "530326-2", "530326-3"}
    assert only(county.take(receipt_of(came))).state == "applied"
    assert county.exchange.pending().records == 0


def put_back_disk(county: Office, city: Office, own_state_folder: Path) -> Family:
    """Two families reach the city; the county's disk goes back to the first and writes a third: 8 records."""
    first = write_family(county, "530326-1")
    county.take(receipt_of(only(city.take(county.send()))))
    old, old_state = county.desk.folder.with_name("old"), own_state_folder.with_name("old-state")
    county.desk.store.close()
    shutil.copytree(county.desk.folder, old)
    shutil.copytree(own_state_folder, old_state)
    county.desk = log_in(county.desk.folder, None, PASSWORD, now_ms=county.clock)
    write_family(county, "530326-2")
    city.take(county.send())

    county.desk.store.close()  # The whole disk goes back, the witness with it.
    shutil.rmtree(county.desk.folder)
    shutil.copytree(old, county.desk.folder)
    shutil.rmtree(own_state_folder)
    shutil.copytree(old_state, own_state_folder)
    county.desk = log_in(county.desk.folder, None, PASSWORD, now_ms=county.clock)
    assert county.desk.store.notice == ""
    third = write_family(county, "530326-3")
    with county.desk.change() as change:
        change.update(Household, first.household, {"address": "南街 3 号"})
        change.update(Household, third.household, {"address": "北街 4 号"})
    return first


def test_a_disk_put_back_with_its_witness_is_found_by_the_receipt_and_cured(
    county: Office, city: Office, own_state_folder: Path
) -> None:
    put_back_disk(county, city, own_state_folder)
    refused = only(city.take(county.send()))
    assert (refused.state, refused.code, refused.done) == ("refused", "bundle_fork", False)
    answer = only(county.take(receipt_of(refused)))
    assert "换用新的编号" in answer.message
    assert chain_holds(county)
    came = only(city.take(county.send()))
    assert (came.state, came.conflicts) == ("applied", 0)
    there = {row["archive_no"]: row for row in rows_of(city, org(county))["household"]}
    assert set(there) == {"530326-1", "530326-2", "530326-3"}
    assert there["530326-1"]["address"] == "南街 3 号"
    assert there["530326-3"]["address"] == "北街 4 号"
    assert chain_holds(city)
    county.reopen()
    assert county.desk.store.notice == ""
    county.take(receipt_of(came))
    assert county.exchange.pending().records == 0


@pytest.mark.parametrize(("limit", "state"), [(8, "applied"), (7, "refused")])
def test_a_cure_that_would_move_very_much_is_left_to_people(
    county: Office,
    city: Office,
    own_state_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    limit: int,
    state: str,
) -> None:
    monkeypatch.setattr(inbox, "REBASE_LIMIT", limit)
    first = put_back_disk(county, city, own_state_folder)
    answer = only(county.take(receipt_of(only(city.take(county.send())))))
    assert answer.state == state
    assert ("8 条" in answer.message) == (state == "refused")
    assert chain_holds(county)
    assert rows_of(county, org(county))["household"][0]["id"] == first.household


def test_a_bundle_for_another_city_or_from_a_stranger_is_refused_in_one_sentence(
    county: Office, city: Office, tmp_path: Path
) -> None:
    write_family(county, "530326-1")
    bundle = county.send()
    other = open_office(tmp_path / "other", "city", "青浦市总工会", "530400")
    result = only(other.take(bundle))
    assert (result.state, result.code) == ("refused", "bundle_unknown_sender")
    rubbish = tmp_path / "说明.txt"
    rubbish.write_text("不是交换包", encoding="utf-8")
    assert only(city.take(rubbish)).code == "bundle_not_a_bundle"
    assert only(city.take(tmp_path / "不存在.ubx")).code == "not_found"
    damaged = tmp_path / "damaged.ubx"
    damaged.write_bytes(bundle.read_bytes())
    flip_byte(damaged, damaged.stat().st_size // 2)
    assert only(city.take(damaged)).code == "bundle_damaged"
    assert only(county.take(bundle)).message.startswith("这是本机自己导出的文件")
    assert not rows_of(city, org(county))["household"]
    other.desk.store.close()


def test_a_barred_computer_is_refused_until_it_is_enrolled_again(county: Office, city: Office) -> None:
    write_family(county, "530326-1")
    bundle = county.send()
    (peer,) = Enrolment(city.desk).peers()
    Enrolment(city.desk).revoke(peer.device)
    assert only(city.take(bundle)).code == "bundle_revoked"
    with pytest.raises(UserError, match="没有登记过"):
        Enrolment(city.desk).revoke("00" * 16)


def test_an_export_needs_the_enrolment(tmp_path: Path) -> None:
    office = open_office(tmp_path / "alone", "county", "孤山县总工会", "530999")
    with pytest.raises(UserError) as caught:
        office.send()
    assert caught.value.code == "not_enrolled"
    assert not office.exchange.pending().enrolled
    office.desk.store.close()


def test_the_header_can_be_looked_at_without_a_key_and_holds_no_personal_data(
    county: Office, city: Office
) -> None:
    write_family(county, "530326-1")
    bundle = county.send()
    seen = city.exchange.inspect(bundle)
    assert (seen.sender, seen.recipient, seen.kind) == ("清河县总工会", "云岭市总工会", "data")
    assert seen.for_us
    assert "欧阳𬸚" not in json.dumps(seen.__dict__, ensure_ascii=False)


IMPORT = """
import sys
from pathlib import Path
from hardship_desktop.services.accounts import log_in
from hardship_desktop.services.exchange.exchange import Exchange
desk = log_in(Path(sys.argv[1]), None, sys.argv[3], now_ms=lambda: int(sys.argv[4]))
print("go", flush=True)
Exchange(desk).import_files([Path(sys.argv[2])])
print("done", flush=True)
"""


def test_killed_in_the_middle_of_an_import_the_city_has_all_or_nothing(county: Office, city: Office) -> None:
    with county.desk.change() as change:
        for number in range(60):
            home = change.insert(Household, {"archive_no": f"{number:04}"})
            change.bulk(Person, [{"household_id": home, "name": "周大海"}] * 50)
    bundle, folder = county.send(), city.desk.folder
    city.desk.store.close()
    whole = run_import(folder.with_name("whole"), folder, bundle, lambda: None)
    pick, seen = random.Random(7), set()
    for _ in range(8):
        delay = pick.uniform(0, 1.1 * whole)
        copy = folder.with_name("copy")
        run_import(copy, folder, bundle, lambda delay=delay: time.sleep(delay))  # type: ignore[misc]
        city.desk = log_in(copy, None, PASSWORD)
        with city.desk.read() as reader:
            (integrity,) = reader.connection.exec_driver_sql("PRAGMA integrity_check").one()
        people = len(rows_of(city, org(county))["person"])
        assert (integrity, people in (0, 3000)) == ("ok", True)
        assert chain_holds(city)
        seen.add(people)
        assert only(city.take(bundle)).done
        assert same(county, city)
        city.desk.store.close()
    assert 0 in seen


def run_import(copy: Path, folder: Path, bundle: Path, wait: Callable[[], None]) -> float:
    """Import in a process of its own, which is killed after `wait`; gives how long a whole import takes."""
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy)
    command = [sys.executable, "-c", IMPORT, str(copy), str(bundle), PASSWORD, str(START_MS)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "go\n"
        started = time.monotonic()
        if copy.name == "whole":
            assert process.stdout.readline() == "done\n"
        else:
            wait()
            process.send_signal(signal.SIGKILL)
        process.wait()
        return time.monotonic() - started
