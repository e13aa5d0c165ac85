"""Every record, one subject per file."""

from hardship_desktop.store.base import Record
from hardship_desktop.store.records.aid import Aid, AidStep
from hardship_desktop.store.records.attachment import Attachment
from hardship_desktop.store.records.disclosure import Disclosure
from hardship_desktop.store.records.former_identity import FormerIdentity
from hardship_desktop.store.records.fund import FundBatch
from hardship_desktop.store.records.household import Household
from hardship_desktop.store.records.income import AssetItem, ExpenseItem, IncomeItem
from hardship_desktop.store.records.organisation import Organisation
from hardship_desktop.store.records.parameter import Parameter
from hardship_desktop.store.records.person import Person
from hardship_desktop.store.records.user import User
from hardship_desktop.store.records.visit import Visit

TRAVELLING: tuple[type[Record], ...] = (
    Organisation,
    User,
    Parameter,
    Household,
    Person,
    FormerIdentity,
    IncomeItem,
    ExpenseItem,
    AssetItem,
    Visit,
    FundBatch,
    Aid,
    AidStep,
    Attachment,
    Disclosure,
)
"""All records that bundles carry, parents before children."""

__all__ = [
    "TRAVELLING",
    "Aid",
    "AidStep",
    "AssetItem",
    "Attachment",
    "Disclosure",
    "ExpenseItem",
    "FormerIdentity",
    "FundBatch",
    "Household",
    "IncomeItem",
    "Organisation",
    "Parameter",
    "Person",
    "User",
    "Visit",
]
