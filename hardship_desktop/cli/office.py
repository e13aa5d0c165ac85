"""init, demo, search, params, generate."""

import argparse
import sys
from pathlib import Path
from typing import Any

from hardship_desktop import app
from hardship_desktop.cli.answer import Answer
from hardship_desktop.cli.paper_secret import handing_out
from hardship_desktop.cli.parser import day
from hardship_desktop.cli.session import Session, password
from hardship_desktop.domain.errors import UserError
from hardship_desktop.services.accounts import NewOffice, set_up
from hardship_desktop.services.demo import Demo, run_demo
from hardship_desktop.services.generate import generate
from hardship_desktop.services.parameters import Parameters
from hardship_desktop.services.searching import Searching


def add_commands(commands: Any) -> None:
    """Declare the commands of this file."""
    demo = commands.add_parser("demo", help="在虚构的县和市上演示主要流程")
    demo.add_argument("--headless", action="store_true", help="不打开窗口")
    demo.add_argument("--out", metavar="DIR", help="演示文件放到哪里")
    demo.set_defaults(run=_demo)

    init = commands.add_parser("init", help="初始化一个单位的数据文件夹")
    init.add_argument("--org-code", required=True, metavar="C", help="单位编码")
    init.add_argument("--org-name", required=True, metavar="N", help="单位名称")
    init.add_argument("--role", required=True, choices=("county", "city"), help="县区或地市")
    init.add_argument("--division", default="", metavar="D", help="行政区划代码")
    init.add_argument("--recovery-out", metavar="FILE", help="恢复码写到这个文件")
    init.set_defaults(run=_init)

    search = commands.add_parser("search", help="查找户、人、走访、帮扶")
    search.add_argument("text", metavar="TEXT")
    search.set_defaults(run=_search)

    params = commands.add_parser("params", help="规则参数").add_subparsers(required=True, metavar="操作")
    load = params.add_parser("load", help="从文件载入")
    load.add_argument("file", metavar="FILE")
    load.add_argument("--valid-from", type=day, metavar="DAY", help="文件里没写生效日期时用这一天")
    load.set_defaults(run=_params_load)
    params.add_parser("list", help="列出").set_defaults(run=_params_list)

    make = commands.add_parser("generate", help="生成虚构数据（用于测速）")
    make.add_argument("--households", type=int, required=True, metavar="N")
    make.add_argument("--seed", type=int, default=1, metavar="S")
    make.set_defaults(run=_generate)


def _demo(_session: Session, options: argparse.Namespace) -> Answer:
    headless = options.headless or options.json or not app.has_display()
    made: Demo = run_demo(Path(options.out) if options.out else None)
    lines = made.lines()
    if not headless:
        for line in lines:
            print(line)
        sys.stdout.flush()
        return Answer({}, [], app.open_demo_window(made) == 0)
    return Answer(made.to_json(), lines)


def _init(session: Session, options: argparse.Namespace) -> Answer:
    if options.recovery_out is None and (options.json or not sys.stdout.isatty()):
        raise UserError("请用 --recovery-out FILE 写明恢复码保存到哪个文件。", code="recovery_out")
    user = session.user or "管理员"
    office = NewOffice(
        options.org_name, options.org_code, options.role, user, password("设定密码："), options.division
    )
    with handing_out(options.recovery_out, "恢复码") as hand_out:
        desk, code = set_up(session.folder, office, clock_is_right=session.clock_is_right)
        session.adopt(desk)
        hand_out(code)
    return Answer(
        {
            "org_code": desk.office_code,
            "org_name": desk.office_name,
            "role": desk.role,
            "data": session.folder,
        },
        [f"已初始化：{desk.office_name}（{session.folder}）。"],
    )


def _search(session: Session, options: argparse.Namespace) -> Answer:
    results = Searching(session.desk).find(options.text)
    data = [
        {"kind": each.kind, "title": each.title, "detail": each.detail, "id": each.id} for each in results
    ]
    lines = [f"{each.kind}　{each.title}　{each.detail}" for each in results] or ["没有找到。"]
    return Answer({"results": data}, lines)


def _params_load(session: Session, options: argparse.Namespace) -> Answer:
    count = Parameters(session.desk).load(Path(options.file), valid_from=options.valid_from)
    return Answer({"loaded": count}, [f"已载入 {count} 项参数。"])


def _params_list(session: Session, _options: argparse.Namespace) -> Answer:
    fields = Parameters.fields()
    rows = Parameters(session.desk).all()
    data = [{field.name: row[field.name] for field in fields} for row in rows]
    lines = ["　".join(field.format(row[field.name]) for field in fields) for row in rows]
    return Answer({"parameters": data}, lines or ["还没有参数。"])


def _generate(session: Session, options: argparse.Namespace) -> Answer:
    if options.households < 1:
        raise UserError("--households 应为正整数。", code="range")
    counts = generate(session.desk, options.households, seed=options.seed)
    return Answer({"counts": counts}, [f"已生成 {counts['household']} 户 {counts['person']} 人。"])
