"""Every service of one open desk, loaded and made when it is first asked for: the window needs few."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
        from hardship_desktop.services.accounts import Accounts

        return Accounts(self.desk)

    @cached_property
    def aids(self) -> Aids:
        """Aid and batches of money."""
        from hardship_desktop.services.aid import Aids

        return Aids(self.desk)

    @cached_property
    def attachments(self) -> Attachments:
        """Scanned papers."""
        from hardship_desktop.services.attachments import Attachments

        return Attachments(self.desk)

    @cached_property
    def backup(self) -> Backup:
        """Backups."""
        from hardship_desktop.services.backup import Backup

        return Backup(self.desk)

    @cached_property
    def disclosures(self) -> Disclosures:
        """Who looked at what."""
        from hardship_desktop.services.disclosures import Disclosures

        return Disclosures(self.desk)

    @cached_property
    def drafts(self) -> Drafts:
        """Input not yet saved."""
        from hardship_desktop.services.drafts import Drafts

        return Drafts(self.desk)

    @cached_property
    def enrolment(self) -> Enrolment:
        """Joining a city."""
        from hardship_desktop.services.exchange.enrolment import Enrolment

        return Enrolment(self.desk)

    @cached_property
    def exchange(self) -> Exchange:
        """Bundles."""
        from hardship_desktop.services.exchange.exchange import Exchange

        return Exchange(self.desk)

    @cached_property
    def filling(self) -> Filling:
        """Several files changed at once."""
        from hardship_desktop.services.filling import Filling

        return Filling(self.desk)

    @cached_property
    def history(self) -> History:
        """What happened."""
        from hardship_desktop.services.history import History

        return History(self.desk)

    @cached_property
    def lists(self) -> HouseholdList:
        """The list of households."""
        from hardship_desktop.services.household_list import HouseholdList

        return HouseholdList(self.desk)

    @cached_property
    def households(self) -> Households:
        """Files of households."""
        from hardship_desktop.services.households import Households

        return Households(self.desk)

    @cached_property
    def items(self) -> Items:
        """Income, expense and assets."""
        from hardship_desktop.services.items import Items

        return Items(self.desk)

    @cached_property
    def office(self) -> Office:
        """This office."""
        from hardship_desktop.services.office import Office

        return Office(self.desk)

    @cached_property
    def parameters(self) -> Parameters:
        """Rule parameters."""
        from hardship_desktop.services.parameters import Parameters

        return Parameters(self.desk)

    @cached_property
    def people(self) -> People:
        """Members of households."""
        from hardship_desktop.services.people import People

        return People(self.desk)

    @cached_property
    def printed_forms(self) -> PrintedForms:
        """Numbers of printed forms."""
        from hardship_desktop.services.printed_forms import PrintedForms

        return PrintedForms(self.desk)

    @cached_property
    def removed(self) -> RemovedRows:
        """What is in the bin."""
        from hardship_desktop.services.removed import RemovedRows

        return RemovedRows(self.desk)

    @cached_property
    def searching(self) -> Searching:
        """The everywhere-search."""
        from hardship_desktop.services.searching import Searching

        return Searching(self.desk)

    @cached_property
    def visits(self) -> Visits:
        """Visits."""
        from hardship_desktop.services.visits import Visits

        return Visits(self.desk)
