"""The vault: the file's keys, wrapped once for each user and once for the recovery code.

A password change rewrites one slot, never the database. The vault travels with
every backup, so that a backup and the recovery code open on a bare PC.
"""

import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated
from uuid import UUID

import msgspec
from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.recovery import normalise_recovery_code
from hardship_desktop.store.safefile import replace_file
from hardship_desktop.store.swap import finish_swap

VAULT_NAME = "vault.json"
RECOVERY = "recovery"
_VERSION = 1
_AAD = b"hardship-desktop vault 1"
_OWNER = f"^({RECOVERY}|[0-9a-f]{{8}}(-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}})$"
_SEALED = 12 + 16
"""A nonce and a tag: what is sealed is longer."""


class Cost(msgspec.Struct, frozen=True):
    """Argon2id cost (RFC 9106): memory in KiB, passes, lanes."""

    memory_kib: Annotated[int, msgspec.Meta(ge=8, le=2**20)] = 65536
    passes: Annotated[int, msgspec.Meta(ge=1, le=64)] = 3
    lanes: Annotated[int, msgspec.Meta(ge=1, le=16)] = 1


class Slot(msgspec.Struct, frozen=True):
    """The master key wrapped under one secret. `owner` is a user id or "recovery"."""

    owner: Annotated[str, msgspec.Meta(pattern=_OWNER)]
    name: str
    salt: Annotated[bytes, msgspec.Meta(min_length=8)]
    cost: Cost
    wrapped: Annotated[bytes, msgspec.Meta(min_length=_SEALED)]


class VaultFile(msgspec.Struct, frozen=True):
    """What stands in the file; everything secret in it is sealed."""

    version: int
    office: str
    slots: list[Slot]
    sealed_keys: Annotated[bytes, msgspec.Meta(min_length=_SEALED)]


class Keys(msgspec.Struct, frozen=True):
    """Every key of one office PC. `signing` and `age` are the device's own, in their plain byte forms."""

    database: bytes
    attachments: bytes
    lookup: bytes
    device: bytes
    office: dict[str, bytes] = {}

    def __repr__(self) -> str:
        return "Keys(…)"


@dataclass(frozen=True)
class Opened:
    """An unlocked vault: who, and the keys. `master` is needed to add slots."""

    owner: str
    keys: Keys
    master: bytes

    def __repr__(self) -> str:
        return f"Opened({self.owner})"


class Vault:
    """The vault file of one data folder."""

    def __init__(self, folder: Path) -> None:
        finish_swap(folder)
        self.path = folder / VAULT_NAME

    def exists(self) -> bool:
        """Whether the folder has been set up."""
        return self.path.exists()

    def create(
        self, office: str, keys: Keys, recovery_code: str, user: UUID, name: str, password: str, *, cost: Cost
    ) -> Opened:
        """Write a new vault with the recovery slot and the first user's; it is the last step of a set-up."""
        master = secrets.token_bytes(32)
        recovery = _wrap(master, RECOVERY, "恢复码", normalise_recovery_code(recovery_code), cost)
        first = _wrap(master, str(user), name, password, cost)
        self._write(VaultFile(_VERSION, office, [recovery, first], _seal(master, keys)))
        return Opened(str(user), keys, master)

    def office(self) -> str:
        """The name of the office, shown at login."""
        return self._read().office

    def users(self) -> list[tuple[UUID, str]]:
        """(id, name) of those who can log in."""
        return [(UUID(slot.owner), slot.name) for slot in self._read().slots if slot.owner != RECOVERY]

    def unlock(self, user: UUID, password: str) -> Opened:
        """Open with a user's password; raises UserError when it is wrong."""
        return self._unlock(
            str(user), password, "密码不对，请重新输入（注意大小写和输入法）。", "wrong_password"
        )

    def unlock_by_name(self, name: str | None, password: str) -> Opened:
        """Open by user name; with None the only user there is."""
        users = [(user, label) for user, label in self.users() if name in (None, label)]
        if len(users) != 1:
            raise UserError(
                "请用 --user 写明用户名。" if not name else f"没有名为“{name}”的用户。", code="user"
            )
        return self.unlock(users[0][0], password)

    def unlock_with_recovery(self, code: str) -> Opened:
        """Open with the recovery code printed at set-up."""
        plain = normalise_recovery_code(code)
        return self._unlock(RECOVERY, plain, "恢复码不对，请对照打印件逐组核对。", "wrong_recovery")

    def set_password(
        self,
        opened: Opened,
        user: UUID,
        name: str,
        password: str,
        *,
        cost: Cost,
        among: Collection[UUID] | None = None,
    ) -> None:
        """Add or replace the slot of one user; of the others those `among` stay, None for all.

        Whoever calls this holds off other processes: the file is read, changed and replaced.
        """
        slot = _wrap(opened.master, str(user), name, password, cost)
        stay = None if among is None else {RECOVERY, *map(str, among)}
        self._change(
            lambda slots: [
                *(s for s in slots if s.owner != slot.owner and (stay is None or s.owner in stay)),
                slot,
            ]
        )

    def set_recovery(self, opened: Opened, code: str, *, cost: Cost) -> None:
        """Replace the recovery code; the old print is then void."""
        slot = _wrap(opened.master, RECOVERY, "恢复码", normalise_recovery_code(code), cost)
        self._change(lambda slots: [slot, *(s for s in slots if s.owner != RECOVERY)])

    def remove_user(self, user: UUID) -> None:
        """Take away a user's slot; their records stay."""
        self._change(lambda slots: [s for s in slots if s.owner != str(user)])

    def _unlock(self, owner: str, secret: str, sentence: str, code: str) -> Opened:
        file = self._read()
        slot = next((each for each in file.slots if each.owner == owner), None)
        if slot is None:
            raise user_gone()
        try:
            key = _derive(secret, slot.salt, slot.cost)
            master = AESGCM(key).decrypt(slot.wrapped[:12], slot.wrapped[12:], _AAD + owner.encode())
        except InvalidTag:
            raise UserError(sentence, code=code) from None
        except HashingError:
            raise _damaged() from None
        return Opened(owner, _open_keys(master, file.sealed_keys), master)

    def _change(self, edit: Callable[[list[Slot]], list[Slot]]) -> None:
        file = self._read()
        self._write(msgspec.structs.replace(file, slots=edit(file.slots)))

    def _read(self) -> VaultFile:
        try:
            file = msgspec.json.decode(self.path.read_bytes(), type=VaultFile)
        except (FileNotFoundError, NotADirectoryError):
            if any(self.path.parent.glob("*.db")):
                raise UserError(
                    "密钥文件（vault.json）不见了，请用最近的备份恢复。", code="vault_missing"
                ) from None
            raise UserError(
                "这个文件夹里没有本程序的数据，请选择正确的数据文件夹，或先初始化。", code="not_set_up"
            ) from None
        except PermissionError:
            raise UserError(
                "没有权限读取密钥文件（vault.json）；请用建立数据的那个系统账号登录电脑，或联系管理员。",
                code="no_permission",
            ) from None
        except (OSError, msgspec.DecodeError):
            raise _damaged() from None
        if file.version > _VERSION:
            raise UserError("这份数据由更新版本的程序建立，请先升级本程序。", code="too_new")
        return file

    def _write(self, file: VaultFile) -> None:
        with replace_file(self.path) as out:
            out.write(msgspec.json.format(msgspec.json.encode(file), indent=1))


def new_keys(device: bytes) -> Keys:
    """Fresh random keys for a new data folder; `device` is the device's own key pair, serialised."""
    return Keys(secrets.token_bytes(32), secrets.token_bytes(32), secrets.token_bytes(32), device)


def _derive(secret: str, salt: bytes, cost: Cost) -> bytes:
    return hash_secret_raw(
        secret.encode(), salt, cost.passes, cost.memory_kib, cost.lanes, hash_len=32, type=Type.ID
    )


def _wrap(master: bytes, owner: str, name: str, secret: str, cost: Cost) -> Slot:
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    wrapped = AESGCM(_derive(secret, salt, cost)).encrypt(nonce, master, _AAD + owner.encode())
    return Slot(owner, name, salt, cost, nonce + wrapped)


def _seal(master: bytes, keys: Keys) -> bytes:
    nonce = secrets.token_bytes(12)
    return nonce + AESGCM(master).encrypt(nonce, msgspec.msgpack.encode(keys), _AAD)


def _open_keys(master: bytes, sealed: bytes) -> Keys:
    try:
        return msgspec.msgpack.decode(AESGCM(master).decrypt(sealed[:12], sealed[12:], _AAD), type=Keys)
    except (InvalidTag, msgspec.DecodeError):
        raise _damaged() from None


def user_gone() -> UserError:
    """For somebody who may not work here any more."""
    return UserError("该用户已停用，请联系本单位管理员。", code="user_gone")


def _damaged() -> UserError:
    return UserError("密钥文件（vault.json）损坏或无法读取，请用最近的备份恢复。", code="vault_damaged")
