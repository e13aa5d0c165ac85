"""The program's own fonts."""

import pytest

from hardship_desktop.documents.pdf.fonts import Fonts


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    return Fonts.standard()
