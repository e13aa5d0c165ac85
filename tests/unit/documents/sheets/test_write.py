"""What we write we read back without loss, and nothing in it can act as a formula."""

import errno
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hardship_desktop.documents.sheets.extracted import Extracted
from hardship_desktop.documents.sheets.headings import importable
from hardship_desktop.documents.sheets.write import HouseholdOut, write_households
from hardship_desktop.domain.fields import Field
from hardship_desktop.domain.identity import make_id_number
from hardship_desktop.domain.kinds import (
    Area,
    BankCard,
    Choice,
    Choices,
    Day,
    Digits,
    IdNumber,
    Integer,
    Money,
    PersonName,
    Phone,
    YesNo,
)

Fields = tuple[Field, ...]
TakeFile = Callable[[str | Path], Extracted]


def a_value(field: Field, seed: int) -> Any:
    """Some value of a field's kind."""
    kind = field.kind
    if isinstance(kind, (Choice, Choices)):
        code = kind.codes.entries[seed % len(kind.codes.entries)].code
        return code if isinstance(kind, Choice) else (code,)
    if isinstance(kind, Integer):
        return kind.minimum + seed % 3
    if isinstance(kind, Digits):
        return "530302"[: kind.lengths[0] if kind.lengths else 6].ljust(
            kind.lengths[0] if kind.lengths else 6, "0"
        )
    simple = {
        PersonName: "阿依古丽·买买提",
        IdNumber: make_id_number("530302", date(1975, 3, 5), seed % 900),
        Phone: "0874-3120000",
        BankCard: "6228480000000000018",
        Money: 214_825 + seed,
        Area: 6_050,
        Day: date(2021, 6, 1 + seed % 28),
        YesNo: seed % 2 == 0,
    }
    return simple.get(type(kind), f"=1+{seed} 𠮷")


def a_household(household_fields: Fields, person_fields: Fields, seed: int) -> HouseholdOut:
    values = {each.name: a_value(each, seed) for each in household_fields if importable(each)}
    values["archive_no"] = f"0053030220210{seed:04d}"
    persons = []
    for number, relation in enumerate(("02", "12", "31")):
        person = {each.name: a_value(each, seed + number) for each in person_fields if importable(each)}
        persons.append(person | {"relation": relation, "name": f"王{'甲乙丙'[number]}"})
    return HouseholdOut(values, persons)


def test_every_field_comes_back_as_it_was(
    tmp_path: Path, take_file: TakeFile, household_fields: Fields, person_fields: Fields
) -> None:
    out = tmp_path / "导出.xlsx"
    written = [a_household(household_fields, person_fields, seed) for seed in range(5)]
    write_households(out, written, household_fields, person_fields, masked=False)
    read = take_file(out)
    assert not read.problems
    assert [dict(each.values) for each in written] == [each.values for each in read.households]
    assert [[dict(person) for person in each.persons] for each in written] == [
        [person.values for person in each.members] for each in read.households
    ]
    assert list(tmp_path.iterdir()) == [out]


def test_households_without_an_archive_number_are_linked_by_their_head(
    tmp_path: Path, take_file: TakeFile, household_fields: Fields, person_fields: Fields
) -> None:
    heads = [{"name": name, "relation": "01"} for name in ("王建国", "李秀英")]
    child = {"name": "王小雨", "relation": "30", "remark": "初二"}
    households = [HouseholdOut({}, [heads[0], child]), HouseholdOut({"address": "西街"}, [heads[1]])]
    write_households(tmp_path / "a.xlsx", households, household_fields, person_fields, masked=False)
    read = take_file(tmp_path / "a.xlsx")
    assert [[p.values for p in each.members] for each in read.households] == [[heads[0], child], [heads[1]]]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0", "http://a.cn", "'x"]
)
def test_no_text_becomes_a_formula_or_a_link(
    tmp_path: Path, household_fields: Fields, person_fields: Fields, text: str
) -> None:
    household = HouseholdOut({"address": text}, [{"name": "王建国"}])
    write_households(tmp_path / "a.xlsx", [household], household_fields, person_fields, masked=False)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    column = next(cell.column for cell in sheet[1] if cell.value == "家庭住址")
    cell = sheet.cell(2, column)
    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", text, None)


def test_numbers_that_are_names_are_text(
    tmp_path: Path, household_fields: Fields, person_fields: Fields
) -> None:
    household = a_household(household_fields, person_fields, 1)
    write_households(tmp_path / "a.xlsx", [household], household_fields, person_fields, masked=False)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[1]
    row = {head.value: cell for head, cell in zip(sheet[1], sheet[2], strict=True)}
    for header in ("档案编号", "身份证号", "手机号码", "银行卡号", "残疾人证号", "户主身份证号"):
        assert (row[header].data_type, row[header].number_format) == ("s", "@"), header
    assert row["月收入"].value == 2148.26
    assert sheet.freeze_panes is not None
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$1:$1")
    assert sheet.auto_filter.ref is not None


def test_a_masked_workbook_shows_nothing_sensitive_and_cannot_be_imported(
    tmp_path: Path, take_file: TakeFile, household_fields: Fields, person_fields: Fields
) -> None:
    household = a_household(household_fields, person_fields, 1)
    write_households(tmp_path / "a.xlsx", [household], household_fields, person_fields, masked=True)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[1]
    row = {head.value: cell.value for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert row["身份证号"] == row["户主身份证号"] == "*" * 16 + "13"
    for field in person_fields:
        if field.sensitive and importable(field):
            assert "*" in row[field.label], field.label
            assert row[field.label] != field.format(household.persons[0][field.name]), field.label
    read = take_file(tmp_path / "a.xlsx")
    assert not read.households
    assert {problem.code for problem in read.problems} == {"masked"}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200))
def test_any_text_can_be_written_and_opened(
    tmp_path: Path, household_fields: Fields, person_fields: Fields, text: str
) -> None:
    household = HouseholdOut({"remark": text}, [{"name": "王建国"}])
    write_households(tmp_path / "a.xlsx", [household], household_fields, person_fields, masked=False)
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0].max_row == 2


def test_a_failed_export_leaves_the_old_file(
    tmp_path: Path, household_fields: Fields, person_fields: Fields
) -> None:
    out = tmp_path / "a.xlsx"
    out.write_bytes(b"old")

    def broken() -> Any:
        yield HouseholdOut({}, [{"name": "王建国"}])
        raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        write_households(out, broken(), household_fields, person_fields, masked=False)
    assert out.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [out]


def test_a_full_disk_is_the_error_that_the_disk_gave(
    tmp_path: Path,
    household_fields: tuple[Field, ...],
    person_fields: tuple[Field, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(_self: object, *_rest: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("xlsxwriter.packager.Packager._create_package", full)
    with pytest.raises(OSError, match="full") as caught:
        write_households(tmp_path / "a.xlsx", [], household_fields, person_fields, masked=False)
    assert caught.value.errno == errno.ENOSPC
    assert not list(tmp_path.iterdir())
