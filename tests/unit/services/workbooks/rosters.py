"""Rosters of invented people, and what the tests of imports do with them."""

from datetime import date
from pathlib import Path
from typing import Any

from hardship_desktop.domain.identity import make_id_number
from hardship_desktop.domain.lists import Chosen
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.households import HouseholdFile, Households
from hardship_desktop.services.lists.households import HouseholdList
from hardship_desktop.services.workbooks.importing import WorkbookIn
from hardship_desktop.services.workbooks.results import Applied, DryRun
from tests.sheets import write_sheet

SAMPLES = Path(__file__).parents[3] / "data" / "workbooks"
FATHER = make_id_number("530302", date(1975, 3, 5), 11)
MOTHER = make_id_number("530302", date(1977, 8, 19), 22)
CHILD = make_id_number("530302", date(2009, 1, 30), 24)
OTHER = make_id_number("530302", date(1983, 2, 28), 68)
HEADER = (
    "档案编号",
    "姓名",
    "与户主关系",
    "身份证号",
    "联系电话",
    "家庭住址",
    "困难类别",
    "建档时间",
    "批准文号",
)


def dry(desk: Desk, *paths: Path, **more: Any) -> DryRun:
    return WorkbookIn(desk).dry_run(paths, **more)


def bring_in(desk: Desk, *paths: Path, **more: Any) -> Applied:
    service = WorkbookIn(desk)
    return service.apply(service.dry_run(paths, **more))


def files(desk: Desk) -> list[HouseholdFile]:
    return [Households(desk).open(key) for key in HouseholdList(desk).keys(Chosen())]


def roster(folder: Path, *rows: Any, name: str = "名册.xlsx") -> Path:
    return write_sheet(folder / name, HEADER, *rows)


def family(folder: Path, name: str = "名册.xlsx", **changed: str) -> Path:
    """王建国, his wife and their daughter; `changed` gives other cells of the head."""
    cells = {
        "no": "53030220150007", "name": "王建国", "id": FATHER, "phone": "13800000001",
        "address": "城关镇东街1号", "tier": "低保边缘户", "opened": "2015.6", "doc": "清工发〔2015〕12号",
    } | changed  # fmt: skip
    head = (cells["no"], cells["name"], "户主", cells["id"], cells["phone"], cells["address"], cells["tier"])
    return roster(
        folder,
        (*head, cells["opened"], cells["doc"]),
        ("", "李秀英", "妻", MOTHER),
        ("", "王小雨", "女儿", CHILD),
        name=name,
    )
