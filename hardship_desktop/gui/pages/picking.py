"""Choosing a household or a person by a few letters of what is known."""

from collections.abc import Callable, Sequence
from typing import Any

from hardship_desktop.gui.shell.search_box import SearchBox
from hardship_desktop.gui.shell.tasks import Tasks
from hardship_desktop.gui.widgets.drop_down import Offer
from hardship_desktop.services.searching import SERIAL, WHOM, Result, Searching

HINT = "姓名、拼音首字母、证件号码、档案编号"


def everything(searching: Searching) -> Callable[[str], list[Offer]]:
    """For the box at the top of the window: each hit with the word for what it is."""

    def find(text: str) -> list[Offer]:
        return [Offer(each.title, each.detail, each.kind, each) for each in searching.find(text)]

    return find


def _offer(searching: Searching, text: str, key: Callable[[Result], Any]) -> list[Offer]:
    offered: dict[Any, Result] = {}
    for each in searching.find(text, by_end=True):
        if key(each) and searching.own(each):
            offered.setdefault(key(each), each)
    return [Offer(each.title, each.detail, data=each) for each in offered.values()]


def _one_number(text: str, rows: Sequence[Offer]) -> bool:
    """Whether a short number ends that of one household only: 6 may be a form, and a file of each year."""
    end = f"{text:0>{SERIAL}}"
    bearers = {r.data.household for r in rows if any(w.endswith(end) for w in (r.title, *r.sub.split(" · ")))}
    return not text.isdecimal() or len(bearers) < 2


def household_box(
    searching: Searching, tasks: Tasks, *, first: Callable[[str], list[Offer]] = lambda _: []
) -> SearchBox:
    """Offers each household once, whichever of its members was found, after what `first` knows.

    `found(Result)` when one is taken.
    """

    def find(text: str) -> list[Offer]:
        return [*first(text), *_offer(searching, text, lambda each: each.household)]

    box = SearchBox(find, tasks, sure=_one_number)
    box.setPlaceholderText(HINT)
    box.setAccessibleName("选择户")
    return box


def person_box(searching: Searching, tasks: Tasks) -> SearchBox:
    """Offers people; a household stands for its head. `found(Result)`."""
    box = SearchBox(lambda text: _offer(searching, text, lambda each: each.kind in WHOM and each.id), tasks)
    box.setPlaceholderText(HINT)
    box.setAccessibleName("选择人")
    return box
