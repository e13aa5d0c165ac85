"""One household's file: nothing typed is lost, nothing sensitive is shown unasked, all by keyboard."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from hardship_desktop.domain.aid import AidStanding
from hardship_desktop.domain.identity import make_id_number
from hardship_desktop.gui.pages.household import HouseholdPage
from hardship_desktop.gui.pages.household_timeline import moments_of
from hardship_desktop.gui.pages.print_forms import PrintForms
from hardship_desktop.services.desk import Key
from hardship_desktop.services.gaps import Gap
from hardship_desktop.services.parameters import Parameters
from hardship_desktop.services.removed import RemovedRows
from hardship_desktop.store.records import Disclosure
from tests.gui.conftest import Recorder, children, typed
from tests.gui.pages.bench import ENTER, ESC, ID, OTHER_ID, Bench, control, fill, note, pressed, settle

S, Z = Qt.Key.Key_S, Qt.Key.Key_Z


@pytest.fixture
def key(bench: Bench) -> Key:
    return bench.given("单雄信", {"phone": "13800001234", "id_no": ID}, tier="deep", household_size=2)


@pytest.fixture
def page(bench: Bench, key: Key) -> HouseholdPage:
    bench.list()
    page = bench.open(key)
    settle()
    return page


def chips(page: HouseholdPage) -> list[QPushButton]:
    buttons = children(page.card, QPushButton)
    return [each for each in buttons if each.property("role") == "chip" and not each.isHidden()]


def test_the_head_card_says_who_and_what_is_missing(page: HouseholdPage) -> None:
    card = page.card
    assert card._name.text() == "单雄信"
    assert card._tier._text == "深度困难"
    assert card._phone.text() == "138****1234"
    missing = [chip.text() for chip in chips(page)]
    assert missing == ["工作单位", "建档层级", "主要致困原因", "1 位家庭成员", "今年的走访"]


def test_what_is_missing_leads_to_its_field(bench: Bench, page: HouseholdPage) -> None:
    chips(page)[2].click()
    assert page.tabs.currentIndex() == 0
    assert page.tabs.tab("basics").form.editor("main_cause").control.hasFocus()
    chips(page)[0].click()
    assert page.tabs.tab("people").typing
    typed("清河县水泥厂")
    control(S)
    assert bench.file(page._key).head["employer"] == "清河县水泥厂"


def test_what_could_not_be_read_leads_to_its_field_and_goes_when_it_is_filled_in(
    bench: Bench, page: HouseholdPage, key: Key
) -> None:
    people = bench.services.people
    people.add(key[1], {"name": "单小英", "remark": "待补：月收入“不固定”"})
    bench.households.save(key[1], {"remark": "待补：建筑面积“三间”"})
    page.load()
    settle()
    assert [chip.text() for chip in chips(page)[:3]] == [
        "建筑面积“三间”",
        "单小英：月收入“不固定”",
        "工作单位",
    ]
    chips(page)[0].click()
    assert page.tabs.tab("basics").form.editor("floor_area").control.hasFocus()
    chips(page)[1].click()
    form = page.tabs.tab("people").record.form
    assert form.editor("name").raw() == "单小英"
    assert form.editor("income_monthly").control.hasFocus()
    typed("2000")
    control(S)
    settle()
    daughter = next(each for each in bench.file(key).people if each["name"] == "单小英")
    assert (daughter["income_monthly"], daughter["remark"]) == (200_000, None)
    assert [chip.text() for chip in chips(page)[:2]] == ["建筑面积“三间”", "工作单位"]


def test_what_does_not_fit_of_the_gaps_stands_in_a_menu(bench: Bench, page: HouseholdPage, key: Key) -> None:
    labels = ("建筑面积", "月租金", "邮政编码", "低保证号", "困难情形")
    noted = "、".join(f"{label}“没有说清楚”" for label in labels)
    bench.households.save(key[1], {"remark": f"待补：{noted}"})
    page.load()
    settle()
    assert [chip.text() for chip in chips(page)] == [
        "建筑面积“没有说清楚”",
        "月租金“没有说清楚”",
        "邮政编码“没有说清楚”",
        "另 7 项",
    ]
    menu = chips(page)[-1].menu()
    menu.actions()[1].trigger()
    assert page.tabs.tab("basics").form.editor("tier_subcase").control.hasFocus()


@pytest.mark.usefixtures("key")
def test_the_telephone_is_shown_when_asked_for_and_that_is_recorded(
    bench: Bench, page: HouseholdPage
) -> None:
    page.card._show.click()
    assert page.card._phone.text() == "13800001234"
    with bench.desk.read() as reader:
        rows = reader.connection.exec_driver_sql("SELECT what, reason FROM disclosure").all()
    assert rows == [("手机号码", "查看")]


def test_a_change_is_saved_with_one_key_and_stands_in_the_history(
    bench: Bench, page: HouseholdPage, key: Key
) -> None:
    fill(page.tabs.tab("basics").form, address="清河县新华街3号")
    control(S)
    assert bench.file(key).values["address"] == "清河县新华街3号"
    page.tabs.go_to("history")
    settle()
    assert page.tabs.tab("history").table.rows[0]["action"] == "修改户档"
    assert page.tabs.tab("history").table.rows[0]["what"] == "家庭住址：清河县人民路12号 → 清河县新华街3号"


def test_input_is_taken_back_step_by_step_and_all_at_once(page: HouseholdPage, asked: Recorder) -> None:
    form = page.tabs.tab("basics").form
    fill(form, address="甲路1号", town="金钟街道")
    control(Z)
    assert form.editor("town").raw() == ""
    assert form.editor("address").raw() == "甲路1号"
    asked.answers.append("放弃修改")
    page.tabs.tab("basics")._back.click()
    assert form.editor("address").raw() == "清河县人民路12号"
    assert not page.unsaved


def test_going_back_asks_about_unsaved_input(bench: Bench, page: HouseholdPage, asked: Recorder) -> None:
    fill(page.tabs.tab("basics").form, town="者海镇")
    asked.answers += ["继续填写", "保存后离开"]
    pressed(ESC)
    assert bench.page is page
    key = page._key
    pressed(ESC)
    assert bench.page is not page
    assert bench.file(key).values["town"] == "者海镇"


def test_what_is_typed_in_two_tabs_is_saved_before_leaving(
    bench: Bench, page: HouseholdPage, key: Key, asked: Recorder
) -> None:
    fill(page.tabs.tab("basics").form, town="者海镇")
    page.tabs.go_to("people")
    page.tabs.tab("people").add()
    fill(page.tabs.tab("people").record.form, name="单小英")
    page.tabs.go_to("basics")
    asked.answers.append("保存后离开")
    page.leave(bench.window.pages.drop)
    assert bench.page is not page
    file = bench.file(key)
    assert (file.values["town"], len(file.people)) == ("者海镇", 2)


def test_what_cannot_be_saved_before_leaving_comes_into_sight(
    bench: Bench, page: HouseholdPage, asked: Recorder
) -> None:
    page.tabs.go_to("people")
    page.tabs.tab("people").add()
    form = page.tabs.tab("people").record.form
    fill(form, name="单小英", id_no=OTHER_ID[:-1])
    page.tabs.go_to("visits")
    asked.answers.append("保存后离开")
    page.leave(bench.window.pages.drop)
    assert bench.page is page
    assert page.tabs.name == "people"
    assert form.editor("id_no").control.hasFocus()


def test_a_draft_outlives_a_crash(bench: Bench, page: HouseholdPage, key: Key, qtbot: QtBot) -> None:
    fill(page.tabs.tab("basics").form, address="清河县金钟巷9号")
    qtbot.waitUntil(lambda: bench.services.drafts.keys() == [f"household:{key[1]}"], timeout=3000)
    bench.window.pages.drop()  # as a crash: nobody is asked
    again = bench.open(key)
    settle()
    strip = again.tabs.tab("basics").draft
    assert strip.isVisible()
    assert strip._text.text().startswith("发现 ")
    strip.take()
    assert again.tabs.tab("basics").form.editor("address").raw() == "清河县金钟巷9号"
    control(S)
    assert bench.file(key).values["address"] == "清河县金钟巷9号"
    assert bench.services.drafts.keys() == []


def test_a_draft_can_be_thrown_away(bench: Bench, key: Key, asked: Recorder) -> None:
    bench.services.drafts.keep(f"household:{key[1]}", {"address": "旧稿"})
    bench.list()
    page = bench.open(key)
    settle()
    strip = page.tabs.tab("basics").draft
    strip.throw_away()
    assert strip.isVisible(), "the safe answer keeps it"
    asked.answers = ["丢弃"]
    strip.throw_away()
    assert page.tabs.tab("basics").form.editor("address").raw() == "清河县人民路12号"
    assert bench.services.drafts.keys() == []


# Members


def test_a_member_is_added_by_keyboard_and_the_id_number_fills_birth_and_sex(
    bench: Bench, page: HouseholdPage, key: Key
) -> None:
    page.tabs.go_to("people")
    page.tabs.tab("people").table.setFocus()
    pressed(Qt.Key.Key_Insert)
    typed("单小英")
    pressed(ENTER)
    fill(page.tabs.tab("people").record.form, relation="女儿", id_no=OTHER_ID)
    assert page.tabs.tab("people").record.form.editor("birth_date").raw() == "2010-09-01"
    control(S)
    child = bench.file(key).people[1]
    assert (child["name"], child["birth_date"]) == ("单小英", date(2010, 9, 1))
    assert not page.tabs.tab("people").typing
    assert page.tabs.tabText(1) == "家庭成员 2"


def test_a_person_of_another_household_is_asked_about(
    bench: Bench, page: HouseholdPage, key: Key, asked: Recorder
) -> None:
    bench.given("区小兰", {"id_no": OTHER_ID})
    page.tabs.go_to("people")
    page.tabs.tab("people").add()
    form = page.tabs.tab("people").record.form
    fill(form, name="区小兰", id_no=OTHER_ID)
    assert "已登记在档案" in note(form, "id_no")
    control(S)
    assert asked.questions[-1].answers == ("仍加入本户", "返回核对")
    assert len(bench.file(key).people) == 1
    asked.answers.append("仍加入本户")
    control(S)
    assert len(bench.file(key).people) == 2


def test_a_person_of_this_very_household_is_refused_at_once(page: HouseholdPage) -> None:
    page.tabs.go_to("people")
    page.tabs.tab("people").add()
    form = page.tabs.tab("people").record.form
    fill(form, name="单小英", id_no=ID)
    assert note(form, "id_no") == "这个证件号码已是本户的“单雄信”，请核对。"
    assert form.editor("id_no").control.property("state") == "wrong"


def test_a_corrected_id_number_corrects_what_the_wrong_one_filled(
    bench: Bench, page: HouseholdPage, key: Key
) -> None:
    page.tabs.go_to("people")
    page.tabs.tab("people").add()
    form = page.tabs.tab("people").record.form
    fill(form, name="单小英", id_no=make_id_number("530326", date(2011, 2, 3), 20))
    fill(form, id_no=OTHER_ID)
    assert (form.editor("birth_date").raw(), form.editor("sex").raw()) == ("2010-09-01", "男")
    fill(form, birth_date="2010-09-02", id_no=make_id_number("530326", date(2011, 2, 3), 20))
    assert form.editor("birth_date").raw() == "2010-09-02", "what the person typed stays"
    fill(form, birth_date="2011-02-03")
    control(S)
    child = bench.file(key).people[1]["id"]
    page.tabs.tab("people").table.choose(child)
    page.tabs.tab("people").edit()
    form.editor("id_no").open()
    fill(form, id_no=OTHER_ID)
    control(S)
    assert bench.file(key).people[1]["birth_date"] == date(2010, 9, 1)


def test_a_wrong_id_number_is_explained_and_not_saved(bench: Bench, page: HouseholdPage, key: Key) -> None:
    page.tabs.go_to("people")
    page.tabs.tab("people").add()
    form = page.tabs.tab("people").record.form
    wrong = OTHER_ID[:-1] + ("1" if OTHER_ID[-1] != "1" else "2")
    fill(form, name="单小英", id_no=wrong)
    assert "校验码" in note(form, "id_no")
    control(S)
    assert len(bench.file(key).people) == 1
    assert form.editor("id_no").control.hasFocus()
    assert form.editor("id_no").raw() == wrong


@pytest.mark.usefixtures("key", "bench")
def test_a_former_name_is_kept_and_shown(page: HouseholdPage) -> None:
    page.tabs.go_to("people")
    page.tabs.tab("people").edit()
    fill(page.tabs.tab("people").record.form, name="单雄心")
    control(S)
    page.tabs.tab("people").table.clearSelection()
    page.tabs.tab("people").table.selectRow(0)
    settle()
    assert "曾用姓名 单雄信" in page.tabs.tab("people")._former.text()


def test_a_member_leaves_and_comes_back(bench: Bench, page: HouseholdPage, key: Key, asked: Recorder) -> None:
    child = bench.services.people.add(key[1], {"name": "单小英"}).id
    page.load()
    page.tabs.go_to("people")
    page.tabs.tab("people").table.choose(child)
    asked.answers.append("移入回收站")
    page.tabs.tab("people").table.setFocus()
    pressed(Qt.Key.Key_Delete)
    assert len(bench.file(key).people) == 1
    page.tabs.go_to("history")
    settle()
    assert [each.title for each in RemovedRows(bench.desk).of(key)] == ["单小英"]
    page.tabs.tab("history").bin.selectRow(0)
    settle()
    page.tabs.tab("history").restore()
    assert len(bench.file(key).people) == 2


def test_another_member_becomes_the_head(
    bench: Bench, page: HouseholdPage, key: Key, asked: Recorder
) -> None:
    child = bench.services.people.add(key[1], {"name": "单小英"}).id
    page.load()
    page.tabs.tab("people").table.choose(child)
    asked.answers.append("设为户主")
    page.tabs.tab("people").make_head()
    assert bench.file(key).head["name"] == "单小英"
    assert page.card._name.text() == "单小英"


def test_escape_in_a_form_goes_back_to_the_list_only(
    bench: Bench, page: HouseholdPage, asked: Recorder
) -> None:
    page.tabs.go_to("people")
    page.tabs.tab("people").add()
    typed("单")
    asked.answers.append("放弃修改")
    pressed(ESC)
    assert bench.page is page
    assert not page.tabs.tab("people").typing
    assert asked.questions[-1].answers == ("放弃修改", "继续编辑")


# Income and expense


def test_an_expense_fills_in_what_was_paid_by_oneself(bench: Bench, page: HouseholdPage, key: Key) -> None:
    page.tabs.go_to("items")
    page.tabs.tab("items")._keys.button(1).click()
    page.tabs.tab("items").add()
    form = page.tabs.tab("items").part.record.form
    fill(form, person_id="1", kind="因病", gross_fen="1.2万", reimbursed_fen="8000")
    fill(form, self_paid_fen="5000")
    control(S)
    assert note(form, "self_paid_fen") == "自付金额应等于总费用减去报销减免，请核对。"
    fill(form, self_paid_fen="4000")
    control(S)
    (item,) = bench.file(key).expenses
    assert (item["self_paid_fen"], item["person_id"]) == (400_000, bench.file(key).head["id"])
    assert page.tabs.tab("items")._sum.text() == "收入减支出 -4,000.00 元"


# Visits and aid


def test_a_visit_is_typed_in_the_order_of_the_paper(bench: Bench, page: HouseholdPage, key: Key) -> None:
    page.tabs.enter("visits")
    typed("A2026-1")
    pressed(ENTER, ENTER)
    typed("3.5")
    pressed(ENTER)
    typed("钱进")
    control(S)
    form = page.tabs.tab("visits").record.form
    assert "两位以上走访人" in note(form, "visitors")
    fill(form, visitors="钱进、孙莉", conclusion="维持", found_difficulties="孩子学费没有着落")
    control(S)
    (visit,) = bench.file(key).visits
    assert (visit["visited_on"], visit["kind"], visit["form_no"]) == (date(2026, 3, 5), "routine", "A2026-1")
    assert moments_of(bench.file(key), {})[0].text == "日常走访"
    assert page.tabs.tabText(3) == "走访 1"


def test_the_next_visit_is_proposed_with_its_sum_until_the_person_says_otherwise(
    bench: Bench, page: HouseholdPage, key: Key
) -> None:
    day = bench.desk.today
    Parameters(bench.desk).add({"key": "visit_days_deep", "value": "90", "valid_from": date(2020, 1, 1)})
    page.tabs.enter("visits")
    form = page.tabs.tab("visits").record.form
    fill(form, visited_on=str(day))
    assert form.editor("next_due").raw() == str(day + timedelta(days=90))
    assert note(form, "next_due").startswith("深度困难每 90 天走访一次")
    fill(form, visited_on=str(day - timedelta(days=1)), visitors="王敏、李强")
    assert form.editor("next_due").raw() == str(day + timedelta(days=89))
    fill(form, next_due=str(day + timedelta(days=30)))
    assert note(form, "next_due") == ""
    fill(form, visited_on=str(day))
    assert form.editor("next_due").raw() == str(day + timedelta(days=30))
    control(S)
    assert bench.file(key).visits[0]["next_due"] == day + timedelta(days=30)


def test_an_aid_is_recorded_and_its_steps_are_shown(bench: Bench, page: HouseholdPage, key: Key) -> None:
    bench.services.aids.add_batch(
        {"name": "省级一批", "year": 2026, "source": "provincial", "total_fen": 10**8}
    )
    page.tabs.enter("aids")
    form = page.tabs.tab("aids").record.form
    assert form.editor("person_id").raw() == "单雄信"
    fill(form, item="大病", batch_id="1", amount_fen="1.2万", decided_on="20260401", paid_on="20260402")
    control(S)
    (aid,) = bench.file(key).aids
    assert (aid["amount_fen"], aid["item"]) == (1_200_000, "medical")
    settle()
    assert page.tabs.tab("aids")._steps.text() == "环节：2026-04-01 审批通过 → 2026-04-02 已发放"
    page.tabs.tab("aids").table.setFocus()
    pressed(Qt.Key.Key_F2)
    fill(page.tabs.tab("aids").record.form, step="退回", amount_fen="0.2万")
    control(S)
    standing = bench.services.aids.standing([aid])
    assert standing == {aid["id"]: AidStanding("returned", 1_000_000)}
    assert moments_of(bench.file(key), standing)[0].detail == "12,000.00 元\n已退回"
    settle()
    assert page.tabs.tab("aids").note.text() == "1 笔，已发放 10,000.00 元"


def test_what_belongs_to_one_item_of_aid_is_asked_and_saved_with_that_item_only(
    bench: Bench, page: HouseholdPage, key: Key
) -> None:
    page.tabs.enter("aids")
    form = page.tabs.tab("aids").record.form

    def asked() -> list[str]:
        told = ("hospital", "school", "training_course", "job_post")
        return [name for name in told if form.editor(name).isVisible()]

    assert asked() == []
    fill(form, item="大病")
    assert asked() == ["hospital"]
    fill(form, hospital="云岭市医院", item="助学")
    assert asked() == ["school"]
    fill(form, school="清河一中", item="大病")
    assert form.editor("hospital").raw() == "云岭市医院"
    fill(form, amount_fen="3000")
    control(S)
    (aid,) = bench.file(key).aids
    assert (aid["item"], aid["hospital"], aid["school"]) == ("medical", "云岭市医院", None)
    settle()
    page.tabs.tab("aids").table.setFocus()
    page.tabs.tab("aids").correct()
    settle()
    form = page.tabs.tab("aids").record.form
    assert asked() == ["hospital"]
    fill(form, item="生活救助")
    assert asked() == []
    control(S)
    held = {aid["item"]: aid["hospital"] for aid in bench.file(key).aids}
    assert held == {"medical": "云岭市医院", "living": None}


def test_a_closed_household_takes_no_visit(bench: Bench, key: Key) -> None:
    bench.services.flows.take(key[1], "exit", {"happened_on": bench.desk.today, "exit_kind": "death"})
    page = bench.visit(key)
    settle()
    fill(page.record.form, visited_on="今天", visitors="钱进、孙莉")  # type: ignore[union-attr]
    control(S)
    assert "已退档" in page.record.form._top.text()  # type: ignore[union-attr]
    assert bench.file(key).visits == []
    page.discard()


def test_a_second_head_is_warned_of_and_may_stand(bench: Bench, page: HouseholdPage, key: Key) -> None:
    page.tabs.go_to("people")
    page.tabs.tab("people").add()
    form = page.tabs.tab("people").record.form
    fill(form, name="单小英", relation="户主")
    assert note(form, "relation") == "本户户主已是“单雄信”，与户主关系不应是“户主”，请核对。"
    fill(form, relation="女儿")
    assert note(form, "relation") == ""
    fill(form, relation="本人")
    control(S)
    assert bench.file(key).people[1]["relation"] == "01"
    page.tabs.fill_gap(Gap("姓名", "people", "name"))
    form = page.tabs.tab("people").record.form
    fill(form, relation="本人")
    assert note(form, "relation") == "", "the head itself is not a second one"


# Papers


def test_a_paper_is_kept_and_a_copy_leaves_with_a_reason(
    bench: Bench, page: HouseholdPage, key: Key, asked: Recorder, tmp_path: Path
) -> None:
    source = tmp_path / "申请书.pdf"
    source.write_bytes(b"%PDF-1.4 invented")
    bench.dialogs.path = source
    page.tabs.go_to("papers")
    page.tabs.tab("papers").add()
    fill(page.tabs.tab("papers").record.form, kind="申请书")
    control(S)
    (paper,) = bench.file(key).attachments
    assert paper["filename"] == "申请书.pdf"
    bench.dialogs.path = tmp_path / "copy.pdf"
    page.tabs.tab("papers").table.selectRow(0)
    page.tabs.tab("papers").save_as()
    assert not bench.dialogs.path.exists()
    asked.answers.append("核对材料")
    page.tabs.tab("papers").save_as()
    assert bench.dialogs.path.read_bytes() == b"%PDF-1.4 invented"


# Looking only


def test_a_household_in_the_bin_can_only_be_looked_at(bench: Bench, key: Key) -> None:
    bench.households.delete(key[1])
    bench.list()
    page = bench.open(key)
    settle()
    assert "回收站" in page.line
    assert page.tabs.tab("basics").form.editor("address").read_only
    page.tabs.enter("visits")
    assert not page.tabs.tab("visits").typing
    assert not any(each.isVisible() for each in page._actions)


@pytest.mark.usefixtures("page")
def test_the_visit_form_is_printed_for_this_household(bench: Bench, key: Key) -> None:
    control(Qt.Key.Key_P)
    assert isinstance(bench.page, PrintForms)
    assert bench.page.choice.chosen() == [key]


@pytest.mark.usefixtures("bench")
def test_no_sideways_scrolling_in_any_tab(page: HouseholdPage) -> None:
    for table in (
        page.tabs.tab("people").table,
        page.tabs.tab("visits").table,
        page.tabs.tab("aids").table,
        page.tabs.tab("history").table,
    ):
        assert table.horizontalScrollBar().maximum() == 0
    for tab in ("basics", "steps", "people", "items", "visits", "aids", "papers", "history"):
        page.tabs.go_to(tab)
        settle()
        assert page.minimumSizeHint().width() <= 1366 - 188 - 40


def test_a_payment_is_corrected_in_a_form_filled_in(bench: Bench, page: HouseholdPage, key: Key) -> None:
    person = bench.file(key).head["id"]
    values = {"person_id": person, "item": "living", "amount_fen": 300_000, "paid_on": bench.desk.today}
    bench.services.aids.record(values)
    page.load()
    page.tabs.go_to("aids")
    settle()
    tab = page.tabs.tab("aids")
    tab.correct()
    assert tab.record.form.editor("amount_fen").raw() == "3,000.00"
    fill(tab.record.form, amount_fen="3500")
    control(S)
    settle()
    rows = {row["amount_fen"]: row["state"] for row in tab.table.rows}
    assert rows == {300_000: "void", 350_000: "paid"}


@pytest.mark.parametrize(("answer", "told"), [("打星号", 0), ("归档打印", 1)])
def test_the_archive_form_is_saved_as_asked(
    bench: Bench,
    page: HouseholdPage,
    asked: Recorder,
    qtbot: QtBot,
    tmp_path: Path,
    answer: str,
    told: int,
) -> None:
    bench.dialogs.path = tmp_path / "form.docx"
    asked.answers.append(answer)
    page.archive_form()
    qtbot.waitUntil(bench.dialogs.path.exists, timeout=60_000)
    with bench.desk.read() as reader:
        assert len(reader.rows(select(Disclosure.__table__.c.reason))) == told
    qtbot.waitUntil(lambda: "form.docx" in str(asked.said), timeout=10_000)
