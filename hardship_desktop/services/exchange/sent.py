"""When this office last sent something: for the foot of the window, without all that exchange needs."""

from hardship_desktop.services.desk import Desk


def last_sent_ms(desk: Desk) -> int | None:
    """When the last bundle (at a city: the last receipt) was made, UTC milliseconds."""
    with desk.read() as reader:
        last = reader.cursor.execute("SELECT max(made_ms) FROM bundle WHERE direction = 'out'").fetchone()[0]
    return None if last is None else int(last)
