"""A form with one household is read like a list, and every value knows its cell in the form."""

from datetime import date

from hardship_desktop.documents.sheets.extract import extract
from hardship_desktop.documents.sheets.extracted import Extracted
from hardship_desktop.documents.sheets.origins import Origins
from hardship_desktop.documents.sheets.recognise import recognise
from hardship_desktop.documents.sheets.sheet import Block, Cell, Sheet
from hardship_desktop.documents.sheets.tables import tables_of
from hardship_desktop.domain.identity import make_id_number
from hardship_desktop.store.base import fields_of
from hardship_desktop.store.records import Household, Person

HEAD, WIFE = (make_id_number("530302", date(1975, 3, 5), seq) for seq in (11, 12))
FORM: list[list[Cell]] = [
    ["困难职工档案表", "", "", "", "", ""],
    ["档案编号", "530302202000001", "", "", "困难类别", "深度困难"],
    ["姓名", "王建国", "性别", "男", "民族", "汉族"],
    ["身份证号", HEAD, "", "", "人员身份", "农民工"],
    ["家庭住址", "东街1号", "", "", "联系电话：", "13800000000"],
    ["家庭年度总收入（万元）", 1.2, "微信号", "wx1", "残疾类别", ""],
    ["家庭成员", "", "", "", "", ""],
    ["姓名", "关系", "身份证号", "健康状况", "月收入", "单位或学校"],
    ["李秀英", "妻", WIFE, "良好", 800.0, "无业"],
    ["基层工会意见：", "", "", "", "", ""],
    ["建档人", "王敏", "", "审核人", "李强", ""],
]
MERGED = [Block(1, 1, 1, 3), Block(3, 1, 3, 3), Block(4, 1, 4, 3)]


def take(*rows: list[Cell], merged: list[Block] | None = None) -> tuple[Extracted, list[Sheet]]:
    household, person = fields_of(Household), fields_of(Person)
    whole = Sheet("表.xlsx", "王建国", [list(row) for row in rows], merged=merged or [])
    sheets = tables_of([whole], household_fields=household, person_fields=person)
    plan = recognise(sheets, household_fields=household, person_fields=person)
    today = date(2026, 3, 1)
    found = extract(sheets, plan, household_fields=household, person_fields=person, today=today)
    Origins(sheets).put_back(found)
    return found, sheets


def test_a_form_gives_its_household_with_its_members() -> None:
    extracted, (sheet,) = take(*FORM, merged=MERGED)
    (household,) = extracted.households
    said = {
        name: household.values[name]
        for name in ("archive_no", "tier", "address", "declared_income", "filed_by")
    }
    assert list(said.values()) == ["530302202000001", "deep", "东街1号", 1_200_000, "王敏"]
    head, wife = household.members
    assert (head.values["name"], head.values["id_no"], head.values["phone"]) == (
        "王建国",
        HEAD,
        "13800000000",
    )
    assert head.values["identity"] == "migrant"
    assert (wife.values["name"], wife.values["relation"], wife.values["income_monthly"]) == (
        "李秀英",
        "12",
        80_000,
    )
    assert (extracted.problems, sheet.unread) == ([], [(6, "D", "微信号")])


def test_every_value_of_a_form_knows_its_cell() -> None:
    (household,) = take(*FORM, merged=MERGED)[0].households
    head, wife = household.members
    assert (household.cell("tier"), household.cell("declared_income")) == ("F2", "B6")
    assert (head.cell("name"), head.cell("phone"), wife.cell("income_monthly")) == ("B3", "F5", "E9")


def test_a_problem_of_a_form_is_told_at_its_cell() -> None:
    rows = [list(row) for row in FORM]
    rows[4][5], rows[8][4] = "电话不详", "两三千"
    extracted, _ = take(*rows, merged=MERGED)
    assert [(each.row, each.column) for each in extracted.warnings] == [(5, "F"), (9, "E")]


def test_forms_below_each_other_are_households_of_their_own() -> None:
    second: list[list[Cell]] = [
        ["困难职工档案表", "", "", "", "", ""],
        ["档案编号", "530302202000002", "", "", "困难类别", "相对困难"],
        ["姓名", "赵铁柱", "性别", "男", "民族", "汉族"],
        ["家庭住址", "西街", "", "", "联系电话", "13900000000"],
    ]
    extracted, _ = take(*FORM, [""] * 6, *second, merged=MERGED)
    heads = [[person.values["name"] for person in each.members] for each in extracted.households]
    assert heads == [["王建国", "李秀英"], ["赵铁柱"]]
    assert [each.values["archive_no"] for each in extracted.households] == [
        "530302202000001",
        "530302202000002",
    ]


def test_a_list_is_no_form() -> None:
    people: list[list[Cell]] = [
        ["户主", "王建国", "男", "农民工", "低保"],
        ["妻", "李秀英", "女", "良好", ""],
    ]
    header: list[list[Cell]] = [["与户主关系", "姓名", "性别", "人员身份", "健康状况"]]
    wide: list[list[Cell]] = [
        ["档案编号", "姓名", "与户主关系", "身份证号", "联系电话", "家庭住址", "困难类别"]
    ]
    numbered: list[list[Cell]] = [
        ["1001", "王建国", "户主", HEAD, "", "", ""],
        ["", "李秀英", "妻", WIFE, "", "", ""],
    ]
    for rows in (header + people * 3, wide + numbered * 3):
        _, (sheet,) = take(*rows)
        assert sheet.origins == {}


def test_blocks_beside_and_below_the_members_are_no_members() -> None:
    below: list[list[Cell]] = [
        ["家庭成员", "关系", "姓名", "身份证号", "", ""],
        ["", "妻", "李秀英", WIFE, "", ""],
        ["不动产", "没有", "机动车辆", "没有", "", ""],
        ["致困原因", "主要致困原因", "收入低", "次要致困原因", "", ""],
    ]
    extracted, (sheet,) = take(*FORM[:5], *below, merged=MERGED)
    (household,) = extracted.households
    assert [person.values["name"] for person in household.members] == ["王建国", "李秀英"]
    assert household.values["main_cause"] == "low_income"
    assert [word for _, _, word in sheet.unread] == ["不动产", "机动车辆"]


def test_a_form_without_a_title_is_read_too() -> None:
    extracted, _ = take(*FORM[2:], merged=[])
    assert [person.values["name"] for person in extracted.households[0].members] == ["王建国", "李秀英"]
    assert extracted.households[0].members[0].cell("name") == "B1"


def test_a_word_said_twice_is_told_and_what_follows_it_stays_in_the_form() -> None:
    again: list[list[Cell]] = [["联系电话", "13900000000", "", ""], ["主要致困原因", "收入低", "", ""]]
    extracted, (sheet,) = take(*FORM[:5], *again, merged=MERGED)
    (household,) = extracted.households
    assert household.values["main_cause"] == "low_income"
    assert [word for _, _, word in sheet.unread] == ["联系电话"]


def test_a_form_without_a_name_below_others_is_told() -> None:
    nameless: list[list[Cell]] = [["档案编号", "530302202000009", "", ""], ["家庭住址", "西街", "", ""]]
    extracted, (sheet,) = take(*FORM[:5], [""] * 6, *nameless, merged=MERGED)
    assert len(extracted.households) == 1
    assert [word for _, _, word in sheet.unread] == ["档案编号", "家庭住址"]
