"""The whole road on the command line, as the city's batch jobs and telephone support walk it."""

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from hardship_desktop import cli
from hardship_desktop.store import safefile
from hardship_desktop.store.folder_lock import FolderLock

SAMPLES = Path(__file__).parents[1] / "data" / "workbooks"


class Office:
    """One office whose commands answer in JSON."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def __call__(self, *words: str, status: int = 0) -> dict[str, Any]:
        assert cli.run(["--data", str(self.folder), "--json", *words]) == status, self._capsys.readouterr()
        out, _err = self._capsys.readouterr()
        answer = json.loads(out)
        assert isinstance(answer, dict)
        return answer


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("HARDSHIP_PASSWORD", "qinghe-2026")
    monkeypatch.delenv("HARDSHIP_RECOVERY", raising=False)
    return tmp_path


@pytest.fixture
def county(here: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    office = Office(here / "county", capsys)
    made = office(
        *("init", "--org-code", "530326", "--org-name", "清河县总工会", "--role", "county"),
        *("--recovery-out", str(here / "recovery.txt")),
    )
    assert made["role"] == "county"
    return office


@pytest.fixture
def city(here: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    office = Office(here / "city", capsys)
    office(
        *("init", "--org-code", "530300", "--org-name", "南州市总工会", "--role", "city"),
        *("--recovery-out", str(here / "city-recovery.txt")),
    )
    return office


def test_the_recovery_code_is_only_where_it_was_told_to_be(county: Office, here: Path) -> None:
    code = (here / "recovery.txt").read_text().strip()
    assert len(code) == 29
    assert all(code.encode() not in path.read_bytes() for path in county.folder.rglob("*") if path.is_file())


def test_from_a_workbook_to_a_receipt(county: Office, city: Office, here: Path) -> None:
    sample = str(SAMPLES / "member_rows.xlsx")
    dry = county("import", "households", sample, "--dry-run")
    done = county("import", "households", sample)
    assert done["imported"] == dry["imported"]
    assert done["imported"]["members"] > done["imported"]["households"] > 0
    again = county("import", "households", sample)
    assert (again["imported"], again["updated"]) == ({"households": 0, "members": 0},) * 2

    asked = county("enrol", "request", str(here / "ask.enrol"))
    approved = city(
        "enrol", "approve", str(here / "ask.enrol"), str(here / "yes.enrol"), "--check", asked["check"]
    )
    county("enrol", "finish", str(here / "yes.enrol"), "--check", approved["check"])

    (bundle,) = county("bundle", "export", str(here / "out"))["paths"]
    assert city("bundle", "inspect", bundle)["for_us"]
    (result,) = city("bundle", "import", bundle)["results"]
    assert result["state"] == "applied"
    assert city("bundle", "import", bundle)["results"][0]["state"] == "known"
    assert county("bundle", "import", result["receipt"])["results"][0]["state"] == "applied"
    assert county("bundle", "status")["pending"]["records"] == 0
    assert county("check")["ok"]
    assert city("check")["ok"]


def test_a_lost_computer_is_listed_and_barred(county: Office, city: Office, here: Path) -> None:
    assert city("enrol", "list")["peers"] == []
    county("enrol", "request", str(here / "ask.enrol"))
    city("enrol", "approve", str(here / "ask.enrol"), str(here / "yes.enrol"))
    county("enrol", "finish", str(here / "yes.enrol"))
    (bundle,) = county("bundle", "export", str(here / "out"))["paths"]
    (peer,) = city("enrol", "list")["peers"]
    assert (peer["office"], peer["org_code"], peer["revoked_ms"]) == ("清河县总工会", "530326", None)
    for unknown in ("00" * 16, "清河"):
        assert city("enrol", "revoke", unknown, status=1)["error"]["code"] == "unknown_device"
    city("enrol", "revoke", peer["device"])
    assert city("enrol", "list")["peers"][0]["revoked_ms"] is not None
    assert city("bundle", "import", bundle, status=1)["results"][0]["code"] == "bundle_revoked"


def test_export_is_masked_unless_a_reason_is_given(county: Office, here: Path) -> None:
    county("import", "households", str(SAMPLES / "member_rows.xlsx"))
    county("export", "households", str(here / "masked.xlsx"))
    refused = county("export", "households", str(here / "open.xlsx"), "--reveal", status=1)
    assert refused["error"]["code"] == "reason"
    assert not (here / "open.xlsx").exists()
    county("export", "households", str(here / "open.xlsx"), "--reveal", "--reason", "年度核对")
    again = county("import", "households", str(here / "open.xlsx"))
    assert (again["imported"]["households"], again["updated"]["households"]) == (0, 0)


def test_any_list_is_a_command(county: Office, here: Path) -> None:
    county("import", "households", str(SAMPLES / "member_rows.xlsx"))
    shown = county("list", "households", "--sort", "archive_no", "--descending")
    assert shown["columns"]["head_name"] == "户主"
    assert [row["archive_no"] for row in shown["rows"]] == sorted(
        (row["archive_no"] for row in shown["rows"]), reverse=True
    )
    tier = shown["rows"][0]["tier"]
    assert {row["tier"] for row in county("list", "households", "--filter", f"tier={tier}")["rows"]} == {tier}
    masked = county("list", "households", "--columns", "head_name,id_no")["rows"][0]["id_no"]
    assert "*" in masked
    assert county("list", "households", "--reveal", status=1)["error"]["code"] == "reason"
    told = county("list", "households", "--columns", "id_no", "--reveal", "--reason", "核对")
    assert "*" not in told["rows"][0]["id_no"]
    number = shown["rows"][0]["archive_no"]
    assert county("list", "history", "--filter", f"household_id={number}")["rows"]
    for name in ("visits", "aids", "batches", "users", "bundles", "parameters", "backups"):
        county("list", name, "--out", str(here / f"{name}.xlsx"))
        county("list", name, "--out", str(here / f"{name}.pdf"))
    assert "visits" in county("list", "visit", status=1)["error"]["message"]


def test_an_archive_form_is_masked_unless_a_reason_is_given(county: Office, here: Path) -> None:
    county("import", "households", str(SAMPLES / "member_rows.xlsx"))
    number = county("list", "households")["rows"][0]["archive_no"]
    for ending in ("pdf", "xlsx", "docx"):
        county("print", "archive", str(here / f"form.{ending}"), "--archive-no", number)
        assert (here / f"form.{ending}").stat().st_size > 5000
    ask = ("print", "archive", str(here / "open.xlsx"), "--archive-no", number, "--reveal")
    assert county(*ask, status=1)["error"]["code"] == "reason"
    assert not (here / "open.xlsx").exists()
    county(*ask, "--reason", "存档")
    wrong = county("print", "archive", str(here / "form.txt"), "--archive-no", number, status=1)
    assert wrong["error"]["code"] == "file_name"
    assert (
        county("print", "archive", "x.pdf", "--archive-no", "没有", status=1)["error"]["code"] == "archive_no"
    )


def test_forms_backups_parameters_and_search(county: Office, here: Path) -> None:
    county("import", "households", str(SAMPLES / "member_rows.xlsx"))
    forms = county("print", "visit-forms", str(here / "forms.pdf"), "--all")
    assert forms["forms"] > 0
    assert (here / "forms.pdf").read_bytes().startswith(b"%PDF")
    county("print", "visit-forms", str(here / "blank.pdf"), "--blank")

    number = county("list", "households")["rows"][0]["archive_no"]
    before = county("case", "list", number)
    assert (before["state"], before["steps"], before["conflict"]) == ("draft", [], False)
    refused = county("case", "take", number, "批准", status=1)["error"]
    assert (refused["code"], "不能登记“批准”" in refused["message"]) == ("out_of_turn", True)
    county("case", "take", number, "接续登记", "--state", "在档")
    left = county("case", "take", number, "exit", "--exit-kind", "脱困", "--day", "2026-03-05")
    assert (left["state"], left["steps"][0]["happened_on"]) == ("exited", "2026-03-05")
    back = county("case", "take", number, "返困恢复", "--reason", "再次患病")
    assert (back["state"], {each["step"] for each in back["steps"]}) == (
        "active",
        {"take_over", "exit", "back"},
    )
    assert [each["archive_no"] for each in county("case", "due")["due"]] == [number]
    assert county("case", "list", "没有的", status=1)["error"]["code"] == "archive_no"

    backup = county("backup", "create", str(here / "stick"))
    assert county("backup", "verify", backup["path"])["counts"] == backup["counts"]
    county("backup", "restore", backup["path"])
    assert county("check")["ok"]

    preset = Path("resources/parameters/default.json")
    assert county("params", "load", str(preset), "--valid-from", "2026-01-01")["loaded"] > 0
    assert county("params", "list")["parameters"]
    assert county("search", "不存在的人")["results"] == []


def test_a_bare_pc_is_restored_with_the_recovery_code(
    county: Office, here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = county("backup", "create", str(here / "stick"))
    monkeypatch.setenv("HARDSHIP_RECOVERY", (here / "recovery.txt").read_text().strip())
    monkeypatch.delenv("HARDSHIP_PASSWORD")
    bare = Office(here / "bare" / "data", capsys)
    bare("backup", "restore", backup["path"])
    monkeypatch.setenv("HARDSHIP_PASSWORD", "qinghe-2026")
    assert bare("check")["ok"]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["nonsense"], 2),
        (["import", "households"], 2),
        (["init", "--role", "village"], 2),
        (["print", "visit-forms", "x.pdf"], 2),
        (["print", "visit-forms", "x.pdf", "--blank", "-1"], 2),
        (["print", "visit-forms", "x.pdf", "--blank", "0"], 2),
        (["print", "visit-forms", "x.pdf", "--blank", "99999999999999999999"], 2),
        (["search", "王"], 1),
        (["bundle", "import", "/nowhere/x.ubx"], 1),
    ],
)
def test_a_wrong_command_is_one_chinese_sentence(
    here: Path, capsys: pytest.CaptureFixture[str], words: list[str], status: int
) -> None:
    assert cli.run(["--data", str(here / "nothing"), *words]) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.strip().splitlines()) == 1
    assert "\u4e00" <= err[0] <= "\u9fff" or err[0] in "“-"
    assert "Traceback" not in err


def test_help_is_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["print", "visit-forms", "--help"]) == 0
    out, _err = capsys.readouterr()
    assert out.startswith("用法：")
    assert not re.search(r"usage|options|arguments|show this", out)


@pytest.mark.parametrize(
    ("encoding", "closed"), [("gbk", ""), ("ascii", ""), ("utf-8", "<&-"), ("utf-8", ">/dev/full")]
)
def test_no_terminal_makes_a_command_fail_without_a_sentence(here: Path, encoding: str, closed: str) -> None:
    words = '--json --data nothing import households "$(printf "\\377.xlsx")"'
    command = f'exec "$0" -m hardship_desktop {words} {closed}'
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    environment.pop("HARDSHIP_PASSWORD")
    done = subprocess.run(
        ["/bin/sh", "-c", command, sys.executable],
        cwd=here,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert not list(here.rglob("error-*.txt"))
    if not closed.startswith(">"):
        assert json.loads(done.stdout.decode("utf-8"))["error"]["code"] == "password"


def test_the_demo_played_twice_is_harmless(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first: dict[str, Any] = {}
    second: dict[str, Any] = {}
    for answer in (first, second):
        assert cli.run(["--json", "demo", "--headless", "--out", str(here / "demo")]) == 0
        answer.update(json.loads(capsys.readouterr().out))
    assert first == second
    assert first["counts"]["households"] == first["counts"]["city_households"] == 300
    assert all(Path(path).exists() for path in first["made"])


def test_a_demo_that_was_interrupted_is_played_anew(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = here / "demo"
    (out / "county").mkdir(parents=True)
    (out / "county" / "office.db").write_bytes(b"half")
    (out / "demo.json").write_text("{}")
    assert cli.run(["--json", "demo", "--headless", "--out", str(out)]) == 0
    assert json.loads(capsys.readouterr().out)["counts"]["households"] == 300


@pytest.mark.skipif(sys.platform == "win32", reason="Windows holds the files, not the folder")
def test_a_demo_that_is_being_played_is_not_disturbed(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = here / "demo"
    out.mkdir()
    (out / "demo.json").write_text("{}")
    with closing(FolderLock(out)):
        assert cli.run(["--json", "demo", "--headless", "--out", str(out)]) == 1
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "locked"
    assert [path.name for path in out.iterdir()] == ["demo.json"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names and pipes")
def test_a_name_that_is_no_text_and_a_pipe_get_an_answer(county: Office, here: Path) -> None:
    named, pipe = here / "\udcb1\udcea.xlsx", here / "pipe"
    shutil.copy(next(SAMPLES.glob("*.xlsx")), named)
    os.mkfifo(pipe)
    assert county("import", "households", "--dry-run", str(named))["imported"]["households"]
    county("bundle", "import", str(named), status=1)
    for command in (("import", "households"), ("bundle", "import"), ("bundle", "inspect")):
        county(*command, str(pipe), status=1)
    assert county("enrol", "revoke", "\udcb1", status=1)["error"]["code"] in ("encoding", "role")
    wrong = county("params", "load", "x", "--valid-from", "x", status=2)["error"]["message"]
    assert "用法见 hardship-desktop params load --help。" in wrong


def test_help_asked_for_in_json_is_an_object_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--json", "bundle", "import", "--help"]) == 0
    assert "--receipts" in json.loads(capsys.readouterr().out)["help"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal for one child")
def test_ctrl_c_while_the_program_is_loading_is_one_sentence(here: Path) -> None:
    # As a module that is asked for while the commands are loaded; a shell may have handed down SIG_IGN.
    wait = "import signal, sys; import hardship_desktop.__main__ as m; "
    wait += "signal.signal(signal.SIGINT, signal.default_int_handler); sys.argv[1:] = ['--json', 'check']; "
    wait += "sys.meta_path.insert(0, type('Stop', (), {'find_spec': lambda *_: signal.raise_signal(2)})); "
    done = subprocess.run(
        [sys.executable, "-c", f"{wait}sys.exit(m.main())"], capture_output=True, check=False, cwd=here
    )
    assert (done.returncode, done.stderr.decode()) == (1, "已取消，没有改动。\n")
    assert json.loads(done.stdout)["error"]["code"] == "cancelled"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no such file")
def test_a_crash_leaves_no_memory_on_the_disk(here: Path) -> None:
    crash = "import resource, sys; import hardship_desktop.__main__ as m; from hardship_desktop import cli; "
    crash += "cli.run = lambda _: print(*resource.getrlimit(resource.RLIMIT_CORE)) or 0; "
    crash += "sys.argv[1:] = ['check']; sys.exit(m.main())"
    done = subprocess.run([sys.executable, "-c", crash], capture_output=True, check=True, cwd=here)
    assert done.stdout == b"0 0\n"


def test_a_file_for_the_code_that_could_not_be_made_durable_is_taken_away(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_folder: Path) -> None:
        raise OSError(errno.EIO, "x")

    monkeypatch.setattr(safefile, "sync_folder", fail)
    words = ["init", "--org-code", "530326", "--org-name", "清河县总工会", "--role", "county"]
    code = here / "code.txt"
    assert cli.run(["--data", str(here / "new"), "--json", *words, "--recovery-out", str(code)]) == 1
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "disk_error"
    assert not code.exists()
