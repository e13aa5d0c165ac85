"""argparse that speaks Chinese and leaves exiting to us."""

import argparse
import re
from datetime import date
from typing import Any, NoReturn

from hardship_desktop.domain.days import parse_day
from hardship_desktop.domain.errors import UserError

MOST_COPIES = 1000
"""Blank forms in one file."""
_SENTENCES = (
    (r"the following arguments are required: (.*)", "缺少参数：{0}。"),
    (r"unrecognized arguments: (.*)", "不认识的参数：{0}。"),
    (r"argument (.*): invalid choice: (.*?) \(choose.*", "{0} 不能是 {1}。"),
    (r"argument (.*): expected .*", "{0} 后面要写一个值。"),
    (r"argument (.*): not allowed with argument (.*)", "{0} 和 {1} 不能同时用。"),
    (r"one of the arguments (.*) is required", "下列参数要写一个：{0}。"),
    (r"argument (.*): invalid .* value: (.*)", "{0} 的值 {1} 不对。"),
    (r"argument (.*?): (.*[\u4e00-\u9fff].*)", "{0}：{1}"),
)


class WrongUsage(Exception):
    """The command line itself is wrong."""


class _Help(argparse.HelpFormatter):
    """Help in Chinese."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """The line of usage."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """Raises WrongUsage with a Chinese sentence instead of leaving the program."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=_Help, add_help=False, **options)
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        """Say it in Chinese."""
        for pattern, sentence in _SENTENCES:
            found = re.fullmatch(pattern, message)
            if found:
                raise WrongUsage(sentence.format(*found.groups()) + f"用法见 {self.prog} --help。")
        raise WrongUsage(f"命令写法不对，用法见 {self.prog} --help。")


def copies(text: str) -> int:
    """How many blank forms."""
    if not (text.isdecimal() and len(text) < 9 and 1 <= int(text) <= MOST_COPIES):
        raise argparse.ArgumentTypeError(f"份数应为 1 到 {MOST_COPIES}。")
    return int(text)


def day(text: str) -> date:
    """A day on the command line: 2026-03-05 or 20260305."""
    try:
        return parse_day(text, today=date.today())
    except UserError as error:
        raise argparse.ArgumentTypeError(error.message) from None
