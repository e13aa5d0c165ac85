"""How the exchange stands, in words: for the foot of the window, without all that exchange needs."""

from hardship_desktop.domain.clock import format_instant
from hardship_desktop.services.desk import Desk

_SENT = "SELECT max(made_ms) FROM bundle WHERE direction = 'out'"
_TAKEN_IN = "SELECT max(made_ms) FROM bundle WHERE direction = 'in' AND state != 'refused'"


def last_bundle(desk: Desk) -> str:
    """When a county last made a bundle; at a city, when the last one taken in was made."""
    city = desk.role == "city"
    with desk.read() as reader:
        made_ms = reader.cursor.execute(_TAKEN_IN if city else _SENT).fetchone()[0]
    if made_ms is None:
        return "还没有收到县区的上报包" if city else "还没有生成过上报包"
    return f"{'县区最近上报' if city else '上次上报'} {format_instant(made_ms)}"
