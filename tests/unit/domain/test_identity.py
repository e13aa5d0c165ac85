import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardship_desktop.domain import identity
from hardship_desktop.domain.divisions import KNOWN_CODES, is_known
from hardship_desktop.domain.identity import IdCheck, check_id_number, make_id_number

TODAY = date(2026, 3, 20)
BIRTHS = st.dates(date(1907, 1, 1), TODAY)
NUMBERS = st.builds(make_id_number, st.sampled_from(sorted(KNOWN_CODES)), BIRTHS, st.integers(0, 999))


def check(text: str) -> IdCheck:
    return check_id_number(text, today=TODAY)


def parts(text: str) -> list[str]:
    return [problem.part for problem in check(text).problems]


# Published examples: GB 11643-1999 (two numbers), and the sample cards of 公安部's 2018 announcement
# of residence permits.
@pytest.mark.parametrize(
    ("number", "kind", "birth", "sex"),
    [
        ("11010519491231002X", "resident", date(1949, 12, 31), "2"),
        ("810000199408230021", "permit_hk_mo_tw", date(1994, 8, 23), "2"),
        ("830000199201300022", "permit_hk_mo_tw", date(1992, 1, 30), "2"),
    ],
)
def test_published_examples_are_sound(number: str, kind: str, birth: date, sex: str) -> None:
    assert check(number) == IdCheck(number, kind, (), (), birth, sex)  # type: ignore[arg-type]


def test_the_standards_second_example_is_sound_but_too_old_to_be_alive() -> None:
    assert parts("440524188001010014") == ["date"]
    assert check_id_number("440524188001010014", today=date(1999, 7, 1)).ok


def test_a_macao_permit_is_a_permit() -> None:
    assert check(make_id_number("820000", date(1988, 8, 8), 1)).kind == "permit_hk_mo_tw"


@pytest.mark.parametrize(
    "text",
    [
        "11010519491231002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        " 110105 19491231 002X ",
        "110105-19491231-002X",
        "11010519491231002×",
        "11010519491231002Х",
        "\ufeff11010519491231002X\u200b",
        "'11010519491231002X",
    ],
)
def test_ways_of_typing_a_number_lead_to_one_form(text: str) -> None:
    assert check(text) == check("11010519491231002X")


@pytest.mark.parametrize(
    ("text", "part", "words"),
    [
        ("", "length", "没有填身份证号"),
        ("11010519491231002", "length", "现为17位"),
        ("11010519491231002XX", "length", "现为19位"),
        ("5.30302199003024E+17", "characters", "科学计数法"),
        ("1101051949123100AX", "characters", "第17位“A”"),
        ("1101051949X2310021", "characters", "第11位“X”"),
        ("没有", "characters", "不是身份证号"),
        ("530302199013320019", "date", "第7-14位（19901332）不是有效日期"),
        ("530302202702010011", "date", "还没有到"),
        ("530302099001010011", "century", "第7-10位（0990）"),
        ("11010519491231002" + "5", "checksum", "按前17位应为 X，现为 5"),
        ("530302199003020000", "checksum", "末三位是000"),
        ("530302901332001", "date", "第7-12位（901332）"),
    ],
)
def test_the_message_says_which_part_is_wrong(text: str, part: str, words: str) -> None:
    problems = {problem.part: problem.message for problem in check(text).problems}
    assert words in problems[part]  # type: ignore[index]
    assert problems[part].endswith("。")  # type: ignore[index]


def test_a_birth_today_stands_and_tomorrow_does_not() -> None:
    assert check(make_id_number("530302", TODAY, 1)).ok
    assert parts(make_id_number("530302", TODAY + timedelta(days=1), 1)) == ["date"]


@pytest.mark.parametrize("district", ["539999", "000000", "111111"])
def test_an_unknown_district_only_warns(district: str) -> None:
    found = check(make_id_number(district, date(1981, 3, 5), 123))
    assert found.ok
    assert district in found.warnings[0]


def test_withdrawn_districts_are_known() -> None:
    assert all(
        is_known(code) for code in ("110103", "532201", "512222", "371200", "810000", "830000", "441900")
    )
    assert not is_known("539999")


def test_the_card_of_a_foreign_resident_is_pointed_out() -> None:
    assert "外国人永久居留" in check(make_id_number("911084", date(1981, 8, 3), 2)).warnings[0]


def test_fifteen_digits_become_eighteen() -> None:
    found = check("130503670401001")
    assert (found.kind, found.birth, found.sex) == ("resident15", date(1967, 4, 1), "1")
    assert found.upgraded == "130503196704010016"
    assert check(found.upgraded).ok


def test_fifteen_digits_that_end_in_996_to_999_warn_of_the_century() -> None:
    assert "19世纪" in check("110105491231998").warnings[0]


@given(NUMBERS)
def test_every_made_number_is_sound(number: str) -> None:
    assert check(number).problems == ()
    assert check(number).warnings == ()


@given(NUMBERS)
def test_dropping_century_and_check_character_is_undone_by_the_upgrade(number: str) -> None:
    old = number[:6] + number[8:17]
    if number[6:8] == "19":
        assert check(old).upgraded == number


@given(NUMBERS, st.integers(0, 17), st.sampled_from("0123456789X"))
def test_one_wrong_character_is_always_noticed(number: str, place: int, sign: str) -> None:
    changed = number[:place] + sign + number[place + 1 :]
    assert check(changed).ok == (changed == number)


@given(NUMBERS, st.integers(0, 16))
def test_two_neighbours_changed_over_are_always_noticed(number: str, place: int) -> None:
    changed = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert check(changed).ok == (changed == number)


@given(NUMBERS)
def test_the_checksum_is_iso_7064_mod_11_2(number: str) -> None:
    total = 0
    for sign in number[:17]:
        total = (total + int(sign)) * 2 % 11
    assert "0123456789X"[(12 - total) % 11] == number[17]


@given(st.text(max_size=40))
def test_any_text_gets_an_answer(text: str) -> None:
    found = check(text)
    assert found.ok or all(problem.message.endswith("。") for problem in found.problems)
    assert identity.check_other_id(text).kind == "other"
    assert isinstance(identity.compare(text, TODAY, "1"), list)


def test_birth_and_sex_are_compared_with_the_number() -> None:
    number = "11010519491231002X"
    assert identity.compare(number, date(1949, 12, 31), "2") == []
    assert identity.compare(number, None, None) == []
    assert identity.compare(number, date(1949, 12, 30), "1") == [
        "出生日期1949-12-30与身份证号中的1949-12-31不一致，请核对。",
        "性别男与身份证号中的女不一致，请核对。",
    ]
    assert identity.compare("130503670401001", date(1967, 4, 2), "1") == [
        "出生日期1967-04-02与身份证号中的1967-04-01不一致，请核对。"
    ]
    assert identity.compare("E12345678", date(1949, 12, 30), "1") == []


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("530302199003024006", "*" * 16 + "06"),
        ("130503670401001", "*" * 13 + "01"),
        ("E12345678", "*" * 7 + "78"),
        ("", ""),
        ("ABC", "***"),
        ("53030219900302400612", "*" * 20),
    ],
)
def test_a_masked_number_keeps_at_most_its_last_two_characters(number: str, shown: str) -> None:
    assert identity.id_mask(number) == shown


@pytest.mark.parametrize("text", ["E12345678", "H1234567890", "ea 1234567", "兵字第20051234号"])
def test_other_papers_are_checked_mildly(text: str) -> None:
    assert identity.check_other_id(text).ok


@pytest.mark.parametrize("text", ["", "12", "A" * 31, "E1234;5678"])
def test_what_is_no_number_of_any_paper_is_refused(text: str) -> None:
    assert not identity.check_other_id(text).ok


def test_a_number_for_invented_people_has_the_right_shape() -> None:
    assert re.fullmatch(r"53030219810305007[0-9X]", make_id_number("530302", date(1981, 3, 5), 7))
