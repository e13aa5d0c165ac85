"""The open desk of one command."""

import argparse
import getpass
import os
import sys
from pathlib import Path

from hardship_desktop.domain.errors import UserError
from hardship_desktop.services.accounts import log_in
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.folders import default_data_folder

PASSWORD_VARIABLE = "HARDSHIP_PASSWORD"


class Session:
    """Logs in when a command first needs the desk."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.folder = Path(options.data) if options.data else default_data_folder()
        self.user = options.user
        self.clock_is_right: bool = options.clock_is_right
        self._desk: Desk | None = None

    @property
    def desk(self) -> Desk:
        """The open store as the user named."""
        if self._desk is None:
            self._desk = log_in(self.folder, self.user, password())
            if self.clock_is_right:
                self._desk.store.trust_clock()
        return self._desk

    def adopt(self, desk: Desk) -> Desk:
        """Take over a desk that a command opened itself."""
        self._desk = desk
        return desk

    def close(self) -> None:
        """Let go of the file."""
        if self._desk is not None:
            self._desk.store.close()


def password(prompt: str = "密码：") -> str:
    """From the environment, else from a prompt."""
    given = os.environ.get(PASSWORD_VARIABLE)
    if given is not None:
        return given
    if sys.stdin is None or not sys.stdin.isatty():
        raise UserError(f"请用环境变量 {PASSWORD_VARIABLE} 给出密码，或在终端里运行。", code="password")
    return getpass.getpass(prompt)
