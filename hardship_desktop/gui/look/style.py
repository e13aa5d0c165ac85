"""The small style sheet over Qt's Fusion style."""

from PySide6.QtWidgets import QWidget

from hardship_desktop.gui.look.metrics import Metrics
from hardship_desktop.gui.look.palette import Colours
from hardship_desktop.resources import resource

# Widgets choose a look by properties: level (of text), role (of a button), card (of a frame).
_SHEET = """
* {{ font-size: {text}px; }}
QMessageBox, QDialog {{ background: {c.card}; }}
QToolTip {{ border: 1px solid {c.border}; padding: {p4}px; }}
QLabel[level="title"] {{ font-size: {p20}px; font-weight: 700; }}
QLabel[level="heading"] {{ font-size: {p15}px; font-weight: 700; }}
QLabel[level="strong"] {{ font-weight: 700; }}
QLabel[level="large"] {{ font-size: {p26}px; font-weight: 700; }}
QLabel[level="muted"] {{ color: {c.muted}; font-size: {p13}px; }}
QLabel[level="error"] {{ color: {c.danger}; font-size: {p13}px; }}
QLabel[level="warning"] {{ color: {c.warning}; font-size: {p13}px; }}
QLabel[level="step"] {{ color: {c.accent_text}; font-weight: 700; }}
QFrame[card="true"] {{ background: {c.card}; border: 1px solid {c.border}; border-radius: {p8}px; }}
QFrame[strip="true"] {{ background: {c.card}; border: none; border-top: 1px solid {c.border}; }}
QFrame[side="true"] {{ background: {c.card}; border: none; border-right: 1px solid {c.border}; }}

QPushButton {{ background: {c.card}; border: 1px solid {c.field_border}; border-radius: {p5}px;
  padding: 0 {p14}px; min-height: {control}px; outline: none; }}
QPushButton:hover {{ background: {c.hover}; }}
QPushButton:pressed {{ background: {c.selected}; }}
QPushButton:focus {{ border-color: {c.accent_text}; }}
QPushButton:disabled {{ color: {c.muted}; background: {c.window}; border-color: {c.border}; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}
QPushButton[role="primary"] {{ background: {c.accent}; border-color: {c.accent}; color: white; }}
QPushButton[role="primary"]:hover {{ background: {c.accent_hover}; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {c.text}; padding: 0 {p13}px; }}
QPushButton[role="primary"]:disabled {{ background: {c.line}; border-color: {c.line}; color: {c.muted}; }}
QPushButton[role="danger"] {{ color: {c.danger}; border-color: {c.danger}; }}
QPushButton[role="danger"]:disabled {{ color: {c.muted}; border-color: {c.border}; }}
QPushButton[role="quiet"] {{ border: 1px solid transparent; background: transparent; color: {c.accent_text};
  padding: 0 {p6}px; }}
QPushButton[role="quiet"]:hover {{ background: {c.hover}; }}
QPushButton[role="quiet"]:focus {{ border-color: {c.accent_text}; }}
QPushButton[role="quiet"]:disabled {{ color: {c.muted}; }}
QPushButton[role="status"] {{ border: 1px solid transparent; background: transparent; color: {c.muted};
  font-size: {p13}px; min-height: {p24}px; padding: 0 {p6}px; }}
QPushButton[role="status"]:hover {{ background: {c.hover}; }}
QPushButton[role="status"]:focus {{ border-color: {c.accent_text}; }}
QPushButton[role="status"][alarm="true"] {{ color: {c.danger}; font-weight: 700; }}
QPushButton[role="nav"] {{ border: 1px solid transparent; background: transparent; text-align: left;
  padding: 0 {p14}px; min-height: {p38}px; }}
QPushButton[role="nav"]:hover {{ background: {c.hover}; }}
QPushButton[role="nav"]:focus {{ border-color: {c.accent_text}; }}
QPushButton[role="nav"]:checked {{ background: {c.selected}; color: {c.accent_text}; font-weight: 700; }}
QPushButton[role="chip"] {{ border-radius: {p13}px; min-height: {p26}px; padding: 0 {p12}px;
  font-size: {p13}px; }}
QPushButton[role="chip"]:checked {{ background: {c.selected}; border-color: {c.accent_text};
  color: {c.accent_text}; }}
QPushButton[role="segment"] {{ min-height: {field}px; padding: 0 {p16}px; border-color: {c.field_border}; }}
QPushButton[role="segment"]:checked {{ background: {c.selected}; border-color: {c.accent_text};
  color: {c.accent_text}; font-weight: 700; }}
QPushButton[role="big"] {{ min-height: {p64}px; text-align: left; padding: 0 {p18}px; }}
QPushButton[role="big"][main="true"] {{ background: {c.accent}; border-color: {c.accent}; color: white; }}
QPushButton[role="big"][main="true"]:hover {{ background: {c.accent_hover}; }}
QPushButton[role="big"][main="true"]:focus {{ border: 2px solid {c.text}; padding: 0 {p16}px; }}
QPushButton[role="big"][main="true"]:disabled {{ background: {c.line}; border-color: {c.line}; }}
QPushButton[role="big"] QLabel {{ background: transparent; }}
QPushButton[role="big"][main="true"] QLabel {{ color: white; }}
QPushButton[role="big"] QLabel:disabled, QPushButton[role="big"][main="true"] QLabel:disabled {{
  color: {c.muted}; }}
QPushButton[role="big"]:checked {{ background: {c.selected}; border-color: {c.accent_text}; }}

QLineEdit, QPlainTextEdit {{ background: {c.card}; border: 1px solid {c.field_border};
  border-radius: {p5}px; padding: 0 {p8}px; selection-background-color: {c.accent};
  selection-color: white; }}
QLineEdit {{ min-height: {field}px; max-height: {field}px; }}
QPlainTextEdit {{ padding: {p4}px {p4}px; }}
QLineEdit:focus, QPlainTextEdit:focus {{ border: 2px solid {c.accent_text}; padding: 0 {p7}px; }}
QPlainTextEdit:focus {{ padding: {p3}px {p3}px; }}
QLineEdit:read-only, QLineEdit:disabled {{ background: {c.header}; color: {c.muted}; }}
QLineEdit[state="wrong"], QPlainTextEdit[state="wrong"] {{ border-color: {c.danger}; }}
QFrame[segments="true"] {{ border: 1px solid transparent; border-radius: {p6}px; }}
QFrame[segments="true"]:focus {{ border-color: {c.accent_text}; }}
QFrame[segments="true"][state="wrong"] {{ border-color: {c.danger}; }}
QLineEdit[state="odd"], QPlainTextEdit[state="odd"] {{ border-color: {c.warning}; }}

QListWidget[drop="true"] {{ background: {c.card}; border: 1px solid {c.field_border};
  border-radius: {p5}px; padding: {p4}px 0; outline: none; }}
QListWidget[drop="true"]::item {{ padding: {p5}px {p10}px; color: {c.text}; background: {c.card}; }}
QListWidget[drop="true"]::item:hover {{ background: {c.hover}; }}
QListWidget[drop="true"]::item:selected {{ background: {c.selected}; color: {c.text}; }}

QCalendarWidget QTableView {{ outline: none; }}
QHeaderView {{ background: {c.header}; border: none; }}
QHeaderView::section {{ background: {c.header}; color: {c.muted}; border: none;
  border-bottom: 1px solid {c.border}; padding: 0 12px; min-height: {row}px; }}
QHeaderView::section:hover {{ color: {c.accent_text}; }}
QHeaderView::up-arrow {{ image: url({up}); width: {p12}px; height: {p12}px; }}
QHeaderView::down-arrow {{ image: url({down}); width: {p12}px; height: {p12}px; }}

QTabBar::tab {{ background: transparent; border: none; border-bottom: 2px solid transparent;
  color: {c.muted}; padding: {p7}px {p12}px; }}
QTabBar::tab:hover {{ color: {c.accent_text}; }}
QTabBar::tab:selected {{ color: {c.accent_text}; border-bottom-color: {c.accent_text}; font-weight: 700; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {c.border}; }}
QSplitter::handle {{ background: transparent; }}
QScrollArea, QScrollArea > QWidget > QWidget[plain="true"] {{ background: transparent; border: none; }}
QTextBrowser {{ background: {c.card}; border: none; }}

QScrollBar:vertical {{ background: transparent; width: {p12}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {p12}px; margin: 0; }}
QScrollBar::handle {{ background: {c.field_border}; border-radius: {p4}px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: {p32}px; }}
QScrollBar::handle:horizontal {{ min-width: {p32}px; }}
QScrollBar::handle:hover {{ background: {c.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}

QProgressBar {{ background: {c.line}; border: none; border-radius: {p3}px; max-height: {p6}px; }}
QProgressBar::chunk {{ background: {c.accent}; border-radius: {p3}px; }}
QMenu {{ background: {c.card}; border: 1px solid {c.border}; padding: {p4}px 0; }}
QMenu::item {{ padding: {p6}px {p24}px; }}
QMenu::item:selected {{ background: {c.selected}; }}
QMenu::item:disabled {{ color: {c.muted}; }}
QMenu QCheckBox {{ padding: 0 {p14}px; }}
QMenu::separator {{ height: 1px; background: {c.line}; margin: {p4}px 0; }}
QCheckBox::indicator {{ width: {p16}px; height: {p16}px; border: 1px solid {c.muted}; border-radius: 3px;
  background: {c.card}; }}
QCheckBox::indicator:checked {{ background: {c.accent}; border-color: {c.accent}; image: url({tick}); }}
QCheckBox:focus {{ color: {c.accent_text}; }}
"""

_STEPS = (3, 4, 5, 6, 7, 8, 10, 12, 13, 14, 15, 16, 18, 20, 24, 26, 32, 38, 64)


def style_sheet(colours: Colours, sizes: Metrics) -> str:
    """The sheet for a set of colours and a size of type."""
    lengths: dict[str, int] = {f"p{step}": sizes.px(step) for step in _STEPS}
    return _SHEET.format(
        c=colours,
        text=sizes.text,
        control=sizes.control - 2,
        field=sizes.control - 2,
        row=sizes.row,
        up=resource("style", "up.svg").as_posix(),
        down=resource("style", "down.svg").as_posix(),
        tick=resource("style", "tick.svg").as_posix(),
        **lengths,
    )


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property by which the sheet chooses a look; Qt looks at it again only when told."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
