"""The table of pages is whole: what a page is opened by is in it, and every page explains itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import hardship_desktop
from hardship_desktop.app.pages import PAGES
from hardship_desktop.gui.pages.settings import SECTIONS, SectionSpec
from hardship_desktop.gui.shell.pages import PageSpec
from hardship_desktop.resources import resource


def opened() -> Iterator[str]:
    """Every name that the program opens a page by."""
    for path in Path(hardship_desktop.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and "ways.open" in ast.unparse(node):
                name = node.args[0]
                choices = (name.body, name.orelse) if isinstance(name, ast.IfExp) else (name,)
                yield from (str(each.value) for each in choices if isinstance(each, ast.Constant))


@pytest.mark.parametrize("spec", [*PAGES, *SECTIONS], ids=lambda spec: spec.name)
def test_a_page_has_a_title_and_a_help_text(spec: PageSpec | SectionSpec) -> None:
    assert spec.title
    text = resource("help", f"{spec.help}.md").read_text(encoding="utf-8")
    assert text.startswith("# ")


def test_a_page_stands_in_the_table_once() -> None:
    assert len({spec.name for spec in PAGES}) == len(PAGES)


def test_what_is_opened_stands_in_the_table() -> None:
    names = {spec.name for spec in PAGES}
    found = set(opened())
    assert {"household", "visit", "secret"} <= found
    assert found <= names
