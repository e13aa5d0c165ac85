"""Several files changed at once: what may be filled down, and what stands there now."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import select

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.fields import Field
from hardship_desktop.services.desk import Desk, Key
from hardship_desktop.services.households import Households
from hardship_desktop.store.base import field_map
from hardship_desktop.store.records import Household

ONE_OF_A_KIND = frozenset({"archive_no", "status", "dibao_cert_no", "address", "cause_text"})
"""What differs from home to home or follows from steps is never filled down."""
CHUNK = 5000


class Filling:
    """Preparing a fill down; `Households.change_many` then does it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @staticmethod
    def fields() -> tuple[Field, ...]:
        """The fields that several files can share."""
        return tuple(f for f in Households.fields() if not f.own and f.name not in ONE_OF_A_KIND)

    def own(self, keys: Sequence[Key]) -> list[Key]:
        """Those of this office: others are only looked at."""
        return [key for key in keys if key[0] == self._desk.store.org_id]

    def standing(self, keys: Sequence[Key], name: str) -> list[tuple[str, int]]:
        """What stands in a field of these files, as text with its count, the most frequent first.

        Sensitive values are masked; empty ones count as （空）.
        """
        field = field_map(Household).get(name)
        if field is None:
            raise UserError("没有这一项，请从列表中选择。", code="field")
        column = Household.__table__.c[name]
        counts: Counter[str] = Counter()
        with self._desk.read() as reader:
            for start in range(0, len(keys), CHUNK):
                ids = [row for _, row in keys[start : start + CHUNK]]
                query = select(column).where(Household.__table__.c.id.in_(ids))
                for value in reader.connection.scalars(query):
                    counts[field.format(value, masked=True) or "（空）"] += 1
        return counts.most_common()
