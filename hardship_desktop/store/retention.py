"""Which backups stay: the newest three, and the newest of seven days, of four weeks and of twelve months."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from hardship_desktop.domain.errors import UserError
from hardship_desktop.store import backup_file

RECENT, DAYS, WEEKS, MONTHS = 3, 7, 4, 12


def kept(made: Sequence[int]) -> set[int]:
    """The instants (UTC ms) of the backups that stay; the newest is always among them."""
    newest_first = sorted(made, reverse=True)
    rules: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
        (DAYS, lambda moment: moment.date()),
        (WEEKS, lambda moment: moment.isocalendar()[:2]),
        (MONTHS, lambda moment: (moment.year, moment.month)),
    )
    stay = set(newest_first[:RECENT])
    for limit, period_of in rules:
        newest: dict[Hashable, int] = {}
        for each in newest_first:
            newest.setdefault(period_of(datetime.fromtimestamp(each / 1000)), each)
        stay.update(list(newest.values())[:limit])
    return stay


def own_backups(place: Path, database_id: str) -> dict[Path, int]:
    """Readable backups of this very database in a place, with the instant each was made."""
    found: dict[Path, int] = {}
    for path in place.glob(backup_file.PATTERN):
        try:
            manifest = backup_file.read_manifest(path)
        except (UserError, OSError):
            continue
        if manifest.facts.database_id == database_id:
            found[path] = manifest.made_ms
    return found


def thin_out(place: Path, database_id: str, just_made: Path) -> None:
    """Remove what the rule does not keep; never the one just made, never a file of somebody else."""
    backups = own_backups(place, database_id)
    stay = kept(list(backups.values()))
    remove(path for path, made in backups.items() if made not in stay and path != just_made)


def remove(backups: Iterable[Path]) -> None:
    """Take old backups away; one that another program holds stays till next time: the new one is good."""
    for path in backups:
        with suppress(OSError):
            path.unlink()
