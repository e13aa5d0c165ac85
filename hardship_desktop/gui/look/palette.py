"""The colours, light and dark, and which of the two a widget is shown in."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette

from hardship_desktop.domain.lists import Tone


@dataclass(frozen=True)
class Colours:
    """One colour per purpose; text on its ground has a contrast of at least 4.5."""

    window: str
    card: str
    border: str
    field_border: str
    line: str
    hover: str
    selected: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    accent_text: str
    header: str
    danger: str
    warning: str
    good: str
    tones: tuple[tuple[Tone, str, str], ...]

    def tone(self, tone: Tone) -> tuple[QColor, QColor]:
        """Ground and text of a pill."""
        ground, text = next((g, t) for name, g, t in self.tones if name == tone)
        return QColor(ground), QColor(text)


LIGHT = Colours(
    window="#F4F6F8",
    card="#FFFFFF",
    border="#E1E7EE",
    field_border="#C5CFDB",
    line="#EBEFF4",
    hover="#F0F4F8",
    selected="#E7F0FA",
    text="#1A2433",
    muted="#586879",
    accent="#1F5FA8",
    accent_hover="#194F8D",
    accent_text="#1F5FA8",
    header="#F7F9FB",
    danger="#B42318",
    warning="#9A5200",
    good="#17703F",
    tones=(
        ("blue", "#DAE7F7", "#1F5FA8"),
        ("amber", "#FDEBD2", "#8F4E00"),
        ("green", "#DDF2E3", "#17703F"),
        ("grey", "#EBEFF4", "#586879"),
        ("red", "#FBE1DE", "#B42318"),
        ("violet", "#E9E3F8", "#5B3FA0"),
    ),
)

DARK = Colours(
    window="#14181E",
    card="#1C222A",
    border="#2D3743",
    field_border="#465362",
    line="#28313C",
    hover="#242C36",
    selected="#1F3653",
    text="#E6EBF1",
    muted="#9DAABA",
    accent="#2C6FBE",
    accent_hover="#3A7FD0",
    accent_text="#86B8F2",
    header="#202730",
    danger="#FF8F85",
    warning="#F0B45E",
    good="#6FD198",
    tones=(
        ("blue", "#1F3A5C", "#9CC5F5"),
        ("amber", "#48340F", "#F3BF72"),
        ("green", "#153D29", "#7FDCA6"),
        ("grey", "#2D3743", "#B4C0CE"),
        ("red", "#4C2220", "#FFA8A0"),
        ("violet", "#362A57", "#C7B5F5"),
    ),
)


def colours_of(palette: QPalette) -> Colours:
    """The set that a widget's palette belongs to, for what is painted by hand."""
    return DARK if palette.color(QPalette.ColorRole.Base).lightness() < 128 else LIGHT


def qt_palette(colours: Colours) -> QPalette:
    """What Qt's own style draws with."""
    role = QPalette.ColorRole
    palette = QPalette()
    for each, colour in (
        (role.Window, colours.window),
        (role.Base, colours.card),
        (role.AlternateBase, colours.header),
        (role.Button, colours.card),
        (role.ToolTipBase, colours.card),
        (role.Text, colours.text),
        (role.WindowText, colours.text),
        (role.ButtonText, colours.text),
        (role.ToolTipText, colours.text),
        (role.PlaceholderText, colours.muted),
        (role.Highlight, colours.selected),
        (role.HighlightedText, colours.text),
        (role.Link, colours.accent_text),
        (role.LinkVisited, colours.accent_text),
        (role.Accent, colours.accent),
    ):
        palette.setColor(each, QColor(colour))
    for each in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(colours.muted))
    return palette
