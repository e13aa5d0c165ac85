"""import households, export households."""

import argparse
from pathlib import Path
from typing import Any

from hardship_desktop.cli.answer import Answer
from hardship_desktop.cli.session import Session
from hardship_desktop.domain.errors import UserError
from hardship_desktop.services.workbooks.exporting import WorkbookOut
from hardship_desktop.services.workbooks.importing import WorkbookIn
from hardship_desktop.services.workbooks.results import Outcome


def add_commands(commands: Any) -> None:
    """Declare the commands of this file."""
    imports = commands.add_parser("import", help="导入").add_subparsers(required=True, metavar="内容")
    households = imports.add_parser("households", help="从表格导入户档和家庭成员")
    households.add_argument("files", nargs="+", metavar="FILE")
    households.add_argument("--dry-run", action="store_true", help="只检查，不写入")
    households.add_argument("--errors", metavar="OUT.xlsx", help="把问题批注到表格副本")
    households.set_defaults(run=_import)

    exports = commands.add_parser("export", help="导出").add_subparsers(required=True, metavar="内容")
    out = exports.add_parser("households", help="导出户档和家庭成员为表格")
    out.add_argument("out", metavar="OUT.xlsx")
    out.add_argument("--reveal", action="store_true", help="不遮盖证件号等敏感内容（须写原因，会留痕）")
    out.add_argument("--reason", default="", metavar="TEXT", help="导出原因")
    out.set_defaults(run=_export)


def _import(session: Session, options: argparse.Namespace) -> Answer:
    service = WorkbookIn(session.desk)
    checked = service.dry_run(options.files)
    found: Outcome = checked if options.dry_run else service.apply(checked)
    annotated: list[str] = []
    if options.errors:
        annotated = service.write_errors(options.files, [*found.rejected, *found.warnings], options.errors)
    data = found.to_json() | {"dry_run": options.dry_run, "annotated": annotated}
    verb = "将导入" if options.dry_run else "已导入"
    lines = [
        f"{verb} {found.imported.households} 户 {found.imported.members} 人，"
        f"更新 {found.updated.households} 户，没有变化 {found.same} 户，未导入 {found.left_out} 户。"
    ]
    lines += [f"  {sheet.sentence}" for file in found.files for sheet in file.sheets]
    for problem in (*found.rejected, *found.warnings):
        place = f"{problem.file} {problem.sheet} {problem.column}{problem.row or ''}".strip()
        lines.append(f"  {place}：{problem.sentence}")
    lines += [f"已写出带批注的表格：{path}" for path in annotated]
    return Answer(data, lines, ok=not found.rejected)


def _export(session: Session, options: argparse.Namespace) -> Answer:
    if options.reveal and not options.reason.strip():
        raise UserError("不遮盖导出须用 --reason 写明原因。", code="reason")
    made = WorkbookOut(session.desk).households(
        Path(options.out), reveal=options.reveal, reason=options.reason
    )
    return Answer(
        {
            "path": options.out,
            "households": made.households,
            "members": made.members,
            "revealed": options.reveal,
        },
        [f"已导出 {made.households} 户 {made.members} 人：{options.out}"],
    )
