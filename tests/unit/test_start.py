"""A window waits for nothing that it does not need: what that would be is loaded behind the login."""

import subprocess
import sys

import pytest

LOGIN, WINDOW = "hardship_desktop.app.start", "hardship_desktop.app.behind"


@pytest.mark.parametrize(
    ("window", "later"),
    [
        (LOGIN, "sqlalchemy"),
        (LOGIN, "hardship_desktop.app.behind"),
        (LOGIN, "hardship_desktop.services.accounts"),
        (WINDOW, "hardship_desktop.documents.sheets.read"),
        (WINDOW, "hardship_desktop.services.work"),
        (WINDOW, "reportlab"),
        (WINDOW, "pypdfium2"),
    ],
)
def test_a_window_loads_nothing_that_it_does_not_need(window: str, later: str) -> None:
    code = f"import sys, {window}; sys.exit({later!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
