"""A report says where the program failed and nothing of anybody."""

from pathlib import Path

from hardship_desktop.domain.errors import UserError
from hardship_desktop.services.reporting import crash_report, keep_report

NUMBER = "530326198001011234"


def fail() -> None:
    try:
        int(NUMBER + "X")
    except ValueError as error:
        raise UserError(f"{NUMBER} 不对。") from error


def test_places_and_kinds_are_told_values_and_messages_are_not(tmp_path: Path) -> None:
    try:
        fail()
    except UserError as error:
        report = crash_report(error)
    assert NUMBER not in report
    assert "builtins.ValueError" in report
    assert "hardship_desktop.domain.errors.UserError" in report
    assert "services/test_reporting.py" in report
    kept = keep_report(report, tmp_path / "state")
    assert kept is not None
    assert kept.read_text(encoding="utf-8") == f"{report}\n"
    assert kept.name.startswith("error-")


def test_a_report_that_cannot_be_written_is_no_second_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert keep_report("x", tmp_path / "file") is None
