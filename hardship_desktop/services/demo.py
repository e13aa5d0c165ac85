"""The main job from end to end on invented offices: workbook in, visits, aid, paper, bundle, receipt."""

import json
import os
import secrets
import shutil
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from hardship_desktop.documents.sheets.samples import write_roster, write_townships
from hardship_desktop.domain import invented
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.lists import Chosen
from hardship_desktop.resources import resource
from hardship_desktop.services.accounts import NewOffice, log_in, set_up
from hardship_desktop.services.aid import Aids
from hardship_desktop.services.backup import Backup
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.exchange.enrolment import Enrolment
from hardship_desktop.services.exchange.exchange import Exchange
from hardship_desktop.services.file_out import write_file
from hardship_desktop.services.folders import default_data_folder
from hardship_desktop.services.households import Households
from hardship_desktop.services.lists.aids import AidList
from hardship_desktop.services.lists.households import HouseholdList
from hardship_desktop.services.lists.visits import VisitList
from hardship_desktop.services.parameters import Parameters
from hardship_desktop.services.printing import Printing
from hardship_desktop.services.visits import Visits
from hardship_desktop.services.workbooks.exporting import WorkbookOut
from hardship_desktop.services.workbooks.importing import WorkbookIn
from hardship_desktop.store.base import field_map
from hardship_desktop.store.faults import plain_faults
from hardship_desktop.store.folder_lock import FolderLock
from hardship_desktop.store.records import Household, Person

HOUSEHOLDS, SEED = 300, 20260305
ROSTER_SHARE = 200
VISITED, AIDED, PRINTED = 40, 30, 20
MARK = "demo.json"
BEGUN = b"{}"
COUNTY = ("澜川县总工会", invented.OFFICE, invented.OFFICE, "张敏")
CITY = ("云屏市总工会", "539900", "539900", "李强")


@dataclass
class Demo:
    """What the demo made; `password` opens both invented offices."""

    county_data: Path
    city_data: Path
    password: str = field(repr=False)
    made: list[Path] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The object that `demo --headless --json` prints."""
        return {
            "county_data": str(self.county_data),
            "city_data": str(self.city_data),
            "made": [str(path) for path in self.made],
            "counts": self.counts,
        }

    def lines(self) -> list[str]:
        """The same for a person."""
        counts = self.counts
        return [
            "演示完成（人名、证件号、地址等全部为虚构）：",
            f"  县里 {counts['households']} 户 {counts['people']} 人，走访 {counts['visits']} 次，"
            f"帮扶 {counts['aids']} 笔。",
            f"  市里收到 {counts['city_households']} 户 {counts['city_people']} 人，回执已取回。",
            f"  县数据文件夹：{self.county_data}（用户 {COUNTY[3]}）",
            f"  市数据文件夹：{self.city_data}（用户 {CITY[3]}）",
            f"  两处的密码：{self.password}",
            *(f"  {path}" for path in self.made),
        ]


def run_demo(out: Path | None) -> Demo:
    """Play the main job once; a second call finds it played and changes nothing.

    Uses HARDSHIP_PASSWORD for both offices, else a password made up here and kept
    beside the invented data, so that the demo can be opened again.
    """
    out = out or default_data_folder().with_name("hardship-desktop-demo")
    given = os.environ.get("HARDSHIP_PASSWORD")
    with plain_faults():
        out.mkdir(parents=True, exist_ok=True)
        lock = FolderLock(out, alone=True)
    with closing(lock):
        return _played(out, given) or _play_anew(out, given)


def _play_anew(out: Path, given: str | None) -> Demo:
    _clear(out)
    demo = Demo(out / "county", out / "city", given or f"demo-{secrets.token_hex(4)}")
    county = _office(demo.county_data, "county", COUNTY, demo)
    city = _office(demo.city_data, "city", CITY, demo)
    try:
        _play(county, city, out, demo)
    finally:
        county.store.close()
        city.store.close()
    _write_mark(out, demo, keep_password=given is None)
    return demo


def _play(county: Desk, city: Desk, out: Path, demo: Demo) -> None:
    Parameters(county).load(
        resource("parameters", "default.json"), valid_from=county.today.replace(month=1, day=1)
    )
    _join(county, city, out)
    _workbooks_in(county, out, demo)
    _visits_and_aid(county)
    _paper(county, out, demo)
    _to_the_city(county, city, out, demo)
    demo.made.append(Backup(county).create(_folder(out, "备份")).path)
    demo.counts |= _counts(county, "") | _counts(city, "city_")


def _office(folder: Path, role: str, names: tuple[str, str, str, str], demo: Demo) -> Desk:
    name, code, division, user = names
    desk, _recovery = set_up(folder, NewOffice(name, code, role, user, demo.password, division))
    return desk


def _join(county: Desk, city: Desk, out: Path) -> None:
    folder = _folder(out, "接入")
    asked = Enrolment(county).request(folder / "接入申请.enrol")
    approved = Enrolment(city).approve(Path(asked.path), folder / "接入批准.enrol", asked.check)
    Enrolment(county).finish(Path(approved.path), approved.check)
    # A real city prints this key and seals it away; here it lets anybody open the demo's bundle by hand.
    (folder / "市级恢复密钥.txt").write_text(f"{approved.recovery_key}\n", "ascii")


def _workbooks_in(county: Desk, out: Path, demo: Demo) -> None:
    homes = list(invented.households(HOUSEHOLDS, seed=SEED, today=county.today, office=COUNTY[1]))
    family, member, folder = field_map(Household), field_map(Person), _folder(out, "表格")
    roster, townships = folder / "困难职工花名册.xlsx", folder / "各乡镇统计表.xlsx"
    write_roster(roster, homes[:ROSTER_SHARE], family, member)
    write_townships(townships, homes[ROSTER_SHARE:], family, member)
    service = WorkbookIn(county)
    for path in (roster, townships):
        outcome = service.apply(service.dry_run([str(path)]))
        if outcome.rejected:
            raise UserError(
                f"演示表格有 {len(outcome.rejected)} 处未能导入：{outcome.rejected[0].message}", code="demo"
            )
        demo.made.append(path)
    copy = folder / "导出名册（已遮盖）.xlsx"
    WorkbookOut(county).households(copy)
    demo.made.append(copy)


def _visits_and_aid(county: Desk) -> None:
    """Central money goes to files of the national level only."""
    keys = HouseholdList(county).keys(Chosen({"status": ("active",), "archive_level": ("national",)}))
    aids, visits, households = Aids(county), Visits(county), Households(county)
    batch = aids.add_batch(
        {
            "name": "中央财政专项帮扶资金",
            "year": county.today.year,
            "source": "central",
            "total_fen": 50_000_000,
        }
    ).id
    for place, key in enumerate(keys[:VISITED]):
        day = county.today - timedelta(days=place)
        file = households.open(key)
        visits.record(
            key[1],
            {
                "kind": "routine",
                "visited_on": day,
                "visitors": "王敏、李强",
                "found_difficulties": "医药费负担重，孩子明年升学。",
                "conclusion": "keep",
            },
        )
        if place < AIDED:
            aids.record(
                {
                    "person_id": file.head["id"],
                    "item": "living",
                    "batch_id": batch,
                    "amount_fen": 300_000,
                    "decided_on": day,
                    "paid_on": day,
                    "method": "bank",
                }
            )


def _paper(county: Desk, out: Path, demo: Demo) -> None:
    keys = HouseholdList(county).keys(Chosen({"status": ("active",)}))[-PRINTED:]
    folder, printing = _folder(out, "走访表"), Printing(county)
    for name, chosen, blank in (("入户走访表.pdf", keys, 0), ("空白走访表.pdf", (), 2)):
        demo.made.append(printing.visit_forms(folder / name, chosen, blank=blank).path)


def _to_the_city(county: Desk, city: Desk, out: Path, demo: Demo) -> None:
    sent = Exchange(county).export(_folder(out, "上报包"))
    paths = [Path(path) for path in sent.paths]
    received = Exchange(city).import_files(paths, receipts=_folder(out, "回执"))
    receipts = sorted({Path(each.receipt) for each in received if each.receipt})
    for result in (*received, *Exchange(county).import_files(receipts)):
        if not result.done:
            raise UserError(f"演示的数据交换没有成功：{result.message}", code="demo")
    demo.made += [*paths, *receipts]


def _counts(desk: Desk, prefix: str) -> dict[str, int]:
    households, people = HouseholdList(desk).totals(Chosen())
    return {
        f"{prefix}households": households,
        f"{prefix}people": people,
        f"{prefix}visits": VisitList(desk).totals()[0],
        f"{prefix}aids": AidList(desk).totals()[0],
    }


def _played(out: Path, given: str | None) -> Demo | None:
    try:
        content = json.loads((out / MARK).read_text("utf-8"))
        made = [Path(each) for each in content["made"]]
        password = given or content.get("password", "")
    except (OSError, ValueError, LookupError, TypeError):
        return None
    demo = Demo(out / "county", out / "city", password, made)
    try:
        for folder, prefix in ((demo.county_data, ""), (demo.city_data, "city_")):
            desk = log_in(folder, None, demo.password)
            demo.counts |= _counts(desk, prefix)
            desk.store.close()
    except UserError:
        return None
    return demo if all(path.exists() for path in demo.made) else None


def _clear(out: Path) -> None:
    """Make room: an interrupted demo of ours is taken away, a finished one of another password put aside."""
    mark = out / MARK
    if mark.exists() and mark.read_bytes() != BEGUN:
        former = out.with_name(f"{out.name}-{datetime.now():%Y%m%d-%H%M%S}")
        former.mkdir()
        for each in out.iterdir():
            each.rename(former / each.name)
    elif mark.exists():
        for each in out.iterdir():
            shutil.rmtree(each) if each.is_dir() else each.unlink()
    elif any(out.iterdir()):
        raise UserError(f"文件夹 {out} 里已有别的内容，请用 --out 指定一个空文件夹。", code="exists")
    mark.write_bytes(BEGUN)


def _write_mark(out: Path, demo: Demo, *, keep_password: bool) -> None:
    content: dict[str, Any] = {"made": [str(path) for path in demo.made]}
    if keep_password:
        content["password"] = demo.password
    write_file(json.dumps(content, ensure_ascii=False).encode(), out / MARK)


def _folder(out: Path, name: str) -> Path:
    folder = out / name
    folder.mkdir(exist_ok=True)
    return folder
