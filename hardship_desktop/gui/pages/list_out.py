"""A list goes out from where it is shown: as a workbook, or on paper by way of a preview."""

from functools import partial
from pathlib import Path
from typing import Any

from hardship_desktop.documents.pdf.preview import render_page
from hardship_desktop.domain.lists import Wanted
from hardship_desktop.gui.shell.file_dialogs import WORKBOOK
from hardship_desktop.gui.shell.page import Page
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.card import Card
from hardship_desktop.gui.widgets.list_view import ListView, ListWays
from hardship_desktop.gui.widgets.preview import Paper, Preview
from hardship_desktop.services import jobs
from hardship_desktop.services.file_out import write_file
from hardship_desktop.services.lists.base import Listing
from hardship_desktop.services.seat import Seat


def list_view(page: Page, listing: Listing, ways: ListWays) -> ListView:
    """The list on its page: its words go to the page's head and the messages, it goes out from here."""
    view = ListView(listing, page.desk, page.tasks, ways, partial(send_out, page.room))
    view.counted.connect(lambda words: page.set_head(line=words))
    view.said.connect(lambda text: page.messages.say(text, "warning"))
    return view


def send_out(room: Room, way: str, view: ListView) -> None:
    """What the list shows, masked, all of it, in the columns shown."""
    title = view.spec.title
    wanted = Wanted(view.spec.name, view.wanted(), view.sort, view.table.shown_columns())
    if way == "paper":
        room.tasks.heavy(
            jobs.LIST_PAPER,
            (Seat.beside(room.desk), wanted),
            title=f"打印{title}",
            done=partial(_show, room, title),
            failed=room.messages.error,
        )
        return
    out = room.dialogs.save(view, f"导出{title}", WORKBOOK, f"{title}-{room.today()}.xlsx")
    if out is not None:
        room.tasks.heavy(
            jobs.LIST_SHEET,
            (Seat.beside(room.desk), wanted, str(out)),
            title=f"导出{title}",
            done=partial(_written, room, view, out),
            failed=room.messages.error,
        )


def _show(room: Room, title: str, drawn: tuple[bytes, int]) -> None:
    room.ways.open("list_paper", title, *drawn)


def _written(room: Room, view: ListView, out: Path, count: int) -> None:
    room.messages.say(f"已导出 {count:,} {view.spec.noun}，敏感内容已打星号：{out.name}")


class ListPaper(Page):
    """The pages of a list, to be looked at and printed."""

    def __init__(self, room: Room, title: str, content: bytes, pages: int) -> None:
        super().__init__(room, title)
        paper = Paper(title, pages, partial(render_page, content), partial(write_file, content))
        self.preview = Preview(paper, room.tasks, room.messages.say)
        card = Card()
        card.add(self.preview, 1)
        self.body.addWidget(card)

    def load(self) -> None:
        """Nothing to read: the pages are drawn."""
        self.set_head(line="敏感内容已打星号")

    def focus(self) -> None:
        """The pages."""
        self.preview.setFocus()

    def print(self) -> None:
        """Ctrl+P."""
        self.preview.print()


def household_of(row: Any) -> Any:
    """The key of the household that a row belongs to, None without one."""
    return (row["org_id"], row["household_id"]) if row.get("household_id") else None
