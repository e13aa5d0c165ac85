"""The services that one household's file is made of."""

from dataclasses import dataclass

from hardship_desktop.services.aid import Aids
from hardship_desktop.services.attachments import Attachments
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.history import History
from hardship_desktop.services.households import Households
from hardship_desktop.services.items import Items
from hardship_desktop.services.people import People
from hardship_desktop.services.removed import RemovedRows
from hardship_desktop.services.visits import Visits


@dataclass(frozen=True)
class FileServices:
    """All that is done with a file and what lies in it."""

    desk: Desk
    households: Households
    people: People
    items: Items
    visits: Visits
    aids: Aids
    attachments: Attachments
    history: History
    removed: RemovedRows
