"""Records what is drawn on a canvas and draws it again: the page at the speed of the bare library."""

from collections.abc import Callable
from typing import Any, BinaryIO

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

Call = tuple[int, str, tuple[Any, ...], dict[str, Any]]


class Tape:
    """The calls in their order; number 0 is the canvas, the others are the paths begun on it."""

    def __init__(self) -> None:
        self._calls: list[Call] = []
        self._objects = 1
        self._options: dict[str, Any] = {}

    def canvas(self, out: BinaryIO, **options: Any) -> "Recorded":
        """To be used in the place of reportlab's Canvas."""
        self._options = options
        return Recorded(self, 0, Canvas(out, **options))

    def note(self, number: int, name: str, args: tuple[Any, ...], options: dict[str, Any]) -> None:
        """Keep a call."""
        self._calls.append((number, name, args, options))

    def path(self, path: PDFPathObject) -> "Recorded":
        """A path begun by the call just noted."""
        self._objects += 1
        return Recorded(self, self._objects - 1, path)

    def play(self, out: BinaryIO) -> None:
        """Draw everything once more, into another file."""
        objects: list[Any] = [Canvas(out, **self._options)]
        for number, name, args, options in self._calls:
            plain = [objects[each.number] if isinstance(each, Recorded) else each for each in args]
            made = getattr(objects[number], name)(*plain, **options)
            if isinstance(made, PDFPathObject):
                objects.append(made)


class Recorded:
    """A canvas or a path whose calls go onto the tape."""

    def __init__(self, tape: Tape, number: int, real: Any) -> None:
        self._tape = tape
        self.number = number
        self.real = real

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            self._tape.note(self.number, name, args, options)
            plain = [each.real if isinstance(each, Recorded) else each for each in args]
            made = getattr(self.real, name)(*plain, **options)
            return self._tape.path(made) if isinstance(made, PDFPathObject) else made

        return call
