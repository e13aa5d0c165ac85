"""case list, case take, case due: the steps of a household's file."""

import argparse
from typing import Any

from hardship_desktop.cli.answer import Answer
from hardship_desktop.cli.session import Session
from hardship_desktop.domain.codes.household import STATUS
from hardship_desktop.domain.household_flow import STEP
from hardship_desktop.services.desk import Desk, Key
from hardship_desktop.services.flows import Case, Flows
from hardship_desktop.services.printing import Printing

_TOLD = ("happened_on", "step", "state", "exit_kind", "opinion", "doc_no", "reason")
_OPTIONS = {
    "happened_on": ("--day", "D", "哪一天办的，默认今天"),
    "opinion": ("--opinion", "T", "意见"),
    "doc_no": ("--doc-no", "N", "文号"),
    "reason": ("--reason", "T", "原因"),
    "exit_kind": ("--exit-kind", "K", "退出原因"),
    "state": ("--state", "S", "接续登记时，现在的状态"),
}


def add_commands(commands: Any) -> None:
    """Declare the commands of this file."""
    case = commands.add_parser("case", help="办理环节").add_subparsers(required=True, metavar="操作")
    listing = case.add_parser("list", help="一户的状态、办过的环节和下一步")
    listing.add_argument("archive_no", metavar="ARCHIVE_NO")
    listing.set_defaults(run=_list)
    take = case.add_parser("take", help="登记一个环节")
    take.add_argument("archive_no", metavar="ARCHIVE_NO")
    take.add_argument("step", metavar="STEP", help="、".join(f"{e.code}（{e.label}）" for e in STEP.entries))
    for name, (option, meta, text) in _OPTIONS.items():
        take.add_argument(option, dest=name, metavar=meta, help=text)
    take.set_defaults(run=_take)
    case.add_parser("due", help="到期要办的户，登记有矛盾的在前").set_defaults(run=_due)


def _key(desk: Desk, archive_no: str) -> Key:
    return Printing(desk).choose([archive_no])[0]


def _list(session: Session, options: argparse.Namespace) -> Answer:
    return _shown(options.archive_no, Flows(session.desk).case(_key(session.desk, options.archive_no)))


def _take(session: Session, options: argparse.Namespace) -> Answer:
    flows, today = Flows(session.desk), session.desk.today
    key = _key(session.desk, options.archive_no)
    fields = {field.name: field for field in Flows.record_fields()}
    said = {name: text for name in _OPTIONS if (text := getattr(options, name)) is not None}
    values = {name: fields[name].parse(text, today=today) for name, text in said.items()}
    changed = flows.take(key[1], STEP.find(options.step) or options.step, {"happened_on": today, **values})
    answer = _shown(options.archive_no, flows.case(key))
    return Answer(answer.data, [changed.message, answer.lines[0]])


def _shown(archive_no: str, case: Case) -> Answer:
    fields = {field.name: field for field in Flows.record_fields()}
    data = {
        "archive_no": archive_no,
        "state": case.standing.state,
        "conflict": bool(case.standing.rivals),
        "notice": case.notice,
        "due": case.standing.due,
        "steps": [{name: step[name] for name in (*_TOLD, "who", "role")} for step in case.steps],
        "allowed": [{"step": s.name, "needs": s.needs, "prints": s.prints} for s in case.allowed],
    }
    lines = [f"{archive_no}：{case.state_text}。{case.notice}"]
    for step in case.steps:
        words = (fields[name].format(step[name]) for name in _TOLD)
        lines.append("　".join(filter(None, (*words, step["who"]))))
    if case.allowed:
        lines.append("可以登记：" + "、".join(f"{each.label}（{each.name}）" for each in case.allowed))
    return Answer(data, lines)


def _due(session: Session, _options: argparse.Namespace) -> Answer:
    rows = Flows(session.desk).due()
    data = [{name: value for name, value in row.items() if name != "key"} for row in rows]
    lines = [
        f"{row['due'] or '登记有矛盾'}　{row['archive_no'] or ''}　{row['head_name'] or ''}　"
        f"{STATUS.text(row['state'])}"
        for row in rows
    ]
    return Answer({"due": data}, lines or ["没有到期要办的户。"])
