"""A window waits for nothing that it does not need: what that would be is loaded later, and is there."""

import subprocess
import sys
from pkgutil import resolve_name

import pytest

from hardship_desktop.app.start import BEHIND_THE_LOGIN

LOGIN, WINDOW = "hardship_desktop.app.start", "hardship_desktop.app.workplace"


@pytest.mark.parametrize(
    ("window", "later"),
    [
        (LOGIN, "sqlalchemy"),
        (LOGIN, "hardship_desktop.services.accounts"),
        (WINDOW, "hardship_desktop.documents"),
        (WINDOW, "hardship_desktop.gui.pages.household"),
        (WINDOW, "hardship_desktop.services.exchange.exchange"),
        (WINDOW, "hardship_desktop.services.workbooks"),
    ],
)
def test_a_window_loads_nothing_that_it_does_not_need(window: str, later: str) -> None:
    code = f"import sys, {window}; sys.exit({later!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_what_is_loaded_behind_the_login_is_there() -> None:
    assert all(map(resolve_name, BEHIND_THE_LOGIN))
