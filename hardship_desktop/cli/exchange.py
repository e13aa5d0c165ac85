"""enrol, bundle."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from hardship_desktop.cli.answer import Answer
from hardship_desktop.cli.paper_secret import handing_out
from hardship_desktop.cli.session import Session
from hardship_desktop.domain.clock import local_day
from hardship_desktop.services.exchange.enrolment import Again, Enrolment
from hardship_desktop.services.exchange.exchange import Exchange


def add_commands(commands: Any) -> None:
    """Declare the commands of this file."""
    enrol = commands.add_parser("enrol", help="接入市总工会").add_subparsers(required=True, metavar="操作")
    request = enrol.add_parser("request", help="县：生成接入申请")
    request.add_argument("out", metavar="OUT")
    request.set_defaults(run=_request)
    approve = enrol.add_parser("approve", help="市：批准接入")
    approve.add_argument("file", metavar="FILE")
    approve.add_argument("out", metavar="OUT")
    approve.add_argument("--check", metavar="DIGITS", help="电话里听到的核对码")
    again = approve.add_mutually_exclusive_group()
    for option, value, help in (
        ("--same-office", Again.SAME, "这个单位重新安装了，接续原单位；原来的电脑停用"),
        ("--second-pc", Again.SECOND, "这个单位增加一台电脑"),
    ):
        again.add_argument(option, dest="again", action="store_const", const=value, help=help)
    approve.add_argument("--recovery-out", metavar="FILE", help="首次批准时，市级恢复密钥写到这个文件")
    approve.set_defaults(run=_approve)
    finish = enrol.add_parser("finish", help="县：完成接入")
    finish.add_argument("file", metavar="FILE")
    finish.add_argument("--check", metavar="DIGITS", help="电话里听到的核对码")
    finish.set_defaults(run=_finish)
    enrol.add_parser("list", help="接入名单").set_defaults(run=_peers)
    revoke = enrol.add_parser("revoke", help="市：停用一台电脑，不再接收它的数据包")
    revoke.add_argument("device", metavar="DEVICE", help="接入名单中的电脑编号")
    revoke.set_defaults(run=_revoke)

    bundle = commands.add_parser("bundle", help="数据交换").add_subparsers(required=True, metavar="操作")
    export = bundle.add_parser("export", help="生成上报包（市：生成回执）")
    export.add_argument("folder", metavar="OUTDIR")
    export.set_defaults(run=_export)
    inspect = bundle.add_parser("inspect", help="查看数据包的外部信息")
    inspect.add_argument("file", metavar="FILE")
    inspect.set_defaults(run=_inspect)
    take = bundle.add_parser("import", help="导入数据包")
    take.add_argument("files", nargs="+", metavar="FILE")
    take.add_argument("--receipts", metavar="DIR", help="回执写到这个文件夹")
    take.set_defaults(run=_import)
    bundle.add_parser("status", help="每个数据包到了哪一步").set_defaults(run=_status)


def _request(session: Session, options: argparse.Namespace) -> Answer:
    made = Enrolment(session.desk).request(Path(options.out))
    return Answer(asdict(made), [f"申请文件：{made.path}", f"核对码：{made.check}（请打电话念给市总工会）"])


def _approve(session: Session, options: argparse.Namespace) -> Answer:
    with handing_out(options.recovery_out, "市级恢复密钥") as hand_out:
        made = Enrolment(session.desk).approve(
            Path(options.file), Path(options.out), options.check, options.again
        )
        if made.recovery_key:
            hand_out(made.recovery_key)
    data = {"path": made.path, "office": made.office, "org_code": made.org_code, "check": made.check}
    return Answer(data, [f"已批准 {made.office}：{made.path}", f"核对码：{made.check}（请打电话念给对方）"])


def _finish(session: Session, options: argparse.Namespace) -> Answer:
    joined = Enrolment(session.desk).finish(Path(options.file), options.check)
    return Answer(asdict(joined), [joined.message])


def _peers(session: Session, _options: argparse.Namespace) -> Answer:
    peers = Enrolment(session.desk).peers()
    lines = [
        f"{each.device}　{each.office}（{each.org_code}）　"
        + ("已停用" if each.revoked_ms is not None else f"有效期至 {local_day(each.valid_to_ms)}")
        for each in peers
    ]
    return Answer({"peers": [asdict(each) for each in peers]}, lines or ["还没有接入的单位。"])


def _revoke(session: Session, options: argparse.Namespace) -> Answer:
    Enrolment(session.desk).revoke(options.device)
    return Answer({"revoked": options.device}, ["已停用，以后不再接收这台电脑的数据包。"])


def _export(session: Session, options: argparse.Namespace) -> Answer:
    made = Exchange(session.desk).export(Path(options.folder))
    return Answer(asdict(made), [made.message, *made.paths])


def _inspect(session: Session, options: argparse.Namespace) -> Answer:
    found = Exchange(session.desk).inspect(Path(options.file))
    lines = [
        f"{found.kind}　{found.created}　{found.size} 字节",
        f"{found.sender} → {found.recipient}",
        found.state,
    ]
    return Answer(asdict(found), lines)


def _import(session: Session, options: argparse.Namespace) -> Answer:
    receipts = Path(options.receipts) if options.receipts else None
    results = Exchange(session.desk).import_files([Path(each) for each in options.files], receipts=receipts)
    lines = [f"{each.file}：{each.message}" for each in results]
    lines += sorted({f"回执：{each.receipt}" for each in results if each.receipt})
    return Answer(
        {"results": [asdict(each) for each in results]}, lines, ok=all(each.done for each in results)
    )


def _status(session: Session, _options: argparse.Namespace) -> Answer:
    exchange = Exchange(session.desk)
    pending, bundles = exchange.pending(), exchange.status()
    lines = [f"未确认的改动 {pending.records} 条，最近一次回执 {pending.last_receipt or '还没有'}。"]
    lines += [f"{each.id[:8]}　{each.kind}　{each.peer}　{each.state}" for each in bundles]
    return Answer({"pending": asdict(pending), "bundles": [asdict(each) for each in bundles]}, lines)
