"""Find headers, columns, households and members in sheets as offices write them."""

from collections.abc import Sequence
from copy import deepcopy

from hardship_desktop.documents.sheets.columns import assign, header_paths
from hardship_desktop.documents.sheets.grouping import conclude, index_of
from hardship_desktop.documents.sheets.header import SEARCHED_ROWS, TALLEST_HEADER, find_header
from hardship_desktop.documents.sheets.headings import Vocabulary, factor_of, tidy
from hardship_desktop.documents.sheets.layout import Link, Recognition, SheetPlan, Target
from hardship_desktop.documents.sheets.leftout import rows_left_out
from hardship_desktop.documents.sheets.periods import find_periods
from hardship_desktop.documents.sheets.sheet import Sheet, shown
from hardship_desktop.domain.codes.relation import RELATION, SELF
from hardship_desktop.domain.fields import Field
from hardship_desktop.domain.kinds import Money


def recognise(
    sheets: Sequence[Sheet], *, household_fields: Sequence[Field], person_fields: Sequence[Field]
) -> Recognition:
    """One plan for each sheet; never raises."""
    vocabulary = Vocabulary(household_fields, person_fields)
    money = _money(household_fields, person_fields)
    plans = [_plan(sheet, vocabulary, money) for sheet in sheets]
    _find_member_sheets(plans)
    find_periods(plans)
    return Recognition(plans)


def plan_with_header(
    sheet: Sheet,
    first: int,
    last: int,
    *,
    household_fields: Sequence[Field],
    person_fields: Sequence[Field],
) -> SheetPlan:
    """The plan when a person says in which rows (numbers as shown) the header stands."""
    vocabulary = Vocabulary(household_fields, person_fields)
    if sheet.plan:
        return _plan(sheet, vocabulary, set())
    plan = SheetPlan(sheet.file, sheet.name, part=sheet.part)
    top = min(max(first - sheet.first_row, 0), max(len(sheet.rows) - 1, 0))
    bottom = min(max(last - sheet.first_row, top), max(len(sheet.rows) - 1, top), top + TALLEST_HEADER - 1)
    if sheet.rows:
        _fill_plan(plan, sheet, top, bottom, vocabulary, _money(household_fields, person_fields))
    return plan


def _money(household_fields: Sequence[Field], person_fields: Sequence[Field]) -> set[tuple[str, str]]:
    """The targets that are amounts."""
    household = {("household", each.name) for each in household_fields if isinstance(each.kind, Money)}
    return household | {("person", each.name) for each in person_fields if isinstance(each.kind, Money)}


def _plan(sheet: Sheet, vocabulary: Vocabulary, money: set[tuple[str, str]]) -> SheetPlan:
    if sheet.plan:
        plan = deepcopy(sheet.plan)
        _take_samples(plan, sheet, range(plan.data_first, plan.data_last + 1))
        return plan
    plan = SheetPlan(sheet.file, sheet.name, part=sheet.part)
    if not sheet.visible:
        plan.notes.append("这是隐藏的工作表。")
    header = find_header(sheet, vocabulary)
    if header is None:
        plan.notes.append("没有找到表头（姓名等列），这张表不导入。")
        return plan
    _fill_plan(plan, sheet, *header, vocabulary, money)
    return plan


def _fill_plan(
    plan: SheetPlan, sheet: Sheet, top: int, bottom: int, vocabulary: Vocabulary, money: set[tuple[str, str]]
) -> None:
    above = [
        text for row in sheet.rows[:top] for cell in row if isinstance(cell, str) and (text := cell.strip())
    ]
    plan.title = above[0] if above else ""
    plan.columns = assign(sheet, header_paths(sheet, top, bottom), vocabulary, bottom + 1)
    plan.header_first, plan.header_last = sheet.row_number(top), sheet.row_number(bottom)
    _common_unit(plan, above, money)
    plan.left_out = rows_left_out(sheet, plan.columns, bottom + 1, sheet.rows[top : bottom + 1])
    _units_below(plan, sheet, bottom + 1)
    out = {each.row for each in plan.left_out}
    taken = [
        number
        for index in range(bottom + 1, len(sheet.rows))
        if (number := sheet.row_number(index)) not in out and any(cell != "" for cell in sheet.rows[index])
    ]
    plan.data_first, plan.data_last = (taken[0], taken[-1]) if taken else (0, 0)
    _take_samples(plan, sheet, taken[:SEARCHED_ROWS])
    if taken:
        name = next((c.header for c in plan.columns if c.target and c.target.field == "name"), "")
        plan.layout, plan.grouping = conclude(plan, sheet, vocabulary.role(name))
    _settle_shared_words(plan, sheet, vocabulary)
    if not taken:
        plan.notes.append("只有表头，下面没有数据，请填好名单再导入。")
    elif _is_form(plan, sheet, vocabulary):
        plan.layout = "none"
        plan.notes.append("这张表像是一户一张的登记表，不是名单：请改成每人一行的名单再导入。")


def _take_samples(plan: SheetPlan, sheet: Sheet, numbers: Sequence[int]) -> None:
    """Two different texts of each column, from these rows."""
    for column in plan.columns:
        cells = (sheet.cell(number - sheet.first_row, column.index) for number in numbers)
        texts = dict.fromkeys(" ".join(shown(cell).split()) for cell in cells)
        column.samples = [text for text in texts if text][:2]


def _is_form(plan: SheetPlan, sheet: Sheet, vocabulary: Vocabulary) -> bool:
    """Whether words of headers stand where names should: 姓名 above 身份证号 above 家庭住址."""
    name = index_of(plan.columns, "person", "name")
    if name is None:
        return False
    out = {left.row for left in plan.left_out}
    first = plan.data_first - sheet.first_row
    names = [
        shown(row[name])
        for number, row in enumerate(sheet.rows[first : first + SEARCHED_ROWS], plan.data_first)
        if number not in out and row[name] != ""
    ]
    words = sum(bool(vocabulary.meaning((text,)).choices) for text in names)
    return words * 2 > len(names)


def _common_unit(plan: SheetPlan, above: Sequence[str], money: set[tuple[str, str]]) -> None:
    """单位：万元 above the header holds for amounts whose own header says no unit."""
    factor = next((factor_of(text) for text in above if "单位" in text and factor_of(text) > 1), 1)
    for column in plan.columns:
        target = column.target
        is_money = target is not None and (target.record, target.field) in money
        if is_money and "元" not in tidy(column.header):
            column.factor = factor


def _units_below(plan: SheetPlan, sheet: Sheet, index: int) -> None:
    """Units in rows of their own under the words of the header hold for their columns."""
    out = {each.row for each in plan.left_out if each.reason == "header"}
    while sheet.row_number(index) in out:
        for column in plan.columns:
            column.factor = max(column.factor, factor_of(shown(sheet.cell(index, column.index))))
        index += 1


def _settle_shared_words(plan: SheetPlan, sheet: Sheet, vocabulary: Vocabulary) -> None:
    """备注 beside member rows is the household's only where members' rows leave it empty."""
    relation = index_of(plan.columns, "person", "relation")
    if plan.layout != "member_rows" or relation is None:
        return
    own_group = max((c.target.group for c in plan.columns if c.target), default=0)
    for column in plan.columns:
        person = vocabulary.shared(column.header) if column.target else None
        if person is None or column.target is None or column.target.record != "household":
            continue
        rows = [row for row in sheet.rows[plan.data_first - sheet.first_row :] if row[column.index] != ""]
        heads = [RELATION.find(shown(row[relation])) in SELF for row in rows]
        if not (heads and all(heads)):
            column.target = Target("person", person, own_group)


def _find_member_sheets(plans: Sequence[SheetPlan]) -> None:
    """A sheet of persons with a link and no household data belongs to another sheet of the file."""
    for plan in plans:
        own = _household_fields(plan)
        others = [each for each in plans if each is not plan and each.file == plan.file]
        richer = any(len(_household_fields(each)) > len(own) for each in others if each.layout != "none")
        if plan.layout != "member_rows" or own - {"archive_no"} or not richer:
            continue
        link = _link(plan)
        if link:
            plan.layout, plan.link = "members", link


def _household_fields(plan: SheetPlan) -> set[str]:
    return {c.target.field for c in plan.columns if c.target and c.target.record == "household"}


def _link(plan: SheetPlan) -> Link:
    if index_of(plan.columns, "household", "archive_no") is not None:
        return "archive_no"
    groups = {c.target.group for c in plan.columns if c.target and c.target.record == "person"}
    if len(groups) < 2:
        return ""
    head = {
        c.target.field
        for c in plan.columns
        if c.target and c.target.record == "person" and not c.target.group
    }
    return "id_no" if "id_no" in head else "name" if "name" in head else ""
