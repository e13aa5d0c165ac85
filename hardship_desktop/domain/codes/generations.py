"""Lists that hold the words of two generations of forms side by side."""

from collections.abc import Iterable

from hardship_desktop.domain.codes.base import Code, CodeList

Words = tuple[str, ...]


def two_generations(
    name: str,
    label: str,
    current: Iterable[Words],
    older: Iterable[Words],
    *,
    source: str,
    closed: bool = False,
) -> CodeList:
    """A list from (code, label, synonym...) rows; the older ones are kept and read, not offered."""
    entries = [Code(code, text, tuple(more)) for code, text, *more in current]
    entries += [Code(code, text, tuple(more), current=False) for code, text, *more in older]
    return CodeList(name, label, tuple(entries), source, closed)
