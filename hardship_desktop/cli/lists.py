"""list NAME: any list of the program as text, JSON, workbook or paper."""

import argparse
from pathlib import Path
from typing import Any

from hardship_desktop.cli.answer import Answer
from hardship_desktop.cli.session import Session
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.lists import Chosen, Sort, Wanted
from hardship_desktop.services.lists.out import ListOut, find_list
from hardship_desktop.services.lists.registry import LISTS


def add_commands(commands: Any) -> None:
    """Declare the command of this file."""
    command = commands.add_parser("list", help="任何一个列表：显示、导出或打印成文件")
    command.add_argument("name", metavar="NAME", help="、".join(LISTS))
    command.add_argument(
        "--filter", action="append", default=[], metavar="列=值", help="可多个；值用逗号隔开"
    )
    command.add_argument("--text", default="", help="查找的字")
    command.add_argument("--sort", default="", metavar="列", help="按哪一列排")
    command.add_argument("--descending", action="store_true", help="从大到小")
    command.add_argument("--columns", default="", metavar="列,列", help="要哪些列")
    command.add_argument("--bin", action="store_true", help="回收站里的")
    command.add_argument("--out", metavar="OUT.xlsx|OUT.pdf", help="写成表格或可打印的文件")
    command.add_argument("--reveal", action="store_true", help="不遮盖证件号等敏感内容（须写原因，会留痕）")
    command.add_argument("--reason", default="", metavar="TEXT", help="不遮盖的原因")
    command.set_defaults(run=_list)


def _list(session: Session, options: argparse.Namespace) -> Answer:
    if options.reveal and not options.reason.strip():
        raise UserError("不遮盖须用 --reason 写明原因。", code="reason")
    listing = find_list(session.desk, options.name)
    picks = {}
    for each in options.filter:
        name, told, text = each.partition("=")
        if not told:
            raise UserError(f"--filter 应写成 列=值，例如 tier=深度困难；现在是“{each}”。", code="filter")
        picks[name] = listing.picked(name, text)
    columns = tuple(filter(None, options.columns.split(",")))
    chosen = Chosen(picks, options.text, options.bin)
    reason = options.reason if options.reveal else ""
    sort: Sort | None = (options.sort, options.descending) if options.sort else None
    out = ListOut(session.desk, Wanted(options.name, chosen, sort, columns, reason=reason))
    if options.out:
        count = out.write(Path(options.out))
        said = f"已导出{out.spec.title} {count:,} {out.spec.noun}：{options.out}"
        return Answer({"path": options.out, "rows": count, "revealed": options.reveal}, [said])
    return _shown(out)


def _shown(out: ListOut) -> Answer:
    rows = [
        {column.name: column.text(row, masked=out.masked) for column in out.columns} for row in out.rows()
    ]
    header = "\t".join(column.label for column in out.columns)
    lines = ["\t".join(row.values()) for row in rows]
    total = f"共 {len(rows):,} {out.spec.noun}"
    labels = {column.name: column.label for column in out.columns}
    return Answer({"list": out.spec.name, "columns": labels, "rows": rows}, [header, *lines, total])
