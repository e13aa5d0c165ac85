"""外观 and 关于."""

import platform
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QTextBrowser

from hardship_desktop import __version__
from hardship_desktop.gui.look.metrics import metrics
from hardship_desktop.gui.pages.settings_section import Section
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.card import label
from hardship_desktop.resources import resource
from hardship_desktop.services.appearance import IDLE_CHOICES

SIZES = (("标准", "标准"), ("大", "大"), ("特大", "特大"))
SCHEMES = (("system", "跟随系统"), ("light", "浅色"), ("dark", "深色"))


class LookSection(Section):
    """Each choice is seen at once and kept."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "选了马上就变，下次打开还是这样。")
        appearance, self._choose = room.outside.appearance, room.outside.choose
        idle = tuple((minutes, f"{minutes} 分钟") for minutes in IDLE_CHOICES)
        self.keys_of: dict[str, dict[object, QPushButton]] = {}
        for name, words, choices, current in (
            ("size", "字的大小", SIZES, appearance.size),
            ("scheme", "颜色", SCHEMES, appearance.scheme),
            ("lock_minutes", "多久不操作就锁上窗口", idle, appearance.lock_minutes),
        ):
            self.add(label(words))
            self.add(self._row(name, choices, current))
            self.body.addSpacing(metrics().px(10))
        self.body.addStretch(1)

    def _row(self, name: str, choices: tuple[tuple[object, str], ...], current: object) -> QHBoxLayout:
        row, group = QHBoxLayout(), QButtonGroup(self)
        row.setSpacing(metrics().px(8))
        self.keys_of[name] = {}
        for value, words in choices:
            key = QPushButton(words)
            key.setProperty("role", "segment")
            key.setCheckable(True)
            key.setChecked(value == current)
            key.clicked.connect(lambda _, value=value: self._choose(name, value))
            group.addButton(key)
            row.addWidget(key)
            self.keys_of[name][value] = key
        row.addStretch(1)
        return row


class AboutSection(Section):
    """关于."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "困难职工帮扶工作台，给县区工会用的离线程序。")
        facts = f"版本 {__version__}　　Qt {qVersion()}　　Python {platform.python_version()}"
        self.add(label(facts))
        self.add(
            label(
                "许可：Apache-2.0。字体：思源黑体（OFL-1.1）、花园明朝（花园字体许可）。图标：Tabler（MIT）。"
            )
        )
        text = QTextBrowser()
        text.setPlainText("\n\n".join(path.read_text(encoding="utf-8") for path in _licences()))
        text.setAccessibleName("字体和图标的许可全文")
        self.add(text, 1)


def _licences() -> list[Path]:
    return [
        resource("fonts", "NotoSansSC-LICENSE.txt"),
        resource("fonts", "HanaMinB-LICENSE.txt"),
        resource("icons", "LICENSE-tabler.txt"),
    ]
