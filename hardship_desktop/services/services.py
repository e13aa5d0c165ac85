"""Every service of one open desk."""

from hardship_desktop.services.accounts import Accounts
from hardship_desktop.services.aid import Aids
from hardship_desktop.services.attachments import Attachments
from hardship_desktop.services.backup import Backup
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.disclosures import Disclosures
from hardship_desktop.services.drafts import Drafts
from hardship_desktop.services.exchange.enrolment import Enrolment
from hardship_desktop.services.exchange.exchange import Exchange
from hardship_desktop.services.filling import Filling
from hardship_desktop.services.flows import Flows
from hardship_desktop.services.history import History
from hardship_desktop.services.households import Households
from hardship_desktop.services.items import Items
from hardship_desktop.services.lists.households import HouseholdList
from hardship_desktop.services.office import Office
from hardship_desktop.services.parameters import Parameters
from hardship_desktop.services.people import People
from hardship_desktop.services.printed_forms import PrintedForms
from hardship_desktop.services.removed import RemovedRows
from hardship_desktop.services.searching import Searching
from hardship_desktop.services.undo import Undo
from hardship_desktop.services.visits import Visits


class Services:
    """One of each."""

    def __init__(self, desk: Desk) -> None:
        self.accounts = Accounts(desk)
        self.aids = Aids(desk)
        self.attachments = Attachments(desk)
        self.backup = Backup(desk)
        self.disclosures = Disclosures(desk)
        self.drafts = Drafts(desk)
        self.enrolment = Enrolment(desk)
        self.exchange = Exchange(desk)
        self.filling = Filling(desk)
        self.flows = Flows(desk)
        self.history = History(desk)
        self.households = Households(desk)
        self.items = Items(desk)
        self.lists = HouseholdList(desk)
        self.office = Office(desk)
        self.parameters = Parameters(desk)
        self.people = People(desk)
        self.printed_forms = PrintedForms(desk)
        self.removed = RemovedRows(desk)
        self.searching = Searching(desk)
        self.undo = Undo(desk)
        self.visits = Visits(desk)
