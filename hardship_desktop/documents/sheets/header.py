"""Where on a sheet the header stands."""

import re

from hardship_desktop.documents.sheets.columns import header_paths
from hardship_desktop.documents.sheets.headings import LONGEST_HEADER, Vocabulary
from hardship_desktop.documents.sheets.sheet import Sheet

SEARCHED_ROWS = 60
TALLEST_HEADER = 3
_MANY_DIGITS = re.compile(r"\d{6}")


def find_header(sheet: Sheet, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """Row indexes of the header: the first block in which the most columns have a meaning."""
    best: tuple[int, int] | None = None
    best_score = 0.0
    for top in range(min(len(sheet.rows), SEARCHED_ROWS)):
        if not _may_be_header(sheet, top):
            continue
        for bottom in range(top, min(top + TALLEST_HEADER, len(sheet.rows))):
            if bottom > top and not _may_be_header(sheet, bottom):
                break
            score = _score(sheet, top, bottom, vocabulary)
            if score > best_score:
                best, best_score = (top, bottom), score
    return best and (_first_of_merged(sheet, *best), best[1])


def _first_of_merged(sheet: Sheet, top: int, bottom: int) -> int:
    """The row in which cells merged downwards into the header begin."""
    tops = [block.top for block in sheet.merged if block.top < top <= block.bottom]
    return max(min(tops, default=top), bottom - TALLEST_HEADER + 1, 0)


def _may_be_header(sheet: Sheet, row: int) -> bool:
    """Words only: no long numbers, dates or long sentences in more than one cell."""
    cells = [cell for cell in sheet.rows[row] if cell != ""]
    texts = [cell for cell in cells if isinstance(cell, str) and len(cell) <= LONGEST_HEADER]
    return (
        bool(texts) and len(texts) >= len(cells) - 1 and not any(_MANY_DIGITS.search(text) for text in texts)
    )


def _score(sheet: Sheet, top: int, bottom: int, vocabulary: Vocabulary) -> float:
    """Columns understood, less those not and a little for each row; 0 for what cannot be a header.

    Names beside ID numbers, relations or archive numbers are people whatever else is listed with them.
    """
    paths = [path for path in header_paths(sheet, top, bottom) if path]
    meanings = [vocabulary.meaning(path) for path in paths]
    fields = {(choice, meaning.role, meaning.index) for meaning in meanings for choice in meaning.choices[:1]}
    names = {choice[1] for choice, _, _ in fields}
    understood = sum(bool(meaning.choices) or meaning.role == "outside" for meaning in meanings)
    if len(fields) < 2 or not names & {"name", "archive_no"}:
        return 0.0
    of_people = "name" in names and bool(names & {"id_no", "relation", "archive_no"})
    if not of_people and understood * 4 < len(paths):
        return 0.0
    surplus = len(
        {
            path
            for path, meaning in zip(paths, meanings, strict=True)
            if not meaning.choices and meaning.role != "outside"
        }
    )
    most = 0.5 * understood if of_people else surplus
    return understood - min(0.3 * surplus, most) - 0.4 * (bottom - top)
