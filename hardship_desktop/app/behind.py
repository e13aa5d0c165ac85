"""What the login has no need of: loaded on a thread while the person types the password."""

from hardship_desktop.app.workplace import Workplace
from hardship_desktop.gui.pages.bare_windows import RestoreWindow, SetPassword, Waiting
from hardship_desktop.gui.pages.first_run import FirstRun
from hardship_desktop.gui.shell.room import Outside
from hardship_desktop.services import accounts

__all__ = ["FirstRun", "Outside", "RestoreWindow", "SetPassword", "Waiting", "Workplace", "accounts"]
