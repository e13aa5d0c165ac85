"""Where the files are that belong to the program but are not Python: fonts, icons, help, migrations.

They lie beside the package in a checkout and in a packaged program (PyInstaller keeps the same
layout in its folder), and in `_data` inside the package when it was installed from a wheel.
"""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def data_root(package: Path = PACKAGE) -> Path:
    """The folder that holds `resources/` and `migrations/` for the package lying at `package`."""
    installed = package / "_data"
    return installed if installed.is_dir() else package.parent


def resource(*parts: str) -> Path:
    """The file or folder `resources/<parts>`, such as `resource("icons", "plus.svg")`."""
    return data_root().joinpath("resources", *parts)


def migrations_dir() -> Path:
    """The folder with Alembic's `env.py` and `versions/`."""
    return data_root() / "migrations"
