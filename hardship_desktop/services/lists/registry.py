"""Every list of the program, by its name."""

from hardship_desktop.services.lists.aids import AidList, BatchList
from hardship_desktop.services.lists.base import Listing
from hardship_desktop.services.lists.exchange import BundleList, PeerList
from hardship_desktop.services.lists.history import BinList, HistoryList
from hardship_desktop.services.lists.households import HouseholdList
from hardship_desktop.services.lists.office import (
    AttachmentList,
    BackupList,
    DraftList,
    ParameterList,
    UserList,
)
from hardship_desktop.services.lists.people import PeopleList
from hardship_desktop.services.lists.visits import VisitList

LISTS: dict[str, type[Listing]] = {
    each.declared.name: each
    for each in (
        HouseholdList,
        PeopleList,
        VisitList,
        AidList,
        BatchList,
        UserList,
        ParameterList,
        AttachmentList,
        BundleList,
        PeerList,
        BackupList,
        DraftList,
        HistoryList,
        BinList,
    )
}
