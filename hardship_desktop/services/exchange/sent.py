"""How the exchange stands, in words: for the foot of the window, without all that exchange needs."""

from sqlalchemy import func, select

from hardship_desktop.domain.clock import format_instant
from hardship_desktop.services.desk import Desk
from hardship_desktop.store.local import BundleRow

_LAST = select(func.max(BundleRow.made_ms))
_SENT = _LAST.where(BundleRow.direction == "out")
_TAKEN_IN = _LAST.where(BundleRow.direction == "in", BundleRow.state != "refused")


def last_bundle(desk: Desk) -> str:
    """When a county last made a bundle; at a city, when the last one taken in was made."""
    city = desk.is_city
    with desk.read() as reader:
        made_ms = reader.connection.scalar(_TAKEN_IN if city else _SENT)
    if made_ms is None:
        return "还没有收到县区的上报包" if city else "还没有生成过上报包"
    return f"{'县区最近上报' if city else '上次上报'} {format_instant(made_ms)}"
