"""One small invented office for all comparisons."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks.office import BenchOffice

HOUSEHOLDS = 150


@pytest.fixture(scope="package")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BenchOffice]:
    """The office of the bench command, in small."""
    state: Path = tmp_path_factory.mktemp("state")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(state))
        with BenchOffice(HOUSEHOLDS) as made:
            yield made
