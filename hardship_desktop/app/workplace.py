"""The window on one open desk, with all its pages.

Only the list of households is there at once; every other page is loaded where it is made.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hardship_desktop.app.later import later
from hardship_desktop.app.services import Services
from hardship_desktop.domain.codes.office import USER_ROLE
from hardship_desktop.domain.errors import UserError
from hardship_desktop.gui.pages.file_dialogs import FileDialogs
from hardship_desktop.gui.pages.households import HouseholdsPage, Ways
from hardship_desktop.gui.pages.picking import everything
from hardship_desktop.gui.shell.messages import Messages
from hardship_desktop.gui.shell.page import Page
from hardship_desktop.gui.shell.pages import PageEntry
from hardship_desktop.gui.shell.status import StatusFacts
from hardship_desktop.gui.shell.tasks import Tasks
from hardship_desktop.gui.shell.upkeep import Upkeep
from hardship_desktop.gui.shell.window import MainWindow
from hardship_desktop.services.appearance import Appearance
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.exchange.sent import last_bundle
from hardship_desktop.services.household_list import Filter, Key
from hardship_desktop.services.seat import JOBS, Seat

if TYPE_CHECKING:
    from hardship_desktop.gui.pages.record_form import FormTools
    from hardship_desktop.gui.pages.recovery_paper import RecoveryPaper
    from hardship_desktop.gui.pages.settings import SettingsPage
    from hardship_desktop.services.restore import Secret
    from hardship_desktop.services.searching import Result

RECOVERY_SHEET = "hardship_desktop.services.recovery_papers:recovery_sheet"
WRITE = "hardship_desktop.services.file_out:write_file"
HOUSEHOLDS, VISITS, FUNDS, EXCHANGE, SETTINGS = "households", "visits", "funds", "exchange", "settings"
STATUS_PLACES = {"unit": "unit", "user": "password", "backup": "backup"}
"""Where a click on the foot of the window leads, inside 系统设置."""

FACTS_EVERY, BACKUP_EVERY, FIRST_BACKUP = 60, 3600, 90
"""Seconds between two looks at the foot's facts and at whether a backup is due."""


class Workplace:
    """Builds the window; pages are made when they are first opened.

    `restore` is asked to bring back a backup, `choose` to change the look.
    """

    def __init__(
        self,
        desk: Desk,
        tasks: Tasks,
        messages: Messages,
        dialogs: FileDialogs,
        appearance: Appearance,
        *,
        restore: Callable[[Path, Secret], object],
        choose: Callable[[str, object], object],
    ) -> None:
        self.desk = desk
        self.services = Services(desk)
        self._tasks, self._messages, self._dialogs = tasks, messages, dialogs
        self._appearance, self._restore, self._choose = appearance, restore, choose
        self._households: HouseholdsPage | None = None
        self._settings: SettingsPage | None = None
        services = self.services
        self.window = MainWindow(
            self._entries(),
            find=everything(services.searching),
            tasks=self._tasks,
            messages=self._messages,
            facts=self._known_facts(),
            check_password=self._check_password,
            lock_minutes=appearance.lock_minutes,
        )
        self.window.found.connect(self._found)
        self.window.status_clicked.connect(self._status_clicked)
        self.window.restore_shape(bytes.fromhex(appearance.shape) or None)
        self.window.open(HOUSEHOLDS)
        self.refresh_facts()
        Upkeep(self.window, self.refresh_facts, every=FACTS_EVERY, first=FACTS_EVERY)
        Upkeep(self.window, self._backup_if_due, every=BACKUP_EVERY, first=FIRST_BACKUP)
        if desk.store.notice:
            self._messages.say(desk.store.notice, "warning")
        self._tasks.run(services.drafts.keys, done=self._tell_drafts)

    def _tell_drafts(self, keys: list[str]) -> None:
        """What a power cut left unsaved is offered in its own place; nobody would look there unasked."""
        if keys:
            self._messages.say(
                f"上次有 {len(keys)} 处内容没有保存，打开那一户（或按 Ctrl+N 新建档案）就可以继续编辑。",
                "warning",
            )

    @cached_property
    def tools(self) -> FormTools:
        """What every form needs."""
        from hardship_desktop.gui.pages.record_form import FormTools

        s, desk = self.services, self.desk
        return FormTools(self._tasks, self._messages, s.drafts, s.disclosures, lambda: desk.today)

    @cached_property
    def _paper(self) -> RecoveryPaper:
        from hardship_desktop.gui.pages.recovery_paper import RecoveryPaper

        sheet, write = later(RECOVERY_SHEET), later(WRITE)
        return RecoveryPaper(self.desk.office_name, sheet, write, self._tasks, self._messages)

    # The pages of the navigation

    def _entries(self) -> list[PageEntry]:
        return [
            PageEntry(HOUSEHOLDS, "困难职工档案", "folder", self._make_households),
            PageEntry(VISITS, "入户走访", "map-pin", self._make_visits),
            PageEntry(FUNDS, "帮扶资金", "coin", self._make_funds),
            PageEntry(EXCHANGE, "数据交换", "arrows-exchange", self._make_exchange),
            PageEntry(SETTINGS, "系统设置", "settings", self._make_settings, low=True),
        ]

    def _make_households(self) -> Page:
        ways = Ways(
            open=self.open_household,
            new=lambda: self._push(self._new_household()),
            import_sheet=self.import_workbook,
            export=self._export,
            print_forms=self.print_forms,
            fill_down=self._fill_down,
            take_in=self._take_in,
            approve=self._join,
        )
        services = self.services
        self._households = HouseholdsPage(
            self.desk, services.lists, services.households, self._tasks, self._messages, ways
        )
        return self._households

    def _make_visits(self) -> Page:
        from hardship_desktop.gui.pages.visits import VisitsPage, VisitWays

        ways = VisitWays(partial(self.open_household, tab="visits"), self._enter_visit, self.print_forms)
        s = self.services
        return VisitsPage(
            self.desk, s.visits, s.searching, s.printed_forms, self._tasks, self._messages, ways
        )

    def _make_funds(self) -> Page:
        from hardship_desktop.gui.pages.funds import FundsPage, FundWays

        ways = FundWays(partial(self.open_household, tab="aids"), self._enter_aid)
        return FundsPage(self.desk, self.services.aids, self.tools, ways)

    def _make_exchange(self) -> Page:
        from hardship_desktop.gui.pages.exchange import ExchangePage

        services = self.services
        page = ExchangePage(
            self.desk,
            services.exchange,
            services.enrolment,
            self._tasks,
            self._messages,
            self._dialogs,
            self.enrol,
        )
        page.data_changed.connect(lambda _: self.refresh_facts())
        return page

    def _make_settings(self) -> Page:
        from hardship_desktop.app.settings import settings_entries
        from hardship_desktop.gui.pages.settings import SettingsPage

        entries = settings_entries(
            self.services,
            self.tools,
            self._dialogs,
            self._paper,
            self._appearance,
            open_page=self._push,
            restore=self._restore,
            choose=self._choose,
            backed_up=self.refresh_facts,
        )
        self._settings = SettingsPage(entries, self._messages)
        return self._settings

    # Pages on top of them

    def open_household(self, key: Key, *, tab: str = "basics") -> None:
        """The file of one household, at one of its tabs."""
        from hardship_desktop.gui.pages.household import HouseholdPage
        from hardship_desktop.gui.pages.household_services import FileServices

        services = self.services
        files = FileServices(
            self.desk,
            services.households,
            services.people,
            services.items,
            services.visits,
            services.aids,
            services.attachments,
            services.history,
            services.removed,
        )
        self._push(HouseholdPage(key, files, self.tools, self._dialogs, self.print_forms, tab=tab))

    def import_workbook(self) -> None:
        """The wizard 导入表格."""
        from hardship_desktop.gui.pages.import_wizard import ImportWizard

        services = self.services
        steps = (("查看名单", lambda: self._back_to(HOUSEHOLDS)), ("打印走访表", self._print_after_import))
        self._push(
            ImportWizard(
                Seat.beside(self.desk),
                (services.households.fields(), services.people.fields()),
                self._tasks,
                self._messages,
                self._dialogs,
                today=lambda: self.desk.today,
                next_steps=steps,
            )
        )

    def print_forms(self, keys: Sequence[Key] = ()) -> None:
        """打印走访表, for households chosen elsewhere or to be chosen there."""
        from hardship_desktop.gui.pages.print_forms import PrintForms

        services = self.services
        self._push(
            PrintForms(self.desk, services.lists, services.searching, self._tasks, self._messages, keys=keys)
        )

    def enrol(self) -> Page:
        """接入地市 at a county, 批准接入 at a city."""
        from hardship_desktop.gui.pages.enrol_approve import EnrolApprove
        from hardship_desktop.gui.pages.enrol_office import EnrolOffice

        enrolment = self.services.enrolment
        if self.desk.role == "city":
            return EnrolApprove(enrolment, self._tasks, self._messages, self._dialogs, self._paper)
        return EnrolOffice(self.desk, enrolment, self._tasks, self._messages, self._dialogs)

    def begin(self, start: str) -> None:
        """What was chosen at the end of the first run: import or join; anything else is the list."""
        if start == "import":
            self.import_workbook()
        elif start == "join":
            self._join()

    def _join(self) -> None:
        self.window.open(EXCHANGE)
        self._push(self.enrol())

    def _take_in(self) -> None:
        from hardship_desktop.gui.pages.exchange import ExchangePage

        self.window.open(EXCHANGE)
        if isinstance(self.window.page, ExchangePage):
            self.window.page.choose()

    def _new_household(self) -> Page:
        from hardship_desktop.gui.pages.new_household import NewHouseholdPage

        services = self.services
        return NewHouseholdPage(
            self.desk, services.households, services.people, self.tools, self.open_household
        )

    def _enter_visit(self, key: Key, form_no: str) -> None:
        from hardship_desktop.gui.pages.visit_entry import VisitEntryPage

        s = self.services
        self._push(VisitEntryPage(key, s.visits, s.households, self.tools, form_no=form_no))

    def _enter_aid(self) -> None:
        from hardship_desktop.gui.pages.aid_entry import AidEntryPage

        s = self.services
        self._push(AidEntryPage(s.aids, s.households, s.searching, self.tools))

    def _fill_down(self, keys: Sequence[Key]) -> None:
        from hardship_desktop.gui.pages.fill_down import FillDownPage

        self._push(FillDownPage(keys, self.services.filling, self.services.households, self.tools))

    def _export(self) -> None:
        from hardship_desktop.gui.pages.export_households import ExportHouseholds

        chosen = self._households.chosen_filter() if self._households else Filter()
        lists = self.services.lists
        self._push(ExportHouseholds(self.desk, lists, chosen, self._tasks, self._messages, self._dialogs))

    def _back_to(self, name: str) -> None:
        self.window.open(name)

    def _print_after_import(self) -> None:
        self._back_to(VISITS)
        self.print_forms()

    def _push(self, page: Page) -> None:
        self.window.pages.push(page)

    # What the window asks

    def _found(self, result: Result) -> None:
        if result.household:
            self.open_household(result.household)
        else:
            self._messages.say(f"{result.title}没有户档；他的帮扶在“帮扶资金”里。", "warning")

    def _status_clicked(self, what: str) -> None:
        if what == "bundle":
            self.window.open(EXCHANGE)
            return
        self.window.open(SETTINGS)
        if self._settings and self.window.page is self._settings:
            self._settings.show_section(STATUS_PLACES[what])

    def _check_password(self, password: str) -> None:
        self.desk.vault.unlock(self.desk.user, password)

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

    # Backups

    def backup_possible(self, *, at_exit: bool) -> bool:
        """Whether a backup is due and there is a place for it now; for a thread."""
        backup = self.services.backup
        return any(place.present for place in backup.places()) and backup.due(at_exit=at_exit)

    def back_up(self, done: Callable[[Any], None], failed: Callable[[Any], None]) -> None:
        """Back up in a process of its own."""
        arguments = (Seat.beside(self.desk),)
        self._tasks.heavy(JOBS + "backup_run", arguments, title="备份", unit="步", done=done, failed=failed)

    def _backup_if_due(self) -> None:
        self._tasks.run(partial(self.backup_possible, at_exit=False), done=self._begin_backup)

    def _begin_backup(self, wanted: bool) -> None:
        if wanted:
            self.back_up(lambda _: self.refresh_facts(), self._messages.error)
