"""The main job through the window: first run, a real workbook in, visit forms, a workbook out, the end.

Real threads, real processes, real files; keys and clicks as a person would give them.
"""

import sys
from datetime import date
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from pytestqt.qtbot import QtBot

from hardship_desktop.domain.identity import make_id_number
from hardship_desktop.domain.lists import Chosen
from hardship_desktop.gui.pages.export_households import ExportHouseholds
from hardship_desktop.gui.pages.households import HouseholdsPage
from hardship_desktop.gui.pages.import_wizard import CHECK, DONE, RECOGNISED, ImportWizard
from hardship_desktop.gui.pages.print_forms import PrintForms
from hardship_desktop.services.accounts import log_in
from hardship_desktop.services.lists.households import HouseholdList
from tests.gui.conftest import Recorder, asked, nothing_left, theme
from tests.journeys.screen import Person, started

__all__ = ["asked", "nothing_left", "theme"]
ID = make_id_number("530326", date(1970, 3, 4), 11)


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["清河县困难职工花名册"],
        ["档案编号", "户主姓名", "身份证号", "家庭住址", "批准时间", "批准文号"],
        ["53032620100001", "解大山", ID, "东街1号", "2010年5月", "清工发〔2010〕3号"],
        ["53032620100002", "王𬭎", "", "西街2号", "2011.6.7", "清工发〔2011〕1号"],
    ):
        sheet.append(row)
    path = tmp_path / "老名册.xlsx"
    book.save(path)
    return path


class Clerk(Person):
    """Knows the way of the main job."""

    def bring_in(self, roster: Path) -> None:
        """The wizard from file to end."""
        wizard = self.page()
        assert isinstance(wizard, ImportWizard)
        self.dialogs.files = [[roster]]
        self.press("选择文件")
        self.press("识别表格")
        self.until(lambda: wizard.step == RECOGNISED)
        self.press("检查，先不写入")
        self.until(lambda: wizard.step == CHECK)
        self.press("导入 2 户")
        self.until(lambda: wizard.step == DONE)

    def print_forms(self, out: Path) -> None:
        """Forms of all who are due, looked at and saved."""
        self.press("打印走访表")
        page = self.page()
        assert isinstance(page, PrintForms)
        self.press("生成预览")
        self.until(lambda: page.preview is not None and not page.preview.picture().isNull())
        assert page.preview is not None
        page.preview.save_to(out)
        self.until(out.exists)

    def bring_out(self, out: Path) -> None:
        """The list as a workbook, masked."""
        assert self.start.workplace is not None
        self.start.workplace.window.open("households")
        self.until(lambda: isinstance(self.page(), HouseholdsPage))
        self.press("导出名单")
        assert isinstance(self.page(), ExportHouseholds)
        self.dialogs.targets = [out]
        self.press("导出名单")
        self.until(lambda: isinstance(self.page(), HouseholdsPage))


def test_the_main_job_through_the_window(
    roster: Path, tmp_path: Path, asked: Recorder, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    with started(tmp_path / "档案", asked) as start:
        clerk = Clerk(start, qtbot)
        start.begin()
        clerk.first_run(then="import")
        clerk.bring_in(roster)
        clerk.print_forms(tmp_path / "走访表.pdf")
        clerk.bring_out(tmp_path / "名单.xlsx")
        clerk.window().close()
        clerk.until(lambda: start._program.ended)

    with pypdfium2.PdfDocument(tmp_path / "走访表.pdf") as forms:
        text = "".join(page.get_textpage().get_text_range() for page in forms)
    assert "解大山" in text
    assert "王𬭎" in text
    assert ID not in text, "ID numbers are masked on paper"
    cells = [
        str(cell.value)
        for sheet in openpyxl.load_workbook(tmp_path / "名单.xlsx")
        for row in sheet
        for cell in row
    ]
    assert "解大山" in cells
    assert ID not in cells, "and in a workbook that nobody asked to be open"
    desk = log_in(tmp_path / "档案", "张敏", "qinghe-2026")
    lists = HouseholdList(desk)
    states = {line["archive_no"]: line["status"] for line in lists.lines(lists.keys(Chosen()))}
    desk.store.close()
    assert states == {"53032620100001": "active", "53032620100002": "active"}
