"""The locked requirements are complete and exact, and packaging/dev.py sets up what is missing."""

import ast
import importlib.util
import multiprocessing
import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from types import ModuleType

import pytest
from hatchling.builders.wheel import WheelBuilder
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import hardship_desktop.__main__

ROOT = Path(__file__).resolve().parents[2]
LOCKED = sorted((ROOT / "packaging").glob("requirements*.txt"))
PIN = re.compile(r"([a-z0-9-]+)==([0-9.]+)( ; [a-z_]+ == \"\w+\")?(?: \\\n    --hash=sha256:[0-9a-f]{64})+\n")


def pins(*names: str) -> dict[str, str]:
    """Locked versions by package name."""
    texts = [(ROOT / "packaging" / f"{name}.txt").read_text(encoding="utf-8") for name in names]
    return {match[1]: match[2] for text in texts for match in PIN.finditer(text)}


def test_a_packaged_program_that_is_started_for_long_work_opens_no_window(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def work() -> None:
        raise SystemExit(7)

    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "argv", ["hardship-desktop", "--multiprocessing-fork", "pipe_handle=9"])
    monkeypatch.setattr(multiprocessing, "freeze_support", work)
    with pytest.raises(SystemExit) as ended:
        hardship_desktop.__main__.main()
    assert ended.value.code == 7


@pytest.mark.parametrize("path", LOCKED, ids=lambda path: path.stem)
def test_a_locked_list_is_nothing_but_exact_pins_with_hashes(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    body = "".join(line for line in lines if not line.startswith("#"))
    assert PIN.search(body)
    assert PIN.sub("", body) == ""


def test_the_program_asks_for_the_packages_that_are_locked_for_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "packaging/requirements.in").read_text("utf-8"), re.M))
    asked = [Requirement(line) for line in project["dependencies"]]
    assert {requirement.name for requirement in asked} == named
    locked = pins("requirements")
    assert all(requirement.specifier.contains(locked[requirement.name]) for requirement in asked)


@pytest.mark.parametrize(
    "lists", [["requirements"], ["requirements", "requirements-dev"], ["requirements-build"]]
)
@pytest.mark.parametrize(
    "system", [("linux", "Linux", "posix"), ("win32", "Windows", "nt")], ids=lambda s: s[0]
)
def test_whatever_a_locked_package_needs_is_locked_too(
    lists: list[str], system: tuple[str, str, str]
) -> None:
    locked = pins(*lists)
    here = dict(zip(("sys_platform", "platform_system", "os_name"), system, strict=True)) | {"extra": ""}
    installed = {str(canonicalize_name(found.name)): found for found in metadata.distributions()}
    for name in locked.keys() & installed.keys():
        for line in installed[name].requires or []:
            needed = Requirement(line)
            if needed.marker is None or needed.marker.evaluate(here):
                version = locked.get(canonicalize_name(needed.name))
                assert version, f"{name} needs {line} on {system[0]}"
                assert needed.specifier.contains(version), f"{name} needs {line}"


def test_lists_that_are_installed_together_agree() -> None:
    locked = [pins(path.stem) for path in LOCKED]
    for name in set().union(*locked):
        assert len({each[name] for each in locked if name in each}) == 1, name


def test_what_is_installed_here_is_what_is_locked() -> None:
    locked = pins("requirements", "requirements-dev")
    locked.pop("colorama")
    assert {name: metadata.version(name) for name in locked} == locked


def test_the_wheel_carries_fonts_icons_and_migrations_where_the_program_looks_for_them() -> None:
    files = {Path(file.distribution_path) for file in WheelBuilder(str(ROOT)).recurse_included_files()}
    data = Path("hardship_desktop") / "_data"
    assert data / "migrations" / "env.py" in files
    assert data / "resources" / "fonts" / "HanaMinB.ttf" in files
    assert data / "resources" / "icons" / "app.svg" in files
    assert Path("hardship_desktop") / "resources.py" in files
    assert {file.parts[0] for file in files} == {"hardship_desktop"}


@pytest.fixture
def dev() -> ModuleType:
    """packaging/dev.py as a module of its own for one test."""
    spec = importlib.util.spec_from_file_location("dev", ROOT / "packaging" / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_dev_can_be_read_by_an_old_python_to_tell_that_it_is_too_old() -> None:
    source = (ROOT / "packaging" / "dev.py").read_text(encoding="utf-8")
    assert ast.parse(source, feature_version=(3, 9))


def test_another_python_is_refused_by_its_version(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setenv("PATH", "")
    assert dev.main(["run"]) == 1
    assert "this is Python 3.9, but Python 3.11 is needed" in capsys.readouterr().err


def test_without_root_one_command_is_named(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "missing_packages", lambda: ["libgl1", "libegl1"])
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000, raising=False)
    assert dev.main(["test"]) == 1
    assert "sudo apt-get update && sudo apt-get install -y libgl1 libegl1\n" in capsys.readouterr().err


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="apt is for Linux")
def test_only_what_is_missing_is_named(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "OFFSCREEN", {"libc.so.6": "libc6", "libnobody-has-this.so.9": "libnobody"})
    monkeypatch.setattr(dev, "has_display", lambda: False)
    assert "libc6" not in dev.missing_packages()
    assert dev.missing_packages()[-1] == "libnobody"


def test_other_requirements_make_the_environment_anew(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = dev.fingerprint()
    assert dev.fingerprint() == before
    changed = tmp_path / "requirements.txt"
    changed.write_bytes(dev.REQUIREMENTS[0].read_bytes() + b"one-more==1.0\n")
    monkeypatch.setattr(dev, "REQUIREMENTS", [changed, *dev.REQUIREMENTS[1:]])
    assert dev.fingerprint() != before


def test_a_whole_environment_is_left_alone_and_a_half_made_one_is_not(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    commands: list[tuple[str, ...]] = []
    monkeypatch.setattr(dev, "quiet", lambda *command: commands.append(command))
    monkeypatch.setattr(dev, "starts", lambda: True)
    monkeypatch.setattr(dev, "READY", tmp_path / "ready")
    dev.make_environment()
    assert commands[0][1:4] == ("-m", "venv", "--clear")
    assert {"--require-hashes", "--no-deps"} <= set(commands[1])
    commands.clear()
    dev.make_environment()
    assert commands == []


def test_a_failing_check_does_not_keep_the_tests_from_running_but_fails_the_whole(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[str] = []

    def call(command: list[str], **_: str) -> int:
        called.append(" ".join(command[1:]) or Path(command[0]).name)
        return int("mypy" in command)

    monkeypatch.setattr(dev, "call", call)
    assert dev.test(["-k", "name"]) == 1
    assert called == [
        "-m ruff check",
        "-m ruff format --check",
        "-m mypy",
        "lint-imports",
        "-m pytest -n 2 -k name",
    ]
