"""backup, check."""

import argparse
import os
from pathlib import Path
from typing import Any

from hardship_desktop.cli.answer import Answer
from hardship_desktop.cli.session import Session, password
from hardship_desktop.services.backup import Backup, BackupInfo
from hardship_desktop.services.checkup import Checkup
from hardship_desktop.services.restore import Secret, restore, verify
from hardship_desktop.store.faults import plain_faults

RECOVERY_VARIABLE = "HARDSHIP_RECOVERY"


def add_commands(commands: Any) -> None:
    """Declare the commands of this file."""
    backup = commands.add_parser("backup", help="备份").add_subparsers(required=True, metavar="操作")
    create = backup.add_parser("create", help="备份到文件夹")
    create.add_argument("folder", metavar="DIR")
    create.set_defaults(run=_create)
    check = backup.add_parser("verify", help="核验备份文件")
    check.add_argument("file", metavar="FILE")
    check.set_defaults(run=_verify)
    back = backup.add_parser(
        "restore", help=f"把备份恢复到 --data 的文件夹；用密码，或环境变量 {RECOVERY_VARIABLE} 里的恢复码"
    )
    back.add_argument("file", metavar="FILE")
    back.set_defaults(run=_restore)
    whole = commands.add_parser("check", help="检查数据是否完好")
    whole.add_argument("--repair", action="store_true", help="重建可由记录推算的名册和检索")
    whole.set_defaults(run=_check)


def _create(session: Session, options: argparse.Namespace) -> Answer:
    folder, backup = Path(options.folder), Backup(session.desk)
    with plain_faults():
        folder.mkdir(exist_ok=True)
    return _told(backup.create(folder), "已备份并核验")


def _verify(session: Session, options: argparse.Namespace) -> Answer:
    return _told(verify(Path(options.file), _secret(session)), "备份完好")


def _restore(session: Session, options: argparse.Namespace) -> Answer:
    done = restore(Path(options.file), session.folder, _secret(session))
    answer = _told(done.info, "已恢复")
    answer.data |= {"data": session.folder, "former": done.replaced, "missing_attachments": done.missing}
    answer.lines.append(done.message)
    return answer


def _check(session: Session, options: argparse.Namespace) -> Answer:
    checkup = Checkup(session.desk)
    if options.repair:
        checkup.repair()
    report = checkup.run()
    findings = [{"what": f.what, "where": f.where, "todo": f.todo} for f in report.findings]
    lines = [f"{f['what']}（{f['where']}）：{f['todo']}" for f in findings] or ["检查完毕，数据完好。"]
    return Answer({"ok": report.ok, "findings": findings}, lines, ok=report.ok)


def _secret(session: Session) -> Secret:
    recovery = os.environ.get(RECOVERY_VARIABLE)
    if recovery:
        return Secret(recovery=recovery)
    return Secret(user=session.user, password=password())


def _told(info: BackupInfo, verb: str) -> Answer:
    return Answer(
        {"path": info.path, "bytes": info.bytes, "counts": info.counts, "attachments": info.attachments},
        [f"{verb}：{info.path}（{info.counts.get('household', 0)} 户 {info.counts.get('person', 0)} 人）"],
    )
