"""Several tables on one sheet, below each other or side by side, taken apart."""

from collections.abc import Iterator, Sequence

from hardship_desktop.documents.sheets.bands import as_banded_list
from hardship_desktop.documents.sheets.columns import header_paths
from hardship_desktop.documents.sheets.flipped import upright
from hardship_desktop.documents.sheets.forms import as_list
from hardship_desktop.documents.sheets.header import find_header
from hardship_desktop.documents.sheets.headings import LONGEST_HEADER, Meaning, Vocabulary
from hardship_desktop.documents.sheets.sheet import Block, Cell, Sheet
from hardship_desktop.domain.fields import Field

Paths = Sequence[tuple[str, ...]]


def tables_of(
    sheets: Sequence[Sheet], *, household_fields: Sequence[Field], person_fields: Sequence[Field]
) -> list[Sheet]:
    """The sheets; one with several tables as several, each with the rows and letters of the whole."""
    vocabulary = Vocabulary(household_fields, person_fields)
    return [table for sheet in sheets for table in _tables(sheet, vocabulary)]


def _tables(sheet: Sheet, vocabulary: Vocabulary) -> list[Sheet]:
    turned = upright(sheet, vocabulary)
    form = None if turned else as_list(sheet, vocabulary) or as_banded_list(sheet, vocabulary)
    if form:
        return [form]
    return [part for table in _below(turned or sheet, vocabulary) for part in _beside(table, vocabulary)]


def _below(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Sheet]:
    """A row with the words of a header in other columns than above begins a new table."""
    start = 0
    rest = sheet
    while header := _first_header(rest, vocabulary):
        paths = header_paths(rest, *header)
        again = next(
            (
                index
                for index in range(header[1] + 1, len(rest.rows))
                if _is_other_header(rest.rows[index], paths, vocabulary)
            ),
            None,
        )
        if again is None:
            break
        again = _with_title(rest, again, header[1] + 1, vocabulary)
        yield _cut(sheet, rows=(start, start + again))
        start += again
        rest = _cut(sheet, rows=(start, len(sheet.rows)))
    yield rest


def _first_header(sheet: Sheet, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """The header of the topmost table, though a lower one may be richer."""
    header = find_header(sheet, vocabulary)
    nothing: Paths = [()] * sheet.width
    while header and any(
        _is_other_header(sheet.rows[index], nothing, vocabulary) for index in range(header[0] - 1)
    ):
        upper = find_header(_cut(sheet, rows=(0, header[0])), vocabulary)
        if upper is None:
            break
        header = upper
    return header


def _is_other_header(row: Sequence[Cell], paths: Paths, vocabulary: Vocabulary) -> bool:
    """Mostly words for fields, 姓名 among them, and not those that stand above."""
    if "姓" not in "".join([cell for cell in row if isinstance(cell, str)]):
        return False  # nearly every row of a large sheet
    words = [(index, cell) for index, cell in enumerate(row) if cell != ""]
    if len(words) < 3 or not all(isinstance(cell, str) and len(cell) <= LONGEST_HEADER for _, cell in words):
        return False
    here = [(index, vocabulary.meaning((str(cell),)).choices[:1]) for index, cell in words]
    understood = [(index, choice) for index, choice in here if choice]
    return (
        len({choice for _, choice in understood}) >= 3
        and 4 * len(understood) >= 3 * len(words)
        and any(choice == (("person", "name"),) for _, choice in understood)
        and any(vocabulary.meaning(paths[index]).choices[:1] != choice for index, choice in understood)
    )


def _with_title(sheet: Sheet, header: int, lowest: int, vocabulary: Vocabulary) -> int:
    """The first of the rows above a header that belong to it: blanks, a title, heads of groups."""
    while header > lowest:
        cells = [cell for cell in sheet.rows[header - 1] if cell != ""]
        meanings = [vocabulary.meaning((cell,)) for cell in cells if isinstance(cell, str)]
        heads = len(meanings) == len(cells) and all(each.choices or each.role for each in meanings)
        if len(cells) > 1 and not heads:
            break
        header -= 1
    return header


def _beside(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Sheet]:
    """The same header twice in a row heads two lists of people printed side by side."""
    header = find_header(sheet, vocabulary)
    paths = header_paths(sheet, *header) if header else []
    starts = _starts(paths, vocabulary)
    if header is None or len(starts) < 2:
        yield sheet
        return
    for start, end in zip(starts, [*starts[1:], sheet.width], strict=True):
        part = _cut(sheet, columns=(start, end))
        for above, whole in zip(part.rows[: header[0]], sheet.rows, strict=False):
            if not any(above):  # a title or 单位：万元 stands over the first list for all
                above[0] = next((cell for cell in whole if cell != ""), "")
        yield part


def _starts(paths: Paths, vocabulary: Vocabulary) -> list[int]:
    """Where each of several equal lists begins; members under 姓名, 关系 again are no list."""
    headed = [index for index, path in enumerate(paths) if path]
    for period in range(2, len(headed) // 2 + 1):
        starts = headed[::period]
        block = [paths[index] for index in headed[:period]]
        repeated = all(paths[index] == block[at % period] for at, index in enumerate(headed))
        if len(headed) % period or not repeated:
            continue
        apart = all(not paths[start - 1] for start in starts[1:])
        if _lists_people([vocabulary.meaning(path) for path in block], apart=apart):
            return [0, *starts[1:]]
    return []


def _lists_people(block: Sequence[Meaning], *, apart: bool) -> bool:
    """Whether a repeated header is a list of its own and not a further member in the row."""
    fields = {choice for each in block for choice in each.choices[:1]}
    members = any(each.role in ("member", "kin") or each.index for each in block)
    own = apart or any(record != "person" for record, _ in fields)
    return ("person", "name") in fields and ("person", "relation") not in fields and own and not members


def _cut(
    sheet: Sheet, *, rows: tuple[int, int] | None = None, columns: tuple[int, int] | None = None
) -> Sheet:
    """A part of a sheet by indexes; it keeps the numbers and letters of the whole."""
    top, bottom = rows or (0, len(sheet.rows))
    left, right = columns or (0, sheet.width)
    merged = [
        Block(
            max(each.top, top) - top,
            max(each.left, left) - left,
            min(each.bottom, bottom - 1) - top,
            min(each.right, right - 1) - left,
        )
        for each in sheet.merged
        if each.top < bottom and each.bottom >= top and each.left < right and each.right >= left
    ]
    return Sheet(
        sheet.file,
        sheet.name,
        [row[left:right] for row in sheet.rows[top:bottom]],
        sheet.first_row + top,
        sheet.first_column + left,
        merged,
        sheet.hidden_rows,
        sheet.visible,
        sheet.part
        + (f"（第 {sheet.row_number(top)} 行起）" if top else "")
        + (f"（{sheet.letter(left)} 列起）" if left else ""),
        hidden_columns=sheet.hidden_columns,
        days_1904=sheet.days_1904,
    )
