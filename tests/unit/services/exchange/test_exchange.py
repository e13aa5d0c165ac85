"""What the exchange says and leaves behind; whole journeys stand in tests/journeys/test_bundle_road.py."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.progress import Cancelled
from hardship_desktop.services.exchange.outbox import counts_text
from tests.offices import Office, attach, blobs_of, closing, enrol, open_office, write_family


@pytest.fixture
def offices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Office, Office]]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    county = open_office(tmp_path / "county", "county", "清河县总工会", "530326")
    city = open_office(tmp_path / "city", "city", "云岭市总工会", "530300")
    enrol(county, city)
    with closing(county, city):
        yield county, city


class Stop:
    """Somebody who presses 取消 at the first report."""

    def step(self, done: int, total: int) -> None:
        raise Cancelled


def test_every_result_can_be_printed_as_json(offices: tuple[Office, Office]) -> None:
    county, city = offices
    write_family(county, "1")
    made = county.exchange.export(county.post)
    came = city.take(Path(made.paths[0]))
    states = [*city.exchange.status(), *county.exchange.status()]
    seen: list[Any] = [made, *came, county.exchange.pending(), *states]
    seen.append(city.exchange.inspect(Path(made.paths[0])))
    for each in seen:
        assert json.loads(json.dumps(asdict(each)))


def test_a_cancelled_import_or_export_leaves_nothing(offices: tuple[Office, Office]) -> None:
    county, city = offices
    family = write_family(county, "1")
    sha = attach(county, family.household, b"paper")
    with pytest.raises(Cancelled):
        county.exchange.export(county.post, Stop())
    assert not list(county.post.glob("*.ubx"))
    assert not county.exchange.status()
    bundle = county.send()
    with pytest.raises(Cancelled):
        city.exchange.import_files([bundle], Stop())
    assert not city.exchange.status()
    assert not blobs_of(city).exists(sha)
    with city.desk.read() as reader:
        cursor = reader.cursor
        assert cursor.execute("SELECT count(*) FROM household").fetchone() == (0,)
    assert [each.state for each in city.take(bundle)] == ["applied"]
    assert not list((city.desk.folder / "bundles-in").iterdir())


def test_a_bundle_handed_over_shows_so_until_its_receipt_comes(offices: tuple[Office, Office]) -> None:
    county, city = offices
    write_family(county, "1")
    made = county.exchange.export(county.post)
    county.exchange.handed(made.bundle_id)
    (line,) = county.exchange.status()
    assert (line.state_text, line.applied) == ("已交出", "")
    assert line.handed
    (came,) = city.take(Path(made.paths[0]))
    county.take(Path(came.receipt))
    (line,) = [each for each in county.exchange.status() if each.direction == "out"]
    assert line.handed
    assert line.applied
    assert county.exchange.pending().last_receipt


def test_a_city_writes_a_receipt_for_each_office_with_the_word_on_each_bundle(
    offices: tuple[Office, Office],
) -> None:
    county, city = offices
    write_family(county, "1")
    city.take(county.send())
    made = city.exchange.export(city.post / "新回执")
    assert made.message == "已为 1 个单位生成回执。"
    (answer,) = county.take(Path(made.paths[0]))
    assert answer.message == "已收到回执，上报状态已更新。"
    assert county.exchange.pending().records == 0


def test_two_offices_of_one_name_get_each_its_own_receipt(
    offices: tuple[Office, Office], tmp_path: Path
) -> None:
    county, city = offices
    other = open_office(tmp_path / "other", "county", "清河县总工会", "130534")
    with closing(other):
        enrol(other, city)
        write_family(county, "1")
        write_family(other, "2")
        answers = city.take(county.send(), other.send())
        for office, answer in zip((county, other), answers, strict=True):
            (told,) = office.take(Path(answer.receipt))
            assert (told.state, office.exchange.pending().records) == ("applied", 0)


def test_a_lost_attachment_is_named_and_stops_nothing(offices: tuple[Office, Office]) -> None:
    county, city = offices
    family = write_family(county, "1")
    sha = attach(county, family.household, b"paper")
    blobs_of(county).path(sha).unlink()
    made = county.exchange.export(county.post)
    assert "有 1 个附件" in made.message
    assert [each.state for each in city.take(Path(made.paths[0]))] == ["applied"]


def test_one_who_may_only_look_does_not_exchange(offices: tuple[Office, Office]) -> None:
    county, _ = offices
    object.__setattr__(county.desk, "user_role", "reader")
    with pytest.raises(UserError) as caught:
        county.send()
    assert caught.value.code == "not_allowed"


def test_counts_are_told_in_the_words_of_the_trade() -> None:
    told = counts_text({"person": 9, "organisation": 1, "household": 3, "user_account": 2})
    assert told == "户档 3、家庭成员 9、用户 2、单位 1"
