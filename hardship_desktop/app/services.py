"""Every service of one open desk, made when it is first asked for."""

from functools import cached_property

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
from hardship_desktop.services.history import History
from hardship_desktop.services.household_list import HouseholdList
from hardship_desktop.services.households import Households
from hardship_desktop.services.items import Items
from hardship_desktop.services.office import Office
from hardship_desktop.services.parameters import Parameters
from hardship_desktop.services.people import People
from hardship_desktop.services.printed_forms import PrintedForms
from hardship_desktop.services.removed import RemovedRows
from hardship_desktop.services.searching import Searching
from hardship_desktop.services.visits import Visits


class Services:
    """One of each."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @cached_property
    def accounts(self) -> Accounts:
        """Users."""
        return Accounts(self.desk)

    @cached_property
    def aids(self) -> Aids:
        """Aid and batches of money."""
        return Aids(self.desk)

    @cached_property
    def attachments(self) -> Attachments:
        """Scanned papers."""
        return Attachments(self.desk)

    @cached_property
    def backup(self) -> Backup:
        """Backups."""
        return Backup(self.desk)

    @cached_property
    def disclosures(self) -> Disclosures:
        """Who looked at what."""
        return Disclosures(self.desk)

    @cached_property
    def drafts(self) -> Drafts:
        """Input not yet saved."""
        return Drafts(self.desk)

    @cached_property
    def enrolment(self) -> Enrolment:
        """Joining a city."""
        return Enrolment(self.desk)

    @cached_property
    def exchange(self) -> Exchange:
        """Bundles."""
        return Exchange(self.desk)

    @cached_property
    def filling(self) -> Filling:
        """Several files changed at once."""
        return Filling(self.desk)

    @cached_property
    def history(self) -> History:
        """What happened."""
        return History(self.desk)

    @cached_property
    def lists(self) -> HouseholdList:
        """The list of households."""
        return HouseholdList(self.desk)

    @cached_property
    def households(self) -> Households:
        """Files of households."""
        return Households(self.desk)

    @cached_property
    def items(self) -> Items:
        """Income, expense and assets."""
        return Items(self.desk)

    @cached_property
    def office(self) -> Office:
        """This office."""
        return Office(self.desk)

    @cached_property
    def parameters(self) -> Parameters:
        """Rule parameters."""
        return Parameters(self.desk)

    @cached_property
    def people(self) -> People:
        """Members of households."""
        return People(self.desk)

    @cached_property
    def printed_forms(self) -> PrintedForms:
        """Numbers of printed forms."""
        return PrintedForms(self.desk)

    @cached_property
    def removed(self) -> RemovedRows:
        """What is in the bin."""
        return RemovedRows(self.desk)

    @cached_property
    def searching(self) -> Searching:
        """The everywhere-search."""
        return Searching(self.desk)

    @cached_property
    def visits(self) -> Visits:
        """Visits."""
        return Visits(self.desk)
