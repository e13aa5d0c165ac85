import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardship_desktop.domain.papers import credit_code_ok, disability_card, luhn_ok

OWNER = "530302199003024006"


@pytest.mark.parametrize("code", ["91350100M000100Y43", "91350100m000100y43", " 91350100 M000100Y43"])
def test_published_credit_codes_are_sound(code: str) -> None:
    assert credit_code_ok(code)


@pytest.mark.parametrize(
    "code", ["91350100M000100Y44", "91350100M000100Y4", "9135O100M000100Y43", "", "工会"]
)
def test_wrong_credit_codes_are_noticed(code: str) -> None:
    assert not credit_code_ok(code)


@given(st.integers(0, 17), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_one_wrong_character_of_a_credit_code_is_always_noticed(place: int, sign: str) -> None:
    code = "91350100M000100Y43"
    changed = code[:place] + sign + code[place + 1 :]
    assert credit_code_ok(changed) == (changed == code)


@pytest.mark.parametrize("number", ["4111 1111 1111 1111", "79927398713", "4012-8888-8888-1881"])
def test_card_numbers_pass_luhn(number: str) -> None:
    assert luhn_ok(number)


@pytest.mark.parametrize("number", ["4111111111111112", "79927398710", "", "0", "账号"])
def test_other_numbers_do_not(number: str) -> None:
    assert not luhn_ok(number)


def test_a_disability_card_names_type_and_level() -> None:
    card = disability_card(OWNER + "14", OWNER)
    assert (card.type, card.level, card.problems) == ("1", "4", ())
    assert disability_card(OWNER + "43B1", None).type == "4"


def test_a_disability_card_of_someone_else_is_noticed() -> None:
    card = disability_card("53030219900302401411", OWNER)
    assert "与本人身份证号不一致" in card.problems[0]


@pytest.mark.parametrize("text", [OWNER, OWNER + "84", OWNER + "15", OWNER + "1", "残疾"])
def test_what_is_no_disability_card_is_refused(text: str) -> None:
    card = disability_card(text, OWNER)
    assert card.type is None
    assert "应为20位" in card.problems[0]
