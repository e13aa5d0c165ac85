"""print visit-forms, print archive."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hardship_desktop.cli.answer import Answer
from hardship_desktop.cli.parser import copies
from hardship_desktop.cli.session import Session
from hardship_desktop.domain.errors import UserError
from hardship_desktop.services.archive_paper import write_archive
from hardship_desktop.services.desk import Key
from hardship_desktop.services.printing import Printing


def add_commands(commands: Any) -> None:
    """Declare the commands of this file."""
    papers = commands.add_parser("print", help="打印").add_subparsers(required=True, metavar="文书")
    forms = papers.add_parser("visit-forms", help="入户走访表")
    forms.add_argument("out", metavar="OUT.pdf")
    which = forms.add_mutually_exclusive_group(required=True)
    which.add_argument("--all", action="store_true", help="全部户")
    which.add_argument("--due", action="store_true", help="今年还没有走访的户")
    which.add_argument("--archive-no", nargs="+", default=[], metavar="N", help="这些档案编号")
    which.add_argument("--blank", nargs="?", const=1, type=copies, default=0, metavar="N", help="空白表 N 份")
    forms.set_defaults(run=_visit_forms)
    one = papers.add_parser("archive", help="一户的困难职工档案表")
    one.add_argument("out", metavar="OUT.(pdf|xlsx|docx)")
    one.add_argument("--archive-no", required=True, metavar="N", help="档案编号")
    one.add_argument("--reveal", action="store_true", help="不遮盖证件号等敏感内容（须写原因，会留痕）")
    one.add_argument("--reason", default="", metavar="TEXT", help="不遮盖的原因")
    one.set_defaults(run=_archive)


def _visit_forms(session: Session, options: argparse.Namespace) -> Answer:
    printing = Printing(session.desk)
    keys: Sequence[Key] = ()
    if options.due:
        keys = printing.due()
    elif not options.blank:
        keys = printing.choose(options.archive_no)
    made = printing.visit_forms(Path(options.out), keys, blank=options.blank)
    missing = [{"character": m.character, "code_point": m.code_point, "where": m.where} for m in made.missing]
    lines = [f"已生成 {made.forms} 份走访表，共 {made.pages} 页：{made.path}"]
    lines += [f"缺字：{m['where']} 的 {m['code_point']}，打印时以方框和编码代替。" for m in missing]
    return Answer({"path": made.path, "forms": made.forms, "pages": made.pages, "missing": missing}, lines)


def _archive(session: Session, options: argparse.Namespace) -> Answer:
    if options.reveal and not options.reason.strip():
        raise UserError("不遮盖打印须用 --reason 写明原因。", code="reason")
    out, reason = Path(options.out), options.reason if options.reveal else ""
    (key,) = Printing(session.desk).choose([options.archive_no])
    write_archive(session.desk, out, key, reason=reason)
    return Answer({"path": out, "revealed": options.reveal}, [f"已生成档案表：{out}"])
