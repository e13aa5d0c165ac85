"""The invented office that everything is measured on, in a folder that is taken away afterwards."""

import secrets
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from types import TracebackType
from typing import Any

from hardship_desktop.domain.lists import Chosen
from hardship_desktop.domain.progress import NoProgress
from hardship_desktop.services.accounts import NewOffice, set_up
from hardship_desktop.services.desk import Desk, Key
from hardship_desktop.services.folders import state_folder
from hardship_desktop.services.generate import BATCH, batches
from hardship_desktop.services.lists.households import HouseholdList
from hardship_desktop.store.origins import WitnessFile
from hardship_desktop.store.sealed_copy import copy_database
from tests.benchmarks.bare import BareFile, batches_of, schema_of

SEED = 20260305
TABLES = ("household", "person", "visit", "aid", "aid_step")
ALL = (*TABLES, "change_log")


class BenchOffice:
    """Made when first asked for, so that a row that needs no data costs nothing."""

    def __init__(self, households: int) -> None:
        self.households = households
        self.password = f"bench-1{secrets.token_hex(8)}"
        self.write_seconds = 0.0
        self._folder = TemporaryDirectory(prefix="hardship-bench-")
        self._desks: list[Desk] = []

    def __enter__(self) -> "BenchOffice":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for desk in self._desks:
            desk.store.close()
            WitnessFile(state_folder(), desk.store.database_id).forget()
        self._folder.cleanup()

    @property
    def folder(self) -> Path:
        """Where files may be made."""
        return Path(self._folder.name)

    def new_desk(self, name: str, role: str, code: str) -> Desk:
        """A further, empty office."""
        office = NewOffice(name, code, role, "测速员", self.password)
        desk, _recovery = set_up(self.folder / f"{role}-{code}", office)
        self._desks.append(desk)
        return desk

    @cached_property
    def county(self) -> Desk:
        """The county with its households; `write_seconds` is then what the program's writing took."""
        desk = self.new_desk("测速县总工会", "county", "539926")
        for batch in batches(desk, self.households, seed=SEED):
            start = perf_counter()
            with desk.change() as change:
                for record, rows in batch:
                    change.bulk(record, rows)
            self.write_seconds += perf_counter() - start
        return desk

    @cached_property
    def keys(self) -> list[Key]:
        """All households, evenly thinned out to at most two thousand."""
        every = HouseholdList(self.county).keys(Chosen())
        return list(every[:: max(1, len(every) // 2000)])

    @cached_property
    def records(self) -> int:
        """How many changes the county's log holds."""
        with self.county.read() as reader:
            (count,) = reader.cursor.execute("SELECT count(*) FROM change_log").fetchone()
        return int(count)

    @cached_property
    def copy(self) -> Path:
        """A compact copy of the county's file, to write to."""
        path = self.folder / "copy.db"
        copy_database(self.county.store.engine, path, NoProgress())
        return path

    @cached_property
    def bare_rows(self) -> float:
        """Seconds for the bare insert of the county's rows."""
        return self.bare(TABLES)

    @cached_property
    def bare_rows_and_log(self) -> float:
        """Seconds for the bare insert of its rows and its log."""
        return self.bare(ALL)

    def bare(self, tables: tuple[str, ...]) -> float:
        """Seconds for the bare insert of the rows of some tables."""
        path = self.folder / f"bare-{len(tables)}.db"
        with self.county.read() as reader:
            cursor: Any = reader.cursor
            file = BareFile(path, bytes(32), schema_of(cursor, tables))
            rows = batches_of(cursor, tables, -(-self.households // BATCH))
            spent = file.write(rows)
        file.close()
        path.unlink()
        return spent
