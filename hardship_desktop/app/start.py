"""The door: first run or login, then the window, and the end.

Nothing is imported here that the login does not need: a window must stand there at once. The
rest stands in `behind`, which is loaded on a thread while the person types the password.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from hardship_desktop.app.garbage import nothing_to_collect
from hardship_desktop.domain.errors import UserError
from hardship_desktop.gui.pages.login import Login
from hardship_desktop.gui.shell.file_dialogs import FileDialogs
from hardship_desktop.gui.shell.program import Program
from hardship_desktop.services import jobs
from hardship_desktop.services.appearance import keep_appearance, load_appearance
from hardship_desktop.services.folders import default_data_folder, state_folder
from hardship_desktop.services.reporting import keep_report
from hardship_desktop.store.vault import Vault

if TYPE_CHECKING:
    from hardship_desktop.app.workplace import Workplace
    from hardship_desktop.gui.pages.bare_windows import Waiting
    from hardship_desktop.services.demo import Demo
    from hardship_desktop.services.desk import Desk
    from hardship_desktop.services.restore import Restored, Secret


NEVER_BACKED_UP = "档案还从来没有备份过，电脑坏了就找不回来。"
WHERE_TO_BACK_UP = "请尽快在“系统设置”的“备份”里添加U盘或另一块硬盘，再按“立即备份”。"


def _load_the_rest() -> None:
    from hardship_desktop.app import behind  # noqa: F401


class Start:
    """One run of the program. No `folder` means the one of the first run, or the usual one; `password`
    opens it without asking (the demo)."""

    def __init__(self, folder: Path | None, *, password: str = "") -> None:
        self._appearance = load_appearance(state_folder())
        self._folder = folder or self._remembered()
        self._password = password
        self._program = Program(
            size=self._appearance.size,
            scheme=self._appearance.scheme,
            log=lambda report: keep_report(report, state_folder()),
            all_closed=self._end,
        )
        self._tasks, self._messages = self._program.tasks, self._program.messages
        self._dialogs = FileDialogs()
        self.workplace: Workplace | None = None
        self._ending = False

    def run(self) -> int:
        """Work until the last window is closed."""
        return self._program.run()

    def begin(self) -> None:
        """The first window: of a new office, or the login."""
        if self._password:
            self._enter_with(self._password)
        elif Vault(self._folder).exists():
            self._show_login()
        else:
            self._show_first_run()

    def _remembered(self) -> Path:
        """The folder chosen at the last first run, while there is an office in it."""
        kept = self._appearance.folder
        return Path(kept) if kept and Vault(Path(kept)).exists() else default_data_folder()

    # Before the window

    def _show_first_run(self) -> None:
        from hardship_desktop.app import behind

        first = behind.FirstRun(self._tasks, self._messages, folder=self._folder)
        first.done.connect(self._made)
        first.restore_wanted.connect(lambda: self._show_restore(first.folder.folder))
        self._program.show(first)

    def _made(self, desk: Desk, start: str) -> None:
        self._keep(folder=str(desk.folder.absolute()))
        if start == "sample":
            desk.store.close()
            self._show_sample()
            return
        self._enter(desk)
        assert self.workplace is not None
        self.workplace.begin(start)

    def _show_sample(self) -> None:
        self._wait("正在准备示例", "用虚构的县和市，把导入、走访、帮扶、上报走一遍，大约一分钟。")
        self._tasks.heavy(
            jobs.MAKE_DEMO, None, title="准备示例", done=self._sample_made, failed=self._give_up
        )

    def _sample_made(self, demo: Demo) -> None:
        self._folder = demo.county_data
        self._enter_with(demo.password)
        assert self.workplace is not None
        self.workplace.window.setWindowTitle("困难职工帮扶工作台（示例，内容是虚构的）")
        self._messages.say("这是示例，里面的人都是虚构的。关闭以后再打开，就是您自己的档案。", "warning")

    def _show_login(self) -> None:
        vault = Vault(self._folder)
        last = self._appearance.last_user
        login = Login(
            vault.office(),
            vault.users(),
            self._log_in,
            self._log_in_with_recovery,
            self._tasks,
            last_user=UUID(last) if last else None,
        )
        login.entered.connect(self._enter)
        login.recovered.connect(self._recovered)
        self._program.show(login)
        self._tasks.run(_load_the_rest)

    def _log_in(self, user: UUID, password: str) -> Desk:
        from hardship_desktop.app import behind

        return behind.accounts.log_in_as(self._folder, user, password)

    def _log_in_with_recovery(self, code: str) -> Desk:
        from hardship_desktop.app import behind

        return behind.accounts.log_in_with_recovery(self._folder, code)

    def _recovered(self, desk: Desk) -> None:
        """Nobody works on without a password of their own."""
        from hardship_desktop.app import behind

        save = partial(behind.accounts.Accounts(desk).reset_password, desk.user)
        window = behind.SetPassword(desk.user_name, save, self._tasks)
        window.done.connect(partial(self._enter, desk))
        self._program.show(window)

    def _show_restore(self, folder: Path) -> None:
        from hardship_desktop.app import behind

        window = behind.RestoreWindow(folder, self._tasks, self._messages, self._dialogs)
        window.chosen.connect(partial(self._bring_back, folder))
        self._program.show(window)

    # The window

    def _enter_with(self, password: str) -> None:
        from hardship_desktop.app import behind

        self._enter(behind.accounts.log_in(self._folder, None, password))

    def _enter(self, desk: Desk) -> None:
        from hardship_desktop.app import behind

        self._ending = False
        self._keep(last_user=str(desk.user))
        outside = behind.Outside(self._appearance, self._choose, self._restore)
        with nothing_to_collect():
            self.workplace = behind.Workplace(desk, self._tasks, self._messages, self._dialogs, outside)
        self.workplace.window.closing.connect(self._closing)
        self._program.show(self.workplace.window)

    def _choose(self, name: str, value: object) -> None:
        """A choice of 外观: seen at once and kept."""
        self._keep(**{name: value})
        theme = self._program.theme
        theme.set_size(self._appearance.size)
        theme.set_scheme(self._appearance.scheme)
        if self.workplace:
            self.workplace.window.idle.set_minutes(self._appearance.lock_minutes)

    def _keep(self, **changes: object) -> None:
        # Read again: another window may have kept a choice of its own since.
        self._appearance = msgspec.structs.replace(load_appearance(state_folder()), **changes)
        keep_appearance(state_folder(), self._appearance)

    # The end

    def _closing(self) -> None:
        """The person closes the window: back up what was written since the last backup, then go."""
        place = self.workplace
        if place is None or self._ending:
            return
        self._ending = True
        self._keep(shape=place.window.shape().hex())
        if not place.backup_possible(at_exit=True):
            if place.services.backup.status().last_ms is None:
                self._messages.choose(NEVER_BACKED_UP, ("知道了，退出",), detail=WHERE_TO_BACK_UP)
            self._end()
            return
        waiting = self._wait("正在备份", "备份好以后程序自动退出。", skip="跳过，直接退出")
        waiting.skipped.connect(self._end)
        place.back_up(lambda _: self._end(), self._not_backed_up)

    def _not_backed_up(self, error: UserError) -> None:
        self._messages.choose("退出时没有备份成功。", ("知道了，退出",), detail=error.message)
        self._end()

    def _end(self) -> None:
        """Let go of the file and stop; every draft is in the file already."""
        if self._program.ended:
            return
        self._program.quit()
        if self.workplace:
            self.workplace.desk.store.close()

    def _wait(self, title: str, text: str, *, skip: str = "") -> Waiting:
        from hardship_desktop.app import behind

        window = behind.Waiting(title, text, self._tasks, skip=skip)
        self._program.show(window)
        return window

    # Back from a backup

    def _restore(self, path: Path, secret: Secret) -> None:
        """From inside the window: it and the file are closed first."""
        place = self.workplace
        assert place is not None
        self._ending, self.workplace = True, None
        folder = place.desk.folder
        self._wait("正在恢复", "请不要关机。现在的数据会改名留在旁边。")
        place.desk.store.close()
        self._run_restore(folder, path, secret)

    def _bring_back(self, folder: Path, path: Path, secret: Secret) -> None:
        """On a PC without data."""
        self._wait("正在恢复", "请不要关机。")
        self._run_restore(folder, path, secret)

    def _run_restore(self, folder: Path, path: Path, secret: Secret) -> None:
        self._folder = folder
        self._tasks.heavy(
            jobs.BACKUP_RESTORE,
            (path, folder, secret),
            title="恢复",
            unit="步",
            done=self._restored,
            failed=self._give_up,
        )

    def _restored(self, restored: Restored) -> None:
        self._keep(folder=str(restored.folder))
        self._messages.choose(restored.message, ("知道了，去登录",))
        self.begin()

    def _give_up(self, error: UserError) -> None:
        """Nothing was changed; begin again where it is possible."""
        self._messages.choose("没有成功，数据没有改动。", ("知道了",), detail=error.message)
        self._password = ""
        self.begin()
