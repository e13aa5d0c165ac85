"""Every record, one subject per file."""

from hardship_desktop.store.base import Record, fields_of
from hardship_desktop.store.records.aid import Aid, AidStep
from hardship_desktop.store.records.attachment import Attachment
from hardship_desktop.store.records.case_step import CaseStep
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
    CaseStep,
    Visit,
    FundBatch,
    Aid,
    AidStep,
    Attachment,
    Disclosure,
)
"""All records that bundles carry, parents before children."""

BY_TABLE: dict[str, type[Record]] = {record.__tablename__: record for record in TRAVELLING}

for _record in TRAVELLING:
    fields_of(_record)  # a declaration that cannot stand is told at import

LABELS = {
    "household": "户档",
    "person": "家庭成员",
    "former_identity": "曾用名与旧证件",
    "income_item": "收入",
    "expense_item": "支出",
    "asset_item": "财产",
    "case_step": "办理环节",
    "visit": "走访",
    "fund_batch": "资金批次",
    "aid": "帮扶",
    "aid_step": "帮扶环节",
    "attachment": "附件",
    "disclosure": "查看敏感信息",
    "parameter": "规则参数",
    "user_account": "用户",
    "organisation": "单位",
}
"""What people call a row of each table, those they ask for most first."""

__all__ = [
    "BY_TABLE",
    "LABELS",
    "TRAVELLING",
    "Aid",
    "AidStep",
    "AssetItem",
    "Attachment",
    "CaseStep",
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
