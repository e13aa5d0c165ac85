"""The vault: opened by each secret, by no other, and whole after every change."""

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from uuid_utils.compat import uuid7

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.recovery import new_recovery_code
from hardship_desktop.store.vault import Cost, Opened, Vault, new_keys

CHEAP = Cost(memory_kib=8, passes=1)
USER = uuid7()
KEYS = new_keys(b"device key pair")
CODE = new_recovery_code()
FULL_WIDTH = {code: code + 0xFEE0 for code in (*range(0x30, 0x3A), *range(0x41, 0x5B))}


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    vault = Vault(tmp_path)
    vault.create("清河县总工会", KEYS, CODE, USER, "李敏", "qinghe-2026", cost=CHEAP)
    return vault


def test_password_name_and_recovery_code_open_the_same_keys(vault: Vault) -> None:
    for opened in (
        vault.unlock(USER, "qinghe-2026"),
        vault.unlock_by_name("李敏", "qinghe-2026"),
        vault.unlock_by_name(None, "qinghe-2026"),
        vault.unlock_with_recovery(CODE),
        vault.unlock_with_recovery(CODE.lower().replace("-", " ")),
        vault.unlock_with_recovery(CODE.replace("-", "－").translate(FULL_WIDTH)),
    ):
        assert opened.keys == KEYS
    assert (vault.office(), vault.users()) == ("清河县总工会", [(USER, "李敏")])


@pytest.mark.parametrize("password", ["", "qinghe-2027", "qinghe-2026 ", "QINGHE-2026"])
def test_no_other_password_opens_it(vault: Vault, password: str) -> None:
    with pytest.raises(UserError) as refusal:
        vault.unlock(USER, password)
    assert refusal.value.code == "wrong_password"


def test_no_other_user_name_and_no_other_code_opens_it(vault: Vault) -> None:
    with pytest.raises(UserError, match="张三"):
        vault.unlock_by_name("张三", "qinghe-2026")
    with pytest.raises(UserError, match="恢复码不对"):
        vault.unlock_with_recovery(new_recovery_code())


def test_a_changed_password_voids_the_old_one_and_leaves_the_keys(vault: Vault) -> None:
    opened = vault.unlock(USER, "qinghe-2026")
    vault.set_password(opened, USER, "李敏", "new-pass-1", cost=CHEAP)
    assert vault.unlock(USER, "new-pass-1").keys == KEYS
    with pytest.raises(UserError):
        vault.unlock(USER, "qinghe-2026")


def test_a_renewed_recovery_code_voids_the_print(vault: Vault) -> None:
    fresh = new_recovery_code()
    vault.set_recovery(vault.unlock(USER, "qinghe-2026"), fresh, cost=CHEAP)
    assert vault.unlock_with_recovery(fresh).keys == KEYS
    with pytest.raises(UserError):
        vault.unlock_with_recovery(CODE)


def test_a_second_user_comes_and_goes(vault: Vault) -> None:
    second = uuid7()
    vault.set_password(vault.unlock(USER, "qinghe-2026"), second, "张三", "zhang-san-1", cost=CHEAP)
    assert vault.unlock_by_name("张三", "zhang-san-1").keys == KEYS
    with pytest.raises(UserError, match="--user"):
        vault.unlock_by_name(None, "zhang-san-1")
    vault.remove_user(second)
    with pytest.raises(UserError):
        vault.unlock(second, "zhang-san-1")
    assert vault.unlock(USER, "qinghe-2026").keys == KEYS


def test_a_slot_moved_under_another_owner_opens_nothing(vault: Vault) -> None:
    content = json.loads(vault.path.read_text())
    stranger = uuid4()
    for slot in content["slots"]:
        if slot["owner"] == str(USER):
            slot["owner"] = str(stranger)
    vault.path.write_text(json.dumps(content))
    with pytest.raises(UserError):
        vault.unlock(stranger, "qinghe-2026")


def test_nothing_secret_stands_in_the_file_or_in_a_print_of_the_keys(vault: Vault) -> None:
    content = vault.path.read_bytes()
    opened = vault.unlock(USER, "qinghe-2026")
    for secret in (KEYS.database, KEYS.attachments, KEYS.device, b"qinghe-2026", CODE.encode()):
        assert secret not in content
        assert secret.hex().encode() not in content
    assert KEYS.database.hex() not in f"{opened} {opened.keys!r} {Opened('x', KEYS, b'm')!r}"


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"rubbish", b'{"version": 1}', b"\xff\xfe"])
def test_a_damaged_vault_is_one_sentence(vault: Vault, content: bytes) -> None:
    vault.path.write_bytes(content)
    with pytest.raises(UserError, match="备份") as refusal:
        vault.unlock(USER, "qinghe-2026")
    assert refusal.value.code == "vault_damaged"


def places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path to every value that is no container."""
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else None
    if inner is None:
        yield path
        return
    for key, each in inner:
        yield from places(each, (*path, key))


@pytest.mark.parametrize("value", ["", "x", None, 0, -1, 10**12, []])
def test_no_edited_value_ends_in_anything_but_a_sentence(vault: Vault, value: Any) -> None:
    whole = vault.path.read_text()
    for path in places(json.loads(whole)):
        content = json.loads(whole)
        node = content
        for key in path[:-1]:
            node = node[key]
        node[path[-1]] = value
        vault.path.write_text(json.dumps(content))
        with suppress(UserError):
            vault.unlock_by_name(None, "qinghe-2026")
        with suppress(UserError):
            vault.unlock_with_recovery(CODE)


def test_a_folder_that_lost_its_vault_is_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "office.db").write_bytes(b"sealed")
    with pytest.raises(UserError, match="备份") as refusal:
        Vault(tmp_path).users()
    assert refusal.value.code == "vault_missing"


def test_a_vault_of_a_newer_program_is_one_sentence(vault: Vault) -> None:
    content = json.loads(vault.path.read_text()) | {"version": 99}
    vault.path.write_text(json.dumps(content))
    with pytest.raises(UserError, match="升级"):
        vault.users()


def test_a_folder_without_a_vault_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refusal:
        Vault(tmp_path).users()
    assert refusal.value.code == "not_set_up"


def test_a_broken_write_leaves_the_old_vault(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = vault.unlock(USER, "qinghe-2026")

    def fail(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="space"):
        vault.set_password(opened, USER, "李敏", "new-pass-1", cost=CHEAP)
    monkeypatch.undo()
    assert vault.unlock(USER, "qinghe-2026").keys == KEYS
    assert [path.name for path in vault.path.parent.iterdir()] == ["vault.json"]


def test_a_vault_of_another_account_is_not_called_damaged(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UserError, match="没有权限") as refusal:
        vault.users()
    assert refusal.value.code == "no_permission"
