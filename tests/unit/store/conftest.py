"""A store without a vault or an office: keys, a folder, a user."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from hardship_desktop.store.store import Store
from hardship_desktop.store.vault import Keys, new_keys

USER = UUID(int=7)


@pytest.fixture
def keys() -> Keys:
    return new_keys(b"device")


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def open_store(tmp_path: Path, keys: Keys, state: Path) -> Iterator[Callable[..., Store]]:
    """Opens the store of a folder (by default the one of `store`); all are closed at the end."""
    opened: list[Store] = []

    def open_again(folder: Path | None = None, *, state_folder: Path = state, keys: Keys = keys) -> Store:
        opened.append(Store.open(folder or tmp_path / "data", keys, state_folder=state_folder))
        return opened[-1]

    yield open_again
    for store in opened:
        store.close()


@pytest.fixture
def store(tmp_path: Path, keys: Keys, state: Path) -> Iterator[Store]:
    folder = tmp_path / "data"
    folder.mkdir()
    store = Store.create(folder, keys, uuid4(), b"device", state_folder=state)
    yield store
    store.close()
