"""系统设置 in the window."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hardship_desktop.app.workplace import Workplace
from hardship_desktop.domain.errors import UserError
from hardship_desktop.gui.pages.record_page import RecordPage
from hardship_desktop.gui.pages.restore_choice import RestoreChoice
from hardship_desktop.gui.pages.secret import SecretPage
from hardship_desktop.gui.pages.settings import SECTIONS, SettingsPage
from hardship_desktop.gui.pages.settings_backup import BackupSection, RestorePage
from hardship_desktop.gui.pages.settings_look import LookSection
from hardship_desktop.gui.pages.settings_parameters import ParametersSection, presets
from hardship_desktop.gui.pages.settings_safety import CheckSection, RecoverySection
from hardship_desktop.gui.pages.settings_section import Section
from hardship_desktop.gui.pages.settings_unit import UnitSection
from hardship_desktop.gui.pages.settings_users import OwnPasswordSection, PasswordPage, UserPage, UsersSection
from hardship_desktop.gui.shell.messages import Messages
from hardship_desktop.gui.shell.tasks import Tasks
from hardship_desktop.services.accounts import log_in, log_in_with_recovery
from hardship_desktop.services.backup import Backup, BackupInfo
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.households import Households
from hardship_desktop.services.office import Office
from hardship_desktop.services.parameters import Parameters
from hardship_desktop.store.records import User
from tests.gui.conftest import AtOnce, Later, Recorder, pressed_with_control, typed
from tests.gui.pages.dialogs import Scripted
from tests.gui.pages.places import OUTSIDE, click, settle
from tests.offices import PASSWORD, START_MS

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab


@pytest.fixture
def settings(place: Workplace) -> SettingsPage:
    place.window.open("settings")
    settle()
    page = place.window.page
    assert isinstance(page, SettingsPage)
    return page


def section(settings: SettingsPage, name: str) -> object:
    settings.show_section(name)
    settle()
    return settings.section


def test_every_section_opens_and_says_where_one_is(settings: SettingsPage) -> None:
    for spec in SECTIONS:
        shown = section(settings, spec.name)
        assert isinstance(shown, Section)
        assert settings.line == shown.heading.text() == spec.title


def test_the_foot_of_the_window_leads_to_its_sections(place: Workplace, settings: SettingsPage) -> None:
    place.window.open("households")
    click(place.window.status._items["backup"])
    assert place.window.page is settings
    assert settings.line == "备份"
    click(place.window.status._items["user"])
    assert settings.line == "我的密码"
    click(place.window.status._items["unit"])
    assert settings.line == "单位"


def test_a_further_user_is_added_and_can_log_in(place: Workplace, settings: SettingsPage, desk: Desk) -> None:
    users = section(settings, "users")
    assert isinstance(users, UsersSection)
    click(users.add_button)
    page = place.window.page
    assert isinstance(page, UserPage)
    page.form.focus_field("name")
    typed("孙莉", ENTER, ENTER)
    page.password.first.setFocus()
    typed("qingli-2027", ENTER, "qingli-2027", ENTER)
    settle()
    assert [row["name"] for row in users.table.rows] == ["赵敏", "孙莉"]
    other = log_in(desk.folder, "孙莉", "qingli-2027")
    assert other.user_role == "clerk"
    other.store.close()


def test_a_weak_password_is_not_taken(place: Workplace, settings: SettingsPage) -> None:
    users = section(settings, "users")
    assert isinstance(users, UsersSection)
    click(users.add_button)
    page = place.window.page
    assert isinstance(page, UserPage)
    page.form.focus_field("name")
    typed("孙莉", ENTER)
    page.password.first.setText("12345678")
    page.password.again.setText("12345678")
    page.save()
    assert (page.password.note.text()[:8], page.password.note.property("level")) == ("密码至少 8 位", "error")
    assert page.password.first.hasFocus()
    page.password.first.setText("qingli-2027")
    page.save()
    assert page.password.note.text().startswith("两次输入的密码不一样")
    assert page.password.again.hasFocus()
    assert place.window.page is page


def test_a_user_who_left_is_disabled_and_one_who_forgot_gets_a_new_password(
    place: Workplace, settings: SettingsPage, asked: Recorder, desk: Desk
) -> None:
    place.services.accounts.add("孙莉", "clerk", "qingli-2027")
    users = section(settings, "users")
    assert isinstance(users, UsersSection)
    users.table.selectRow(0)
    settle()
    assert not users.disable_button.isEnabled(), "nobody locks out themselves"
    users.table.selectRow(1)
    settle()
    click(users.reset_button)
    page = place.window.page
    assert isinstance(page, PasswordPage)
    page.password.first.setFocus()
    typed("xinmima-9", ENTER, "xinmima-9", ENTER)
    settle()
    log_in(desk.folder, "孙莉", "xinmima-9").store.close()
    users.table.selectRow(1)
    settle()
    click(users.disable_button)
    assert users.table.rows[1]["active"], "the safe answer changes nothing"
    asked.answers = ["停用孙莉"]
    click(users.disable_button)
    assert not users.table.rows[1]["active"]
    with pytest.raises(UserError):
        log_in(desk.folder, "孙莉", "xinmima-9")


def test_the_own_password_is_changed_only_with_the_old_one(
    settings: SettingsPage, asked: Recorder, desk: Desk
) -> None:
    own = section(settings, "password")
    assert isinstance(own, OwnPasswordSection)
    own.password.old.setFocus()
    typed("falsch-1", ENTER, "xinmima-9", ENTER, "xinmima-9", ENTER)
    assert own.password.note.property("level") == "error"
    assert own.password.old.hasFocus()
    own.password.clear()
    own.password.old.setFocus()
    typed(PASSWORD, ENTER, "xinmima-9", ENTER, "xinmima-9", ENTER)
    assert asked.said[-1] == ("您的密码已改。", "done")
    log_in(desk.folder, None, "xinmima-9").store.close()


def test_office_data_are_saved_and_the_name_stays(settings: SettingsPage, desk: Desk) -> None:
    unit = section(settings, "unit")
    assert isinstance(unit, UnitSection)
    assert unit._fixed.text() == "清河县总工会"
    unit.form.focus_field("contact")
    typed("赵敏", ENTER)
    click(unit._go)
    assert Office(desk).values()["contact"] == "赵敏"


def test_a_parameter_is_typed_in_yuan_and_kept_in_fen(
    place: Workplace, settings: SettingsPage, desk: Desk
) -> None:
    part = section(settings, "parameters")
    assert isinstance(part, ParametersSection)
    part.add_one()
    page = place.window.page
    assert isinstance(page, RecordPage)
    assert page.record is not None
    page.record.form.focus_field("key")
    typed("月低保", ENTER)
    page.record.form.focus_field("value")
    typed("620", ENTER)
    page.record.form.focus_field("doc_no")
    typed("清民发〔2026〕3号", ENTER)
    pressed_with_control(Qt.Key.Key_S)
    settle()
    (row,) = Parameters(desk).all()
    assert (row["key"], row["value"], row["doc_no"]) == ("dibao_monthly_fen", "62000", "清民发〔2026〕3号")
    part.table.selectRow(0)
    part.edit()
    page = place.window.page
    assert isinstance(page, RecordPage)
    assert page.record is not None
    assert page.record.form.editor("value").raw() == "620.00"


def test_a_preset_is_loaded_after_asking(settings: SettingsPage, asked: Recorder, desk: Desk) -> None:
    part = section(settings, "parameters")
    assert isinstance(part, ParametersSection)
    name, path = next(each for each in presets() if each[0] == "通用默认值")
    part.load_file(path)
    assert Parameters(desk).all() == []
    asked.answers = ["载入预设"]
    part.load_file(path)
    assert len(Parameters(desk).all()) > 10
    assert any("是" in row for row in part.table.paged.lines(list(part.table.paged.ids)))
    assert name == "通用默认值"


def test_a_backup_is_made_checked_and_offered_for_return(
    place: Workplace,
    settings: SettingsPage,
    dialogs: Scripted,
    asked: Recorder,
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Households(desk).create({"status": "active"}, {"name": "范浩", "relation": "01"})
    stick = tmp_path / "stick"
    stick.mkdir()
    part = section(settings, "backup")
    assert isinstance(part, BackupSection)
    dialogs.folders = [desk.folder, stick]
    click(part.add_button)
    assert asked.said[-1][1] == "error", "not inside the data folder"
    assert not part.now_button.isEnabled(), "there is no place yet"
    click(part.add_button)
    assert part._state.text() == "这里还没有备份：请按“立即备份”"
    click(part.now_button)
    (file,) = stick.glob("*.hbk")
    assert Backup(desk).status().last_ms is not None
    assert not place.window.status._items["backup"].property("alarm")
    restored: list[tuple[Path, object]] = []
    outside = replace(OUTSIDE, restore=lambda path, secret: restored.append((path, secret)))
    monkeypatch.setattr(place.window, "_room", replace(place.room, outside=outside))
    part.restore()
    page = place.window.page
    assert isinstance(page, RestorePage)
    dialogs.files = [[file]]
    page.choice.choose()
    page.choice._password.setFocus()
    typed("falsch-99")
    click(page.choice.check_button)
    assert page.choice._note.text()
    assert page.choice.restore_button.isHidden()
    page.choice._password.setText(PASSWORD)
    click(page.choice.check_button)
    assert "1 户 1 人" in page.choice._found.text()
    assert page.choice.check_button.isHidden()
    assert page.choice.restore_button.property("role") == "primary"
    click(page.choice.restore_button)
    assert restored == [], "the safe answer restores nothing"
    assert asked.questions[-1].dangerous
    asked.answers = [page.choice.restore_button.text()]
    click(page.choice.restore_button)
    assert [path for path, _ in restored] == [file]


def test_a_check_says_nothing_of_a_file_that_is_chosen_no_more(
    messages: Messages, dialogs: Scripted, qtbot: QtBot, tmp_path: Path
) -> None:
    tasks = Tasks(AtOnce(), AtOnce(), Later)
    reports = Later.reports
    reports.clear()
    choice = RestoreChoice(tasks, messages, dialogs, replaces=True)
    qtbot.addWidget(choice)
    dialogs.files = [[tmp_path / "old.hbk"], [tmp_path / "new.hbk"]]
    choice.choose()
    choice._password.setText(PASSWORD)
    choice.check()
    choice.choose()
    info = BackupInfo(tmp_path / "old.hbk", 1, START_MS, {"household": 1}, "530326", 0)
    reports[0]("done", info)
    assert choice.restore_button.isHidden()
    assert not choice.check_button.isHidden()
    assert choice._found.text() == ""
    choice.check()
    reports[1]("done", info)
    assert not choice.restore_button.isHidden()
    tasks.close()


def test_the_window_of_a_user_who_was_taken_off_is_locked(place: Workplace, desk: Desk) -> None:
    with desk.store.change(desk.user) as change:
        change.update(User, desk.user, {"active": False})
    assert not place.window.locked
    place.refresh_facts()
    assert place.window.locked


def test_the_foot_and_the_settings_tell_the_same_age_of_the_last_backup(
    place: Workplace, settings: SettingsPage, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick, evening = tmp_path / "stick", datetime(2026, 6, 1, 17)
    stick.mkdir()
    Backup(desk).set_places([stick])
    for hours, words, alarm in (
        (0, "今天已备份", False),
        (16, "1 天前备份", False),
        (80, "4 天前备份，请尽快备份", True),
    ):
        now_ms = round((evening + timedelta(hours=hours)).timestamp()) * 1000
        monkeypatch.setattr(desk.store, "now_ms", lambda now_ms=now_ms: now_ms)
        if not hours:
            Backup(desk).create(stick)
        place.refresh_facts()
        settings.show_section("unit")
        part = section(settings, "backup")
        assert isinstance(part, BackupSection)
        foot = place.window.status._items["backup"]
        assert (part._state.text(), foot.property("alarm")) == (words, alarm)
        assert part._state.text().startswith(foot.text())


def test_a_new_recovery_code_is_shown_once_and_opens_the_file(
    place: Workplace, settings: SettingsPage, asked: Recorder, desk: Desk
) -> None:
    part = section(settings, "recovery")
    assert isinstance(part, RecoverySection)
    asked.answers = ["更换恢复码"]
    part.renew()
    settle()
    page = place.window.page
    assert isinstance(page, SecretPage)
    code = page.secret_label.text()
    log_in_with_recovery(desk.folder, code).store.close()


def test_the_check_says_that_all_is_well(settings: SettingsPage) -> None:
    part = section(settings, "check")
    assert isinstance(part, CheckSection)
    click(part.go_button)
    assert part._state.text().startswith("一切完好")


def test_a_choice_of_look_is_passed_on(settings: SettingsPage) -> None:
    part = section(settings, "look")
    assert isinstance(part, LookSection)
    chosen: list[tuple[str, object]] = []
    part._choose = lambda name, value: chosen.append((name, value))
    click(part.keys_of["size"]["特大"])
    click(part.keys_of["lock_minutes"][30])
    assert chosen == [("size", "特大"), ("lock_minutes", 30)]
