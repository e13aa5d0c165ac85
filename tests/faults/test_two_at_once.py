"""Two windows, or a window and the command line, on one data folder: neither undoes what the other did."""

from pathlib import Path

import pytest

from hardship_desktop.domain.errors import UserError
from hardship_desktop.services.accounts import Accounts, log_in
from hardship_desktop.store.vault import Vault
from tests.faults.conftest import Office
from tests.faults.work import CHEAP, PASSWORD, TIMES

NAMES = ("王芳", "张伟", "赵静", "孙莉")


def test_passwords_changed_at_the_same_instant_are_all_kept(office: Office) -> None:
    with office.opened() as desk:
        for name in NAMES:
            Accounts(desk, cost=CHEAP).add(name, "clerk", PASSWORD)
    assert office.together(*(("passwords", office.data, name) for name in NAMES)) == [[]] * len(NAMES)
    for name in NAMES:
        log_in(office.data, name, f"{name}-pass-{TIMES - 1}").store.close()
    log_in(office.data, "李敏", PASSWORD).store.close()


def test_settings_changed_at_the_same_instant_are_all_kept(office: Office) -> None:
    assert office.together(*(("settings", office.data, name) for name in NAMES)) == [[]] * len(NAMES)
    with office.opened() as desk:
        assert sorted(desk.setting("many")) == sorted(f"{name}-{n}" for name in NAMES for n in range(TIMES))


def test_one_folder_is_set_up_by_one_of_two(office: Office, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh"
    said = office.together(*[("set_up_together", fresh)] * 3)
    assert sorted(line.split()[:2] for (line,) in said)[-1] == ["made"]
    assert [line for (line,) in said if line == "made"] == ["made"]
    assert {line.split()[1] for (line,) in said if line != "made"} <= {"locked", "exists"}
    log_in(fresh, None, PASSWORD).store.close()
    assert not list(fresh.glob("*未完成*"))


def test_a_removed_administrator_removes_nobody(office: Office) -> None:
    with office.opened() as first:
        second = Accounts(first, cost=CHEAP).add("王芳", "admin", PASSWORD)
        other = log_in(office.data, "王芳", PASSWORD)
        Accounts(first, cost=CHEAP).remove(second)
        late = Accounts(other, cost=CHEAP)
        for act in (
            lambda: late.remove(first.user),
            lambda: late.reset_password(first.user, "other-2026"),
            lambda: late.change_password(PASSWORD, "other-2026"),
            late.renew_recovery,
        ):
            with pytest.raises(UserError, match="停用"):
                act()
        other.store.close()
    with office.opened() as desk:
        assert [user["active"] for user in Accounts(desk).users()] == [True, False]


def test_a_key_without_a_user_goes_with_the_next_one(office: Office) -> None:
    """The power went after the key was written and before the user was."""
    with office.opened() as desk:
        vault = desk.vault.path.read_bytes()
        accounts = Accounts(desk, cost=CHEAP)
        gone = accounts.add("王芳", "clerk", PASSWORD)
        with_key = desk.vault.path.read_bytes()
        accounts.remove(gone)
        assert vault != with_key
        desk.vault.path.write_bytes(with_key)
        accounts.add("王芳", "clerk", "wangfang-2026")
    assert [name for _, name in Vault(office.data).users()] == ["李敏", "王芳"]
    log_in(office.data, "王芳", "wangfang-2026").store.close()
