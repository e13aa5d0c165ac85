"""Two windows on one data folder, and taking back what was done last."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from hardship_desktop.gui.pages.clashing import MINE, NOW
from hardship_desktop.services.accounts import log_in
from hardship_desktop.services.desk import Desk, Key
from hardship_desktop.services.households import Households
from tests.gui.conftest import Recorder, children
from tests.gui.pages.bench import Bench, control, fill, settle
from tests.offices import PASSWORD

S, Z = Qt.Key.Key_S, Qt.Key.Key_Z


@pytest.fixture
def other(desk: Desk, tmp_path: Path) -> Iterator[Desk]:
    """The same data folder, opened a second time."""
    other = log_in(tmp_path / "data", None, PASSWORD, now_ms=desk.store.now_ms)
    yield other
    other.store.close()


@pytest.fixture
def key(bench: Bench) -> Key:
    return bench.given("单雄信", town="城关镇")


def typed_over(bench: Bench, other: Desk, key: Key) -> None:
    """Both write into 家庭住址; the window also into 镇街."""
    page = bench.open(key)
    settle()
    Households(other).save(key[1], {"address": "清河县人民路99号"})
    fill(page.tabs.tab("basics").form, address="清河县新华街3号", town="者海镇")
    control(S)
    settle()


def test_both_values_are_shown_and_nothing_is_saved_before_an_answer(
    bench: Bench, other: Desk, key: Key, asked: Recorder
) -> None:
    typed_over(bench, other, key)
    (question,) = asked.questions
    assert "现在的值：清河县人民路99号（赵敏，" in question.detail
    assert "本页填写：清河县新华街3号" in question.detail
    values = bench.file(key).values
    assert (values["address"], values["town"]) == ("清河县人民路99号", "城关镇")
    assert bench.page.unsaved


@pytest.mark.parametrize(("answer", "address"), [(MINE, "清河县新华街3号"), (NOW, "清河县人民路99号")])
def test_the_person_says_which_value_holds(
    bench: Bench, other: Desk, key: Key, asked: Recorder, answer: str, address: str
) -> None:
    asked.answers.append(answer)
    typed_over(bench, other, key)
    values = bench.file(key).values
    assert (values["address"], values["town"]) == (address, "者海镇")
    assert bench.page.tabs.tab("basics").form.editor("address").raw() == address
    assert not bench.page.unsaved


def test_what_another_window_wrote_is_shown_without_being_asked_for(
    bench: Bench, other: Desk, key: Key
) -> None:
    page = bench.open(key)
    settle()
    bench.place._look_for_news()
    Households(other).save(key[1], {"address": "清河县人民路99号"})
    bench.place._look_for_news()
    settle()
    assert page.tabs.tab("basics").form.editor("address").raw() == "清河县人民路99号"


def test_what_is_being_typed_stays_when_another_window_writes(bench: Bench, other: Desk, key: Key) -> None:
    page = bench.open(key)
    settle()
    fill(page.tabs.tab("basics").form, address="清河县新华街3号")
    Households(other).save(key[1], {"town": "者海镇"})
    bench.place._look_for_news()
    settle()
    assert page.tabs.tab("basics").form.editor("address").raw() == "清河县新华街3号"


def test_own_changes_are_no_news(bench: Bench, key: Key) -> None:
    bench.desk.store.news()
    bench.households.save(key[1], {"address": "清河县人民路99号"})
    assert not bench.desk.store.news()


def test_a_change_is_taken_back_from_its_message(bench: Bench, key: Key) -> None:
    page = bench.open(key)
    settle()
    fill(page.tabs.tab("basics").form, address="清河县新华街3号")
    control(S)
    settle()
    (undo,) = (each for each in children(bench.window.toast, QPushButton) if each.text() == "撤销")
    assert undo.isVisible()
    undo.click()
    settle()
    assert bench.file(key).values["address"] == "清河县人民路12号"
    assert page.tabs.tab("basics").form.editor("address").raw() == "清河县人民路12号"


def test_ctrl_z_outside_a_field_takes_back_what_was_done_last(bench: Bench, key: Key) -> None:
    page = bench.list()
    page.load()
    settle()
    bench.households.delete_many([key[1]])
    page.table.setFocus()
    control(Z)
    settle()
    assert bench.file(key).deleted is None


def test_a_draft_taken_up_again_says_what_was_written_since(bench: Bench, other: Desk, key: Key) -> None:
    page = bench.open(key)
    settle()
    form = page.tabs.tab("basics").form
    fill(form, address="清河县新华街3号", town="者海镇")
    form.draft_changed.emit(form.draft())
    bench.close()
    Households(other).save(key[1], {"address": "清河县人民路99号"})
    page = bench.open(key)
    settle()
    basics = page.tabs.tab("basics")
    basics.draft.take()
    assert basics.form.editor("address").raw() == "清河县新华街3号"
    assert "清河县人民路99号" in basics.form.cell("address").note.text()
    assert basics.form.cell("town").note.text() == ""


def test_a_fill_down_over_what_somebody_else_wrote_is_refused_and_shows_it(
    bench: Bench, other: Desk, key: Key, asked: Recorder
) -> None:
    second = bench.given("秦琼", town="城关镇")
    page = bench.fill_down([key, second])
    page._choose("town")
    settle()
    assert "城关镇 2 户" in page._said.text()
    Households(other).save(second[1], {"town": "河西镇"})
    assert page._value is not None
    page._value.set_draft({"town": "者海镇"})
    asked.answers += ["修改 2 户", "修改 2 户"]
    page.save()
    settle()
    assert [bench.file(each).values["town"] for each in (key, second)] == ["城关镇", "河西镇"]
    assert "河西镇 1 户" in page._said.text()
    page.save()
    settle()
    assert [bench.file(each).values["town"] for each in (key, second)] == ["者海镇", "者海镇"]
