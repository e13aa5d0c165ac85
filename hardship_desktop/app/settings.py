"""The sections of 系统设置 with their services."""

from collections.abc import Callable
from pathlib import Path

from hardship_desktop.app.services import Services
from hardship_desktop.gui.pages.file_dialogs import FileDialogs
from hardship_desktop.gui.pages.record_form import FormTools
from hardship_desktop.gui.pages.recovery_paper import RecoveryPaper
from hardship_desktop.gui.pages.settings import SectionEntry
from hardship_desktop.gui.pages.settings_backup import BackupSection
from hardship_desktop.gui.pages.settings_look import AboutSection, LookSection
from hardship_desktop.gui.pages.settings_parameters import ParametersSection
from hardship_desktop.gui.pages.settings_safety import CheckSection, RecoverySection
from hardship_desktop.gui.pages.settings_unit import UnitSection
from hardship_desktop.gui.pages.settings_users import OwnPasswordSection, UsersSection
from hardship_desktop.gui.shell.page import Page
from hardship_desktop.services.appearance import Appearance
from hardship_desktop.services.restore import Secret


def settings_entries(
    services: Services,
    tools: FormTools,
    dialogs: FileDialogs,
    paper: RecoveryPaper,
    appearance: Appearance,
    *,
    open_page: Callable[[Page], object],
    restore: Callable[[Path, Secret], object],
    choose: Callable[[str, object], object],
    backed_up: Callable[[], object],
) -> list[SectionEntry]:
    """All sections, each made when it is first looked at."""
    desk, tasks, messages = services.desk, tools.tasks, tools.messages
    return [
        SectionEntry("unit", "单位", lambda: UnitSection(desk, services.office, tools)),
        SectionEntry(
            "users", "用户", lambda: UsersSection(desk, services.accounts, tasks, messages, open_page)
        ),
        SectionEntry("password", "我的密码", lambda: OwnPasswordSection(services.accounts, tasks, messages)),
        SectionEntry(
            "parameters",
            "规则参数",
            lambda: ParametersSection(desk, services.parameters, tools, dialogs, open_page),
        ),
        SectionEntry(
            "backup",
            "备份",
            lambda: BackupSection(
                desk, services.backup, tasks, messages, dialogs, open_page, restore, backed_up
            ),
            "backup",
        ),
        SectionEntry(
            "recovery",
            "恢复码",
            lambda: RecoverySection(desk, services.accounts, paper, tasks, messages, open_page),
            "backup",
        ),
        SectionEntry("check", "数据检查", lambda: CheckSection(desk, tasks, messages)),
        SectionEntry("look", "外观", lambda: LookSection(appearance, choose, tasks, messages)),
        SectionEntry("about", "关于", lambda: AboutSection(tasks, messages)),
    ]
