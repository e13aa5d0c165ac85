"""A copy of the database is checked page by page."""

from pathlib import Path

import pytest

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.progress import NoProgress
from hardship_desktop.store.faults import plain_faults
from hardship_desktop.store.records import Household
from hardship_desktop.store.sealed_copy import check_pages, copy_database, open_copy
from hardship_desktop.store.store import Store
from hardship_desktop.store.vault import Keys
from tests.unit.store.conftest import USER

PAGE = 4096


@pytest.fixture
def copy(store: Store, tmp_path: Path) -> Path:
    """With pages of every sort: rows, indexes, inner pages, a text too long for one page, the search."""
    with store.change(USER) as change:
        change.bulk(Household, [{"address": f"幸福路{n}号"} for n in range(400)])
        change.bulk(Household, [{"remark": "长" * 9000}])
    copy_database(store.engine, tmp_path / "copy.db", NoProgress())
    return tmp_path / "copy.db"


def test_a_changed_byte_on_any_page_is_found(copy: Path, keys: Keys) -> None:
    check_pages(copy, keys.database)
    whole = copy.read_bytes()
    assert len(whole) > 100 * PAGE
    for start in range(0, len(whole), PAGE):
        place = start + (start // PAGE * 997) % PAGE
        damaged = bytearray(whole)
        damaged[place] ^= 1
        copy.write_bytes(damaged)
        with pytest.raises(UserError), plain_faults():
            check_pages(copy, keys.database)


def test_a_copy_with_a_page_that_is_not_read_is_refused(copy: Path, keys: Keys) -> None:
    with open_copy(copy, keys.database) as connection:
        connection.execute("DELETE FROM change_log")
    with pytest.raises(UserError) as refusal:
        check_pages(copy, keys.database)
    assert refusal.value.code == "damaged"
