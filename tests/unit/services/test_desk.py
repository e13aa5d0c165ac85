"""Setting up, logging in, users, drafts, parameters, disclosures, printing."""

import errno
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from sqlalchemy import select

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.recovery import new_recovery_code, normalise_recovery_code
from hardship_desktop.resources import resource
from hardship_desktop.services.accounts import Accounts, NewOffice, log_in, log_in_with_recovery, set_up
from hardship_desktop.services.desk import Desk
from hardship_desktop.services.disclosures import Disclosures
from hardship_desktop.services.drafts import Drafts
from hardship_desktop.services.households import Households
from hardship_desktop.services.parameters import Parameters
from hardship_desktop.services.printing import Printing
from hardship_desktop.store.records import Disclosure
from hardship_desktop.store.vault import Cost, Vault

CHEAP = Cost(memory_kib=8, passes=1)
NEW_PASSWORD = "another-2026"


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("name", {"name": " "}),
        ("name", {"name": "县" * 101}),
        ("name", {"name": "清河县\n总工会"}),
        ("code", {"code": "5"}),
        ("password", {"password": "short1"}),
        ("password", {"password": "onlyletters"}),
        ("role", {"role": "village"}),
        ("user_name", {"user_name": ""}),
        ("division", {"division": "abc"}),
    ],
)
def test_a_wrong_answer_at_set_up_leaves_no_file(tmp_path: Path, field: str, values: dict[str, str]) -> None:
    answers = {
        "name": "清河县总工会",
        "code": "530326",
        "role": "county",
        "user_name": "李敏",
        "password": "qinghe-2026",
    }
    with pytest.raises(UserError) as caught:
        set_up(tmp_path / "data", NewOffice(**{**answers, **values}), cost=CHEAP)
    assert caught.value.field == field
    assert not (tmp_path / "data").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a user's folders to the user")
def test_nobody_else_on_the_pc_can_look_into_the_folder(data: Path, tmp_path: Path) -> None:
    desk, _ = set_up(
        tmp_path / "x", NewOffice("清河县总工会", "530326", "county", "李敏", "qinghe-2026"), cost=CHEAP
    )
    desk.store.close()
    assert (tmp_path / "x").stat().st_mode & 0o077 == 0
    assert (data / "vault.json").stat().st_mode & 0o077 == 0


def test_a_folder_is_set_up_once(data: Path) -> None:
    with pytest.raises(UserError, match="已有数据"):
        set_up(data, NewOffice("x县总工会", "530327", "county", "王敏", "qinghe-2026"), cost=CHEAP)


def test_a_wrong_password_is_one_sentence(data: Path) -> None:
    with pytest.raises(UserError) as caught:
        log_in(data, None, "wrong-password")
    assert caught.value.code == "wrong_password"


def test_the_recovery_code_opens_and_sets_a_new_password(data: Path, recovery_code: str) -> None:
    desk = log_in_with_recovery(data, recovery_code.lower().replace("-", " "))
    Accounts(desk, cost=CHEAP).reset_password(desk.user, NEW_PASSWORD)
    desk.store.close()
    log_in(data, None, NEW_PASSWORD).store.close()


def test_a_mistyped_recovery_code_is_noticed_before_the_vault_is_asked() -> None:
    code = new_recovery_code()
    wrong = ("A" if code[0] != "A" else "B") + code[1:]
    with pytest.raises(UserError, match="输错"):
        normalise_recovery_code(wrong)


def test_a_reader_may_look_but_not_write(desk: Desk, data: Path) -> None:
    Accounts(desk, cost=CHEAP).add("王敏", "reader", NEW_PASSWORD)
    reader = log_in(data, "王敏", NEW_PASSWORD)
    with pytest.raises(UserError, match="只读用户，不能修改"):
        Households(reader).create({"status": "active"}, {"name": "张三"})
    with pytest.raises(UserError, match="管理员"):
        Accounts(reader, cost=CHEAP).add("赵静", "clerk", NEW_PASSWORD)
    reader.store.close()


def test_a_reader_prints_and_looks_behind_the_stars_which_is_recorded(desk: Desk, data: Path) -> None:
    made = Households(desk).create({"status": "active"}, {"name": "张三", "phone": "13800001234"})
    assert made.id is not None
    person = Households(desk).open((desk.store.org_id, made.id)).head["id"]
    Accounts(desk, cost=CHEAP).add("王敏", "reader", NEW_PASSWORD)
    reader = log_in(data, "王敏", NEW_PASSWORD)
    assert Printing(reader).draw([(desk.store.org_id, made.id)]).forms == 1
    assert Disclosures(reader).reveal("person", person, "phone") == "13800001234"
    with reader.read() as view:
        assert [row["row_id"] for row in view.rows(select(Disclosure.__table__))] == [person]
    with pytest.raises(UserError) as caught:
        Households(reader).delete(made.id)
    assert caught.value.code == "not_allowed"
    reader.store.close()


def test_a_removed_user_cannot_log_in(desk: Desk, data: Path) -> None:
    user = Accounts(desk, cost=CHEAP).add("王敏", "clerk", NEW_PASSWORD)
    Accounts(desk, cost=CHEAP).remove(user)
    with pytest.raises(UserError):
        log_in(data, "王敏", NEW_PASSWORD)
    with pytest.raises(UserError, match="正在使用"):
        Accounts(desk).remove(desk.user)


def test_a_user_who_is_removed_while_at_work_writes_and_reveals_no_more(desk: Desk, data: Path) -> None:
    made = Households(desk).create({"status": "active"}, {"name": "张三", "phone": "13800001234"})
    assert made.id is not None
    person = Households(desk).open((desk.store.org_id, made.id)).head["id"]
    user = Accounts(desk, cost=CHEAP).add("王敏", "clerk", NEW_PASSWORD)
    at_work = log_in(data, "王敏", NEW_PASSWORD)
    Accounts(desk, cost=CHEAP).remove(user)
    with pytest.raises(UserError, match="停用"):
        Households(at_work).create({"status": "active"}, {"name": "李四"})
    with pytest.raises(UserError, match="停用"):
        Disclosures(at_work).reveal("person", person, "phone")
    at_work.store.close()


def test_a_user_whose_key_could_not_be_written_does_not_exist(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_named: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    accounts = Accounts(desk, cost=CHEAP)
    monkeypatch.setattr(Vault, "set_password", full)
    with pytest.raises(UserError, match="磁盘空间已满"):
        accounts.add("王芳", "clerk", NEW_PASSWORD)
    monkeypatch.undo()
    assert [user["name"] for user in accounts.users()] == ["李敏"]
    accounts.add("王芳", "clerk", NEW_PASSWORD)


def test_a_password_stands_in_no_description() -> None:
    assert "secret-2026" not in repr(NewOffice("单位", "530326", "county", "李敏", "secret-2026"))


def test_a_draft_outlives_the_program(desk: Desk, log_in_here: Callable[[], Desk]) -> None:
    Drafts(desk).keep("household/new", {"address": "人民路"})
    Drafts(desk).keep("household/new", {"address": "人民路12号"})
    again = Drafts(log_in_here())
    found = again.find("household/new")
    assert found is not None
    assert found[1] == {"address": "人民路12号"}
    again.drop("household/new")
    assert again.keys() == []


def test_looking_at_a_masked_value_is_recorded(desk: Desk) -> None:
    made = Households(desk).create({"status": "active"}, {"name": "王敏", "phone": "13800001234"})
    assert made.id is not None
    person = Households(desk).open((desk.store.org_id, made.id)).head["id"]
    assert Disclosures(desk).reveal("person", person, "phone") == "13800001234"
    with desk.read() as reader:
        (row,) = reader.rows(select(Disclosure.__table__))
    assert (row["row_id"], row["what"]) == (person, "手机号码")


def test_presets_load_twice_without_a_second_row(desk: Desk) -> None:
    first = Parameters(desk).load(resource("parameters", "default.json"), valid_from=date(2026, 1, 1))
    assert first > 10
    assert Parameters(desk).load(resource("parameters", "default.json"), valid_from=date(2026, 1, 1)) == 0
    assert Parameters(desk).in_force(date(2025, 12, 31)) == {}
    assert "k_relative" in Parameters(desk).in_force(date(2026, 3, 1))


def test_a_parameter_that_makes_no_sense_is_refused(desk: Desk) -> None:
    with pytest.raises(UserError, match="应为整数") as caught:
        Parameters(desk).add({"key": "dibao_monthly_fen", "value": "很多", "valid_from": desk.today})
    assert caught.value.field == "value"
    assert Parameters(desk).all() == []


def test_a_broken_parameter_file_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "p.json"
    file.write_text('[{"key": "k_deep", "value": "1.0", "valid_from": "2026-01-01"}, {"key": "nonsense"}]')
    with pytest.raises(UserError):
        Parameters(desk).load(file)
    assert Parameters(desk).all() == []


def test_forms_carry_numbers_that_are_never_given_twice(desk: Desk, tmp_path: Path) -> None:
    Households(desk).create(
        {"status": "active", "archive_no": "A1"}, {"name": "王敏", "phone": "13800001234"}
    )
    printing = Printing(desk)
    made = printing.visit_forms(tmp_path / "a.pdf", printing.choose(["A1"]))
    blank = printing.visit_forms(tmp_path / "b.pdf", blank=2)
    assert (made.forms, blank.forms, made.missing) == (1, 2, ())
    texts = []
    for name in ("a.pdf", "b.pdf"):
        with pypdfium2.PdfDocument(tmp_path / name) as document:
            texts += [page.get_textpage().get_text_range() for page in document]
    year = desk.today.year
    assert [f"Z{year}A000{n}" in "".join(texts) for n in (1, 2, 3, 4)] == [True, True, True, False]


def test_an_unknown_archive_number_is_named(desk: Desk) -> None:
    with pytest.raises(UserError, match="B7"):
        Printing(desk).choose(["B7"])


def test_nothing_to_print_is_said_and_leaves_no_file(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="没有要打印的户"):
        Printing(desk).visit_forms(tmp_path / "a.pdf", Printing(desk).choose())
    assert list(tmp_path.glob("*.pdf")) == []
