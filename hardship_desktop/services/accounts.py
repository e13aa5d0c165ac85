"""Setting up an office, logging in, users and the recovery code."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import Connection, select
from uuid_utils.compat import uuid7

from hardship_desktop.domain.clock import NowMs, system_now_ms
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.names import fold_name
from hardship_desktop.domain.recovery import new_recovery_code
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.folders import state_folder
from hardship_desktop.store.engine import check_place
from hardship_desktop.store.faults import plain_faults
from hardship_desktop.store.folder_lock import FolderLock
from hardship_desktop.store.records import Organisation, User
from hardship_desktop.store.store import DATABASE_NAME, Store
from hardship_desktop.store.vault import RECOVERY, Cost, Keys, Opened, Vault, new_keys, user_gone
from hardship_desktop.sync.keys import DeviceKeys

MIN_PASSWORD = 8
MOST_OFFICE_NAME = 100
LEVELS = {"city": "2", "county": "3"}
ROLES = {level: role for role, level in LEVELS.items()}


@dataclass(frozen=True)
class NewOffice:
    """What the first-run wizard asks."""

    name: str
    code: str
    role: str
    user_name: str
    password: str = field(repr=False)
    division: str = ""

    def check(self) -> None:
        """Raise UserError with the field at fault."""
        if not self.name.strip():
            raise UserError("请填写单位名称，例如“澜川县总工会”。", field="name", code="required")
        if len(self.name.strip()) > MOST_OFFICE_NAME or not self.name.strip().isprintable():
            raise UserError(
                f"单位名称应在 {MOST_OFFICE_NAME} 个字以内，不能换行。", field="name", code="name"
            )
        if not (self.code.isascii() and self.code.isalnum() and 4 <= len(self.code) <= 30):
            raise UserError("单位编码应为 4 到 30 位数字或字母，例如 539926。", field="code", code="org_code")
        if self.role not in ("county", "city"):
            raise UserError("单位层级应为县区（county）或地市（city）。", field="role", code="role")
        if self.division and not (
            self.division.isascii() and self.division.isdigit() and len(self.division) <= 12
        ):
            raise UserError("行政区划代码应为数字，例如 539926。", field="division", code="division")
        if not fold_name(self.user_name):
            raise UserError("请填写您的姓名。", field="user_name", code="required")
        check_password(self.password)


def check_password(password: str) -> None:
    """Raise UserError when a password is too weak: eight characters of at least two sorts."""
    sorts = sum(
        any(map(test, password))
        for test in (str.isdigit, str.isalpha, lambda character: not character.isalnum())
    )
    if len(password) < MIN_PASSWORD or sorts < 2:
        raise UserError(
            f"密码至少 {MIN_PASSWORD} 位，并且要同时有字母、数字或符号中的两种。",
            field="password",
            code="weak_password",
        )


def set_up(
    folder: Path,
    office: NewOffice,
    *,
    cost: Cost | None = None,
    now_ms: NowMs = system_now_ms,
    clock_is_right: bool = False,
) -> tuple[Desk, str]:
    """Make a sealed store and its first administrator; gives the open desk and the recovery code.

    The recovery code exists nowhere else: it must be shown once and printed.
    """
    office.check()
    vault = Vault(folder)
    with plain_faults():
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        check_place(folder)
        lock = FolderLock(folder, alone=True)
    with closing(lock):
        if vault.exists():
            raise UserError("这个文件夹里已有数据，请直接登录，或换一个空文件夹。", code="exists")
        with plain_faults():
            _move_unfinished(folder, now_ms())
            before = frozenset(folder.iterdir())
        lock.share()
        try:
            return _set_up(folder, vault, office, cost or Cost(), now_ms, clock_is_right)
        except BaseException:
            for made in (*folder.glob(f"{DATABASE_NAME}*"), vault.path):
                if made not in before:
                    made.unlink(missing_ok=True)
            raise


def _set_up(
    folder: Path, vault: Vault, office: NewOffice, cost: Cost, now_ms: NowMs, clock_is_right: bool
) -> tuple[Desk, str]:
    device = DeviceKeys.generate()
    keys = new_keys(device.to_bytes())
    org_id, user = uuid4(), uuid7()
    store = Store.create(folder, keys, org_id, device.device, state_folder=state_folder(), now_ms=now_ms)
    try:
        if clock_is_right:
            store.trust_clock()
        _first_rows(store, office, org_id, user)
        code = new_recovery_code()
        name = fold_name(office.user_name)
        with plain_faults():
            opened = vault.create(office.name.strip(), keys, code, user, name, office.password, cost=cost)
        return _desk(store, vault, opened), code
    except BaseException:
        store.close()
        raise


def _move_unfinished(folder: Path, now_ms: int) -> None:
    """A database without a vault is left from a broken set-up, or has lost its vault; it is kept."""
    for left in list(folder.glob(f"{DATABASE_NAME}*")):
        if left.name in (DATABASE_NAME, f"{DATABASE_NAME}-wal", f"{DATABASE_NAME}-shm"):
            left.rename(left.with_name(f"{left.name}.未完成-{now_ms}"))


def _first_rows(store: Store, office: NewOffice, org_id: UUID, user: UUID) -> None:
    with store.change(user) as change:
        change.insert(
            Organisation,
            {
                "id": org_id,
                "name": office.name.strip(),
                "org_code": office.code,
                "level": LEVELS[office.role],
                "division_code": office.division or None,
            },
        )
        change.insert(
            User, {"id": user, "name": fold_name(office.user_name), "role": "admin", "active": True}
        )


def log_in(folder: Path, name: str | None, password: str, *, now_ms: NowMs = system_now_ms) -> Desk:
    """Open the store as a user; with no name, as the only user there is."""
    return _log_in(folder, lambda vault: vault.unlock_by_name(name, password), now_ms)


def log_in_as(folder: Path, user: UUID, password: str, *, now_ms: NowMs = system_now_ms) -> Desk:
    """Open the store as the user chosen from the list."""
    return _log_in(folder, lambda vault: vault.unlock(user, password), now_ms)


def log_in_with_recovery(folder: Path, code: str, *, now_ms: NowMs = system_now_ms) -> Desk:
    """Open the store with the recovery code, as the first administrator, to set a new password."""
    return _log_in(folder, lambda vault: vault.unlock_with_recovery(code), now_ms)


def desk_with_keys(folder: Path, owner: str, keys: Keys, *, now_ms: NowMs = system_now_ms) -> Desk:
    """The desk of a user in a child process, which was handed the keys and no master key."""
    return _log_in(folder, lambda _vault: Opened(owner, keys, b""), now_ms)


def _log_in(folder: Path, unlock: Callable[[Vault], Opened], now_ms: NowMs) -> Desk:
    vault = Vault(folder)
    opened = unlock(vault)
    store = Store.open(folder, opened.keys, state_folder=state_folder(), now_ms=now_ms)
    try:
        return _desk(store, vault, opened)
    except BaseException:
        store.close()
        raise


def _desk(store: Store, vault: Vault, opened: Opened) -> Desk:
    with store.read() as reader:
        office = reader.get(Organisation, store.org_id, store.org_id)
        users = reader.rows(select(User.__table__).where(User.org_id == store.org_id, User.deleted.is_(None)))
    if opened.owner == RECOVERY:
        meant = [each for each in users if each["role"] == "admin" and each["active"]]
    else:
        meant = [each for each in users if str(each["id"]) == opened.owner]
    user = meant[0] if meant else {}
    if not user or not user["active"]:
        raise user_gone()
    return Desk(
        store,
        vault,
        opened,
        user["id"],
        user["name"],
        user["role"],
        office["name"],
        office["org_code"],
        ROLES[office["level"]],
    )


class Accounts:
    """The users of this office."""

    def __init__(self, desk: Desk, *, cost: Cost | None = None) -> None:
        self._desk = desk
        self._cost = cost or Cost()

    def users(self) -> list[dict[str, object]]:
        """id, name, role and active of each user, in order of arrival."""
        with self._desk.read() as reader:
            table = User.__table__
            query = select(table).where(table.c.org_id == self._desk.store.org_id, table.c.deleted.is_(None))
            return reader.rows(query.order_by(table.c.id))

    def add(self, name: str, role: str, password: str) -> UUID:
        """A further user of this PC."""
        self._desk.require("administer")
        check_password(password)
        name = fold_name(name)
        if not name:
            raise UserError("请填写姓名。", field="name", code="required")
        if any(user["name"] == name and user["active"] for user in self.users()):
            raise UserError(
                f"已有名为“{name}”的用户，请加以区分，例如加上科室。", field="name", code="exists"
            )
        with self._desk.change() as change:
            user = change.insert(User, {"name": name, "role": role, "active": True})
            self._set_password(change.connection, self._desk.opened, user, name, password)
        return user

    def remove(self, user: UUID) -> None:
        """Take away a user's key; what they did stays in the log."""
        self._desk.require("administer")
        if user == self._desk.user:
            raise UserError("不能停用正在使用的账号；请由另一位管理员操作。", code="self")
        with self._desk.change() as change:
            change.update(User, user, {"active": False})
            with plain_faults():
                self._desk.vault.remove_user(user)

    def change_password(self, old: str, new: str) -> None:
        """Change one's own password; the database is not rewritten."""
        opened = self._desk.vault.unlock(self._desk.user, old)
        check_password(new)
        with self._desk.store.local() as alone:
            self._set_password(alone, opened, self._desk.user, self._desk.user_name, new)

    def reset_password(self, user: UUID, new: str) -> None:
        """Set another user's password, or one's own after logging in with the recovery code."""
        self._desk.require("administer")
        check_password(new)
        name = next((str(each["name"]) for each in self.users() if each["id"] == user), None)
        if name is None:
            raise UserError("没有这个用户。", code="user")
        with self._desk.store.local() as alone:
            self._set_password(alone, self._desk.opened, user, name, new)

    def renew_recovery(self) -> str:
        """A new recovery code; the printed old one is void."""
        self._desk.require("administer")
        code = new_recovery_code()
        with self._desk.store.local() as alone, plain_faults():
            self._desk.require_active(alone)
            self._desk.vault.set_recovery(self._desk.opened, code, cost=self._cost)
        return code

    def _set_password(self, alone: Connection, opened: Opened, user: UUID, name: str, password: str) -> None:
        """Write a user's slot. `alone` is an open write to the database: while it lasts no other
        process has one, so that no two of them change the vault at once."""
        active = self._desk.require_active(alone)
        if user not in active:
            raise user_gone()
        with plain_faults():
            self._desk.vault.set_password(opened, user, name, password, cost=self._cost, among=active)
