"""The way back from a wrong clock: changes stamped far ahead are written anew under stamps of now."""

from sqlalchemy import Connection, func, select

from hardship_desktop.services.desk import Desk
from hardship_desktop.services.exchange.book import OUT, BundleBook, State
from hardship_desktop.store.far import far_tails
from hardship_desktop.store.local import Acknowledged
from hardship_desktop.store.outgoing import LogReader
from hardship_desktop.store.rebase import Tail, take_back
from hardship_desktop.sync.wire import HLC_COUNTER_BITS, MAX_CLOCK_LEAD_MS


class FarStamps:
    """Changes of this PC that the other side refuses, since their time is far ahead."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def count(self, connection: Connection) -> int:
        """How many changes would be written anew, in a view or transaction of the caller."""
        return sum(map(len, self._tails(connection)))

    def take_back(self) -> int:
        """Write them anew; every value stays. UserError when the clock is still not to be believed."""
        store = self._desk.store
        store.require_clock()
        with store.local() as connection:
            tails = self._tails(connection)
            if tails:
                take_back(connection, tails, store.now_ms())
        if tails:
            store.note_head()
        return sum(map(len, tails))

    def _tails(self, connection: Connection) -> list[Tail]:
        return far_tails(connection, self._desk.store.now_ms(), self._settled(connection))

    def _settled(self, connection: Connection) -> dict[bytes, int]:
        """How far others have each origin, or may have it: a bundle sent may have been taken."""
        acked = select(Acknowledged.origin, func.max(Acknowledged.seq)).group_by(Acknowledged.origin)
        settled = {origin: int(seq) for origin, seq in connection.execute(acked)}
        log, latest_ms = LogReader(connection), self._desk.store.now_ms() + MAX_CLOCK_LEAD_MS
        for entry in BundleBook(connection).all():
            if entry.direction == OUT and entry.state is not State.REFUSED:
                for name, end in entry.summary.ends.items():
                    origin = bytes.fromhex(name)
                    if log.hlc_at(origin, end) >> HLC_COUNTER_BITS <= latest_ms:
                        settled[origin] = max(end, settled.get(origin, 0))
        return settled
