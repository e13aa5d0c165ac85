"""Which editor a field gets."""

from collections.abc import Callable
from datetime import date

from hardship_desktop.domain.fields import Field
from hardship_desktop.domain.kinds import Choice, Choices, Day, Instant, Link, Names, Text, YesNo
from hardship_desktop.gui.widgets.editors.base import Editor
from hardship_desktop.gui.widgets.editors.choice import ChoiceEditor, ChoicesEditor
from hardship_desktop.gui.widgets.editors.day import DayEditor
from hardship_desktop.gui.widgets.editors.line import FixedEditor, LineEditor, LinesEditor
from hardship_desktop.gui.widgets.editors.masked import MaskedEditor, Reveal
from hardship_desktop.gui.widgets.editors.names import NamesEditor
from hardship_desktop.gui.widgets.editors.yes_no import YesNoEditor


def editor_for(field: Field, today: Callable[[], date], reveal: Reveal | None = None) -> Editor:
    """An editor for the field; with `reveal`, a sensitive value stands behind stars.

    Amounts stay in sight: they are what the form is for.
    """
    plain = _plain(field, today)
    hides = reveal is not None and field.sensitive and not field.kind.right_aligned
    return MaskedEditor(plain, reveal) if reveal and hides and not plain.read_only else plain


def _plain(field: Field, today: Callable[[], date]) -> Editor:
    kind = field.kind
    if field.own or isinstance(kind, Link | Instant):
        return FixedEditor(field)
    if isinstance(kind, Choice):
        return ChoiceEditor(field, kind)
    if isinstance(kind, Choices):
        return ChoicesEditor(field, kind)
    if isinstance(kind, YesNo):
        return YesNoEditor(field)
    if isinstance(kind, Day):
        return DayEditor(field, today)
    if isinstance(kind, Names):
        return NamesEditor(field)
    if isinstance(kind, Text) and kind.lines > 1:
        return LinesEditor(field, kind.lines)
    return LineEditor(field)
