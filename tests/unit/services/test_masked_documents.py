"""What leaves masked tells no more of an ID number than its last two characters and the year."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest

from hardship_desktop.domain.identity import make_id_number
from hardship_desktop.domain.lists import Wanted
from hardship_desktop.services.archive_paper import write_archive
from hardship_desktop.services.desk import Desk, Key
from hardship_desktop.services.history import History
from hardship_desktop.services.households import Households
from hardship_desktop.services.lists.out import ListOut
from hardship_desktop.services.people import People
from hardship_desktop.services.printing import Printing
from hardship_desktop.services.searching import Searching
from hardship_desktop.services.workbooks.exporting import WorkbookOut

HEAD = make_id_number("530302", date(1980, 5, 16), 412)
CHILD = make_id_number("530302", date(2012, 9, 21), 735)
NUMBERS = (HEAD, CHILD)
BIRTHS = ("1980-05", "198005", "1980年5月", "2012-09", "201209", "05-16", "09-21")
LONGEST = 3
"""So many characters in a row, its year and its end apart, still leave a thousand numbers."""

Write = Callable[[Desk, Key, Path], str]


@pytest.fixture
def key(desk: Desk) -> Key:
    """A family whose archive number and address say nothing of their numbers."""
    head = {"name": "阿依古丽", "id_no": HEAD, "phone": "13866661234", "bank_card": "6222021001116245702"}
    made = Households(desk).create({"status": "active", "archive_no": "甲7"}, head)
    assert made.id is not None
    People(desk).add(made.id, {"name": "小明", "relation": "20", "id_no": CHILD})
    return desk.store.org_id, made.id


def read(path: Path) -> str:
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(path.read_bytes()) as pdf:
            return "\n".join(page.get_textpage().get_text_range() for page in pdf)
    if path.suffix == ".docx":
        return "\n".join(each.text or "" for each in docx.Document(str(path)).element.body.iter())
    book = openpyxl.load_workbook(path)
    return "\n".join(
        str(cell.value) for sheet in book for row in sheet for cell in row if cell.value is not None
    )


def archive_form(ending: str) -> Write:
    def write(desk: Desk, key: Key, folder: Path) -> str:
        write_archive(desk, folder / f"form{ending}", key)
        return read(folder / f"form{ending}")

    return write


def workbook(desk: Desk, _key: Key, folder: Path) -> str:
    WorkbookOut(desk).households(folder / "out.xlsx")
    return read(folder / "out.xlsx")


def visit_form(desk: Desk, key: Key, folder: Path) -> str:
    return read(Printing(desk).visit_forms(folder / "forms.pdf", [key]).path)


def listed(ending: str) -> Write:
    def write(desk: Desk, _key: Key, folder: Path) -> str:
        wanted = Wanted("households", columns=("head_name", "id_no", "archive_no"))
        ListOut(desk, wanted).write(folder / f"list{ending}")
        return read(folder / f"list{ending}")

    return write


def searched(desk: Desk, _key: Key, _folder: Path) -> str:
    return str(Searching(desk).find(HEAD))


def history(desk: Desk, key: Key, _folder: Path) -> str:
    return str(History(desk).of_household(key))


@pytest.mark.parametrize(
    "write",
    [
        *(archive_form(ending) for ending in (".pdf", ".xlsx", ".docx")),
        *(listed(ending) for ending in (".pdf", ".xlsx")),
        workbook,
        visit_form,
        searched,
        history,
    ],
)
def test_no_masked_document_gives_a_number_away(desk: Desk, key: Key, tmp_path: Path, write: Write) -> None:
    text = write(desk, key, tmp_path)
    assert HEAD[-2:] in text
    for number in NUMBERS:
        hidden = number[:6], number[10:18]
        windows = [part[at : at + LONGEST + 1] for part in hidden for at in range(len(part) - LONGEST)]
        assert not [window for window in windows if f"*{window}" in text or f"{window}*" in text]
        assert number[10:16] not in text
    assert not [birth for birth in BIRTHS if birth in text]
