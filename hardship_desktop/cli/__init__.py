"""The command line: the same services without a window. The names are a contract (README)."""

from collections.abc import Sequence
from contextlib import redirect_stdout
from io import StringIO

from hardship_desktop import app
from hardship_desktop.cli import cases, exchange, lists, measure, office, paper, safety, sheets
from hardship_desktop.cli.answer import Answer, close_mouth, complain, open_mouth, show
from hardship_desktop.cli.parser import Parser, WrongUsage
from hardship_desktop.cli.session import Session
from hardship_desktop.domain.progress import Cancelled
from hardship_desktop.services.folders import state_folder
from hardship_desktop.services.reporting import crash_report, keep_report
from hardship_desktop.store.faults import explain

CLOCK_IS_RIGHT = "--clock-is-right"
GROUPS = (office, sheets, cases, lists, paper, exchange, safety, measure)


def parser() -> Parser:
    """All commands; each group of them is one file beside this one."""
    top = Parser(prog="hardship-desktop", description="困难职工帮扶工作台；不带命令时打开窗口。")
    top.add_argument("--data", metavar="DIR", help="数据文件夹")
    top.add_argument("--user", metavar="NAME", help="用户名；只有一个用户时可省略")
    top.add_argument("--json", action="store_true", help="只输出一个 JSON 对象")
    top.add_argument(CLOCK_IS_RIGHT, action="store_true", help="电脑日期离上次保存很远，但确实没错")
    commands = top.add_subparsers(dest="command", metavar="命令", parser_class=Parser)
    for group in GROUPS:
        group.add_commands(commands)
    return top


def run(arguments: Sequence[str]) -> int:
    """Carry out one command line; gives the exit status (0 done, 1 refused, 2 wrong usage)."""
    as_json = "--json" in arguments
    open_mouth(as_json=as_json)
    try:
        try:
            with redirect_stdout(StringIO()) as printed:
                # Whoever is told of this option writes it at the end of the same line.
                options = parser().parse_args(sorted(arguments, key=CLOCK_IS_RIGHT.__ne__))
        except SystemExit:  # --help
            return show(Answer({"help": printed.getvalue()}, [printed.getvalue().rstrip()]), as_json=as_json)
        as_json = options.json
        session = Session(options)
        if options.command is None:
            return app.open_window(None if options.data is None else session.folder)
        try:
            return show(options.run(session, options), as_json=as_json)
        finally:
            session.close()
    except WrongUsage as error:
        return complain(str(error), "usage", as_json=as_json, status=2)
    except (KeyboardInterrupt, Cancelled):
        return complain("已取消，没有改动。", "cancelled", as_json=as_json)
    except UnicodeEncodeError:
        sentence = "命令行或环境变量里有无法识别的字符，请检查终端的编码后再试。"
        return complain(sentence, "encoding", as_json=as_json)
    except BrokenPipeError:
        close_mouth()
        return 1
    except Exception as error:
        known = explain(error)
        if known:
            told = f"{known.message}日期确实没错的，在命令后面加上 {CLOCK_IS_RIGHT}。"
            message = told if known.code == "clock" else known.message
            return complain(message, known.code or "refused", as_json=as_json)
        report = keep_report(crash_report(error), state_folder())
        todo = f"错误报告（不含个人信息）在 {report}，请发给技术支持。" if report else "请联系技术支持。"
        return complain(f"程序遇到意外错误，没有保存改动；{todo}", "internal", as_json=as_json)
