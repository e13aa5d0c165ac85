"""The look follows the settings, and Qt speaks Chinese."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics, QIcon
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCalendarWidget,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from hardship_desktop.gui.look.icons import icon, line_icon, set_icon
from hardship_desktop.gui.look.palette import DARK, LIGHT, Colours
from hardship_desktop.gui.shell.theme import Theme
from hardship_desktop.gui.widgets.buttons import BigButton
from tests.gui.conftest import children

LATIN_WORD = re.compile(r"[A-Za-z]{3,}")
NAMES_OF_THINGS = {"PDF", "Ctrl", "root", "SVG"}


@pytest.fixture
def own_theme(theme: Theme) -> Iterator[Theme]:
    yield theme
    theme.set_size("标准")
    theme.set_scheme("light")


def _words(widget: QWidget) -> list[str]:
    shown = [button.text() for button in children(widget, QAbstractButton)]
    return shown + [label.text() for label in children(widget, QLabel)]


def _foreign(texts: list[str]) -> list[str]:
    return [text for text in texts if set(LATIN_WORD.findall(text)) - NAMES_OF_THINGS]


def test_the_three_sizes_of_type_rescale_buttons_too(own_theme: Theme, qtbot: QtBot) -> None:
    button = QPushButton("保存")
    qtbot.addWidget(button)
    heights = []
    for size in ("标准", "大", "特大"):
        own_theme.set_size(size)
        button.ensurePolished()
        heights.append((button.font().pixelSize(), button.sizeHint().height()))
    assert heights == sorted(set(heights))
    assert [pixels for pixels, _ in heights] == [14, 16, 18]
    assert heights[0][1] == 32


def test_dark_changes_ground_and_icons(own_theme: Theme, qtbot: QtBot) -> None:
    button = QPushButton("搜索")
    qtbot.addWidget(button)
    set_icon(button, "search")
    light = button.icon().pixmap(18, 18).toImage()
    own_theme.set_scheme("dark")
    assert QApplication.palette().window().color().name().upper() == DARK.window
    assert button.icon().pixmap(18, 18).toImage() != light


def test_dark_changes_the_icons_inside_lines(own_theme: Theme, qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    action = line_icon(line, "search", QLineEdit.ActionPosition.LeadingPosition)
    light = action.icon().pixmap(16, 16).toImage()
    own_theme.set_scheme("dark")
    assert action.icon().pixmap(16, 16).toImage() != light


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_the_icon_of_a_button_that_cannot_be_pressed_stands_out_like_its_text(
    own_theme: Theme, colours: Colours
) -> None:
    own_theme.set_scheme("dark" if colours is DARK else "light")
    picture = icon("plus", "white").pixmap(18, 18, QIcon.Mode.Disabled).toImage()
    inks = {picture.pixelColor(x, y).name().upper() for x in range(18) for y in range(18)}
    assert colours.muted in inks
    assert _contrast(colours.muted, colours.line) > 3


def test_the_picture_of_a_main_step_that_cannot_be_taken_is_not_white(own_theme: Theme, qtbot: QtBot) -> None:
    step = BigButton("生成上报包", icon="file-export", main=True)
    qtbot.addWidget(step)
    white = step._picture.pixmap().toImage()
    step.setEnabled(False)
    assert step._picture.pixmap().toImage() != white
    own_theme.set_scheme("dark")
    step.setEnabled(True)
    assert step._picture.pixmap().toImage() == white


def _contrast(a: str, b: str) -> float:
    def luminance(colour: str) -> float:
        rgb = QColor(colour)
        parts = (rgb.redF(), rgb.greenF(), rgb.blueF())
        red, green, blue = (x / 12.92 if x <= 0.03928 else float(((x + 0.055) / 1.055) ** 2.4) for x in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_every_text_can_be_read_on_its_ground(colours: Colours) -> None:
    pairs = [(ground, text) for _, ground, text in colours.tones]
    for text in (
        colours.text,
        colours.muted,
        colours.accent_text,
        colours.danger,
        colours.warning,
        colours.good,
    ):
        pairs += [(colours.card, text), (colours.window, text)]
    pairs += [(colours.selected, colours.text), (colours.accent, "#FFFFFF"), (colours.header, colours.muted)]
    assert [pair for pair in pairs if _contrast(*pair) < 4.5] == []


def test_ordinary_and_rare_characters_have_a_glyph() -> None:
    font = QApplication.font()
    assert QFontInfo(font).family() == "Noto Sans SC"
    missing = [c for c in "王喆𬭎䶮㛃𫖮𬱖𠀀𪚥" if not QFontMetrics(font).inFontUcs4(ord(c))]
    assert set(missing) <= set("𠀀𪚥"), "those come from the fallback face"
    fallback = QApplication.font()
    fallback.setFamilies(["HanaMinB"])
    assert all(QFontMetrics(fallback).inFontUcs4(ord(c)) for c in "𠀀𪚥")


def test_standard_buttons_are_chinese(qtbot: QtBot) -> None:
    box = QDialogButtonBox()
    qtbot.addWidget(box)
    for button in QDialogButtonBox.StandardButton:
        if button != QDialogButtonBox.StandardButton.NoButton:
            box.addButton(button)
    words = _words(box)
    assert "取消" in words
    assert _foreign(words) == []


@pytest.mark.parametrize("mode", [QFileDialog.AcceptMode.AcceptOpen, QFileDialog.AcceptMode.AcceptSave])
def test_the_file_dialog_is_chinese(qtbot: QtBot, mode: QFileDialog.AcceptMode) -> None:
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(mode)
    words = _words(dialog)
    assert any("文件名" in word for word in words)
    assert _foreign(words) == []


def test_the_print_dialog_is_chinese(qtbot: QtBot) -> None:
    dialog = QPrintDialog(QPrinter())
    qtbot.addWidget(dialog)
    words = _words(dialog)
    assert any("打印" in word for word in words)
    assert _foreign(words) == []


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_context_menus_are_chinese(qtbot: QtBot, kind: type[QLineEdit] | type[QPlainTextEdit]) -> None:
    editor = kind()
    qtbot.addWidget(editor)
    menu = editor.createStandardContextMenu()
    words = [action.text() for action in menu.actions()]
    menu.deleteLater()
    assert any("撤销" in word for word in words)
    assert any("粘贴" in word for word in words)
    assert _foreign(words) == []


def test_calendars_are_chinese(qtbot: QtBot) -> None:
    calendar = QCalendarWidget()
    qtbot.addWidget(calendar)
    assert calendar.locale().name() == "zh_CN"
