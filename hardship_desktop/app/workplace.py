"""The window on one open desk: its room, its pages, the facts at its foot."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from hardship_desktop.app.pages import PAGES
from hardship_desktop.domain.codes.office import USER_ROLE
from hardship_desktop.domain.errors import UserError
from hardship_desktop.gui.pages.picking import everything
from hardship_desktop.gui.shell.file_dialogs import FileDialogs
from hardship_desktop.gui.shell.messages import Messages
from hardship_desktop.gui.shell.room import Outside, Room
from hardship_desktop.gui.shell.status import StatusFacts
from hardship_desktop.gui.shell.tasks import Tasks
from hardship_desktop.gui.shell.upkeep import Upkeep
from hardship_desktop.gui.shell.window import MainWindow
from hardship_desktop.services import jobs
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.drafts import WaitingDraft
from hardship_desktop.services.exchange.sent import last_bundle
from hardship_desktop.services.searching import Result
from hardship_desktop.services.seat import Seat
from hardship_desktop.services.services import Services
from hardship_desktop.store.records import BY_TABLE

WRONG_CLOCK = "日期错了的时候保存，编号和日期都会跟着错，地市也会拒收本单位的数据。"
WITHOUT = {"household:new": "新建档案"}
"""Drafts that belong to no household yet, and what is said of them."""
STATUS_PLACES = {"unit": "unit", "user": "password", "backup": "backup"}
"""Where a click on the foot of the window leads, inside 系统设置."""
SHOWN_BELOW = {"backup", "bundle", "peer"}
"""What the foot of the window tells of."""

FACTS_EVERY, BACKUP_EVERY, FIRST_BACKUP, NEWS_EVERY = 60, 3600, 90, 3
"""Seconds between two looks at the foot's facts, at whether a backup is due, at what others wrote."""


class Workplace:
    """Builds the window; pages are made when they are first opened."""

    def __init__(
        self, desk: Desk, tasks: Tasks, messages: Messages, dialogs: FileDialogs, outside: Outside
    ) -> None:
        self.desk = desk
        self.services = Services(desk)
        self._tasks, self._messages = tasks, messages
        self._specs = {spec.name: spec for spec in PAGES}
        self.room = Room(desk, self.services, tasks, messages, dialogs, self, outside)
        self.window = MainWindow(
            self.room,
            PAGES,
            find=everything(self.services.searching),
            facts=self._known_facts(),
            check_password=self._check_password,
            lock_minutes=outside.appearance.lock_minutes,
        )
        self.window.found.connect(self._found)
        self.window.status_clicked.connect(self._status_clicked)
        self.window.pages.told.connect(self._told)
        self.window.restore_shape(bytes.fromhex(outside.appearance.shape) or None)
        self.open("households")
        self.refresh_facts()
        Upkeep(self.window, self.refresh_facts, every=FACTS_EVERY, first=FACTS_EVERY)
        Upkeep(self.window, self._backup_if_due, every=BACKUP_EVERY, first=FIRST_BACKUP)
        Upkeep(self.window, self._look_for_news, every=NEWS_EVERY, first=NEWS_EVERY)
        self._tasks.settle = self._settle
        if desk.store.notice:
            self._messages.say(desk.store.notice, "warning")
        self._tasks.run(self.services.drafts.waiting, done=self._tell_drafts)

    # The ways from page to page

    def open(self, name: str, *arguments: Any, **named: Any) -> Any:
        """Go to a page of the navigation, or put another on top; gives the page then in sight."""
        return self.window.open(name, *arguments, **named)

    def may(self, name: str) -> bool:
        """Whether this user at this office may open the page."""
        spec = self._specs[name]
        right = spec.right is None or self.desk.may(spec.right)
        return right and spec.office in ("", self.desk.role)

    def tell(self, what: set[str]) -> None:
        """Every page hears that records of these names were changed."""
        self.window.pages.spread(what)

    def begin(self, start: str) -> None:
        """What was chosen at the end of the first run: import or join; anything else is the list."""
        if start == "import":
            self.open("import")
        elif start == "join":
            self.open("exchange")
            self.open("join" if self.may("join") else "approve")

    def _found(self, result: Result) -> None:
        if result.household:
            self.open("household", result.household)
        else:
            self._messages.say(f"{result.title}没有户档；他的帮扶在“帮扶资金”里。", "warning")

    def _status_clicked(self, what: str) -> None:
        if what == "bundle":
            self.open("exchange")
            return
        page = self.open("settings")
        if self.window.pages.root == "settings":
            page.show_section(STATUS_PLACES[what])

    # What the window tells

    def _settle(self, error: UserError) -> bool:
        """A date that may be wrong is asked about before anything is written by it."""
        if error.code != "clock":
            return False
        right = self._messages.ask(
            error.message, "日期没错，继续", back="先不做，我去校正日期", detail=WRONG_CLOCK, dangerous=True
        )
        if right:
            self.desk.store.trust_clock()
        return right

    def _tell_drafts(self, waiting: list[WaitingDraft]) -> None:
        """What a power cut left unsaved is offered in its own place; nobody would look there unasked."""
        if not waiting:
            return
        newest = waiting[0]
        name = newest.name or "（未填户主）"
        whose = f"“{name}”一户" if newest.household else WITHOUT.get(newest.key, "一处")
        more = f"另外还有 {len(waiting) - 1} 处。" if len(waiting) > 1 else ""
        self._messages.say(f"上次{whose}填写的内容没有保存，可以接着填。{more}", "warning")
        if newest.household or newest.key in WITHOUT:
            self.window.toast.offer("打开", partial(self._go_on_with, newest))

    def _go_on_with(self, draft: WaitingDraft) -> None:
        if draft.household:
            self.open("household", draft.household, tab=draft.tab, row=draft.row)
        else:
            self.open("new_household")

    def _check_password(self, password: str) -> None:
        self.desk.vault.unlock(self.desk.user, password)

    def _told(self, what: set[str]) -> None:
        if what & SHOWN_BELOW:
            self.refresh_facts()

    def refresh_facts(self) -> None:
        """Bring the foot of the window up to date."""
        self._tasks.run(self._read_facts, done=self.window.show_facts, failed=self._no_facts)

    def _no_facts(self, error: UserError) -> None:
        if error.code == "user_gone":
            self.window.lock()
        self._messages.error(error)

    def _read_facts(self) -> StatusFacts:
        with self.desk.read() as reader:
            self.desk.require_active(reader.connection)
        backup = self.services.backup.status()
        bundle = last_bundle(self.desk)
        return replace(self._known_facts(), bundle=bundle, backup=backup.text, alarm=backup.overdue)

    def _known_facts(self) -> StatusFacts:
        user = f"{self.desk.user_name} · {USER_ROLE.text(self.desk.user_role)}"
        return StatusFacts(self.desk.office_name, user)

    def _look_for_news(self) -> None:
        self._tasks.run(self.desk.store.news, done=self._hear_news)

    def _hear_news(self, news: bool) -> None:
        """Another window or program wrote: every page reads again, what is being typed stays."""
        if news:
            self.tell(set(BY_TABLE))

    # Backups

    def backup_possible(self, *, at_exit: bool) -> bool:
        """Whether a backup is due and there is a place for it now; for a thread."""
        backup = self.services.backup
        return any(place.present for place in backup.places()) and backup.due(at_exit=at_exit)

    def back_up(self, done: Callable[[Any], None], failed: Callable[[Any], None]) -> None:
        """Back up in a process of its own."""
        arguments = (Seat.beside(self.desk),)
        self._tasks.heavy(jobs.BACKUP_RUN, arguments, title="备份", unit="步", done=done, failed=failed)

    def _backup_if_due(self) -> None:
        self._tasks.run(partial(self.backup_possible, at_exit=False), done=self._begin_backup)

    def _begin_backup(self, wanted: bool) -> None:
        if wanted:
            self.back_up(lambda _: self.refresh_facts(), self._messages.error)
