"""系统设置: sections at the left, the one chosen at the right."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QListWidget, QStackedWidget

from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.pages.settings_backup import BackupSection
from hardship_desktop.gui.pages.settings_look import AboutSection, LookSection
from hardship_desktop.gui.pages.settings_parameters import ParametersSection
from hardship_desktop.gui.pages.settings_safety import CheckSection, RecoverySection
from hardship_desktop.gui.pages.settings_section import Section
from hardship_desktop.gui.pages.settings_unit import UnitSection
from hardship_desktop.gui.pages.settings_users import OwnPasswordSection, UsersSection
from hardship_desktop.gui.shell.page import Page
from hardship_desktop.gui.shell.room import Room


@dataclass(frozen=True)
class SectionSpec:
    """A section of the settings, made when it is first looked at. `help` is its help page."""

    name: str
    title: str
    make: Callable[[Room], Section]
    help: str = "settings"


SECTIONS = (
    SectionSpec("unit", "单位", UnitSection),
    SectionSpec("users", "用户", UsersSection),
    SectionSpec("password", "我的密码", OwnPasswordSection),
    SectionSpec("parameters", "规则参数", ParametersSection),
    SectionSpec("backup", "备份", BackupSection, "backup"),
    SectionSpec("recovery", "恢复码", RecoverySection, "backup"),
    SectionSpec("check", "数据检查", CheckSection),
    SectionSpec("look", "外观", LookSection),
    SectionSpec("about", "关于", AboutSection),
)


class SettingsPage(Page):
    """系统设置."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._made: dict[str, Section] = {}
        self._list = QListWidget()
        self._list.setProperty("drop", True)
        self._list.setAccessibleName("设置的各项")
        self._list.addItems([spec.title for spec in SECTIONS])
        self._list.currentRowChanged.connect(self._show)
        self._list.setFixedWidth(metrics().px(170))
        self._stack = QStackedWidget()
        row = QHBoxLayout()
        row.setSpacing(metrics().px(12))
        row.addWidget(self._list)
        row.addWidget(self._stack, 1)
        self.body.addLayout(row)
        self._list.setCurrentRow(0)

    def load(self) -> None:
        """Read the section in sight."""
        section = self.section
        if section:
            section.load()

    def focus(self) -> None:
        """The list of sections."""
        self._list.setFocus()

    @property
    def section(self) -> Section | None:
        """The section in sight."""
        widget = self._stack.currentWidget()
        return widget if isinstance(widget, Section) else None

    def show_section(self, name: str) -> None:
        """Go to a section, for instance from the foot of the window."""
        self._list.setCurrentRow([spec.name for spec in SECTIONS].index(name))

    def _show(self, number: int) -> None:
        spec = SECTIONS[number]
        section = self._made.get(spec.name)
        if section is None:
            section = self._made[spec.name] = spec.make(self.room)
            section.heading.setText(spec.title)
            self._stack.addWidget(section)
        self._stack.setCurrentWidget(section)
        self.help = spec.help
        self.set_head(line=spec.title)
        section.load()
