"""Where the platform keeps the files of this program; known before anything is opened."""

from pathlib import Path

from platformdirs import user_data_path, user_state_path

APP = "hardship-desktop"


def default_data_folder() -> Path:
    """The platform's place for the data of this user."""
    return user_data_path(APP, appauthor=False)


def state_folder() -> Path:
    """Where the rollback witness stands: another folder of the operating system than the data."""
    return user_state_path(APP, appauthor=False)
