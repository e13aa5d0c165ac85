"""All pages of the program: name, title, maker, help text, place in the navigation, and what they take."""

from dataclasses import replace

from hardship_desktop.gui.pages.aid_entry import AidEntryPage
from hardship_desktop.gui.pages.enrol_approve import EnrolApprove
from hardship_desktop.gui.pages.enrol_office import EnrolOffice
from hardship_desktop.gui.pages.exchange import ExchangePage
from hardship_desktop.gui.pages.export_households import ExportHouseholds
from hardship_desktop.gui.pages.fill_down import FillDownPage
from hardship_desktop.gui.pages.funds import FundsPage
from hardship_desktop.gui.pages.household import HouseholdPage
from hardship_desktop.gui.pages.household_papers import PicturePage
from hardship_desktop.gui.pages.households import HouseholdsPage
from hardship_desktop.gui.pages.import_wizard import ImportWizard
from hardship_desktop.gui.pages.list_out import ListPaper
from hardship_desktop.gui.pages.new_household import NewHouseholdPage
from hardship_desktop.gui.pages.print_forms import PrintForms
from hardship_desktop.gui.pages.record_page import RecordPage
from hardship_desktop.gui.pages.secret import SecretPage
from hardship_desktop.gui.pages.settings import SettingsPage
from hardship_desktop.gui.pages.settings_backup import RestorePage
from hardship_desktop.gui.pages.settings_users import PasswordPage, UserPage
from hardship_desktop.gui.pages.visit_entry import VisitEntryPage
from hardship_desktop.gui.pages.visits import VisitsPage
from hardship_desktop.gui.shell.page import Takes
from hardship_desktop.gui.shell.pages import PageSpec

_TABLES = Takes((".xlsx", ".xls", ".xlsm", ".ods", ".et", ".csv", ".txt"), "表格", rows=True)
_TO_IMPORT = (replace(_TABLES, page="import"),)
_PAPERS = (Takes((".pdf", ".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff"), "照片和 PDF"),)
_BUNDLES = (Takes((".ubx",), "数据包和回执"),)

PAGES = (
    PageSpec("households", "困难职工档案", HouseholdsPage, "households", icon="folder", takes=_TO_IMPORT),
    PageSpec("visits", "入户走访", VisitsPage, "visits", icon="map-pin", takes=_TO_IMPORT),
    PageSpec("funds", "帮扶资金", FundsPage, "funds", icon="coin", takes=_TO_IMPORT),
    PageSpec("exchange", "数据交换", ExchangePage, "exchange", icon="arrows-exchange", takes=_BUNDLES),
    PageSpec("settings", "系统设置", SettingsPage, "settings", icon="settings", low=True),
    # On top of them
    PageSpec("household", "家庭档案", HouseholdPage, "household", takes=_PAPERS),
    PageSpec("picture", "附件", PicturePage, "household"),
    PageSpec("new_household", "新建档案", NewHouseholdPage, "household", right="write"),
    PageSpec("import", "导入表格", ImportWizard, "import", right="write", takes=(_TABLES,)),
    PageSpec("export", "导出名单", ExportHouseholds, "households"),
    PageSpec("list_paper", "打印列表", ListPaper, "households"),
    PageSpec("fill_down", "批量修改", FillDownPage, "households", right="write"),
    PageSpec("print_forms", "打印走访表", PrintForms, "visits"),
    PageSpec("visit", "录入走访", VisitEntryPage, "visits", right="write"),
    PageSpec("aid", "登记帮扶", AidEntryPage, "funds", right="write"),
    PageSpec("batch", "资金批次", RecordPage, "funds"),
    PageSpec("join", "接入地市", EnrolOffice, "exchange", right="administer", office="county"),
    PageSpec("approve", "批准接入", EnrolApprove, "exchange", right="administer", office="city"),
    PageSpec("secret", "恢复码", SecretPage, "settings", right="administer"),
    PageSpec("user", "添加用户", UserPage, "settings", right="administer"),
    PageSpec("password", "重设密码", PasswordPage, "settings", right="administer"),
    PageSpec("parameter", "规则参数", RecordPage, "settings"),
    PageSpec("restore", "从备份恢复", RestorePage, "backup"),
)
