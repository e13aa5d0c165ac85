"""Parameters as a clerk reads and types them."""

import pytest

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.parameter_words import NAMES, founded, shown, typed
from hardship_desktop.resources import resource
from hardship_desktop.services.parameters import read_parameters


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("dibao_monthly_fen", "62000", "620.00"),
        ("count_dibao_income", "true", "是"),
        ("count_union_aid", "false", "否"),
        ("op_deep", "<=", "不高于"),
        ("k_relative", "1.5", "1.5"),
        ("accident_excluded_causes", "schooling,low_income", "子女上学、收入低"),
    ],
)
def test_a_value_is_shown_in_words(key: str, value: str, words: str) -> None:
    assert shown(key, value) == words
    assert typed(key, shown(key, value)) == value


def test_every_preset_value_comes_back_as_it_was_when_typed_as_shown() -> None:
    for path in resource("parameters").glob("*.json"):
        for line in read_parameters(path).parameters:
            assert typed(line.key, shown(line.key, line.value)) == line.value, (path.name, line.key)


def test_amounts_are_typed_in_yuan() -> None:
    assert typed("min_wage_fen", "2070元") == "207000"
    assert all("分）" not in entry.label for entry in NAMES.entries)


def test_an_unknown_word_names_the_field() -> None:
    with pytest.raises(UserError) as caught:
        typed("once_per_year_items", "送月饼")
    assert caught.value.field == "value"


def test_a_preset_says_where_it_comes_from_and_stands_on_no_document_of_this_office() -> None:
    lines = [
        line for path in resource("parameters").glob("*.json") for line in read_parameters(path).parameters
    ]
    assert lines
    for line in lines:
        assert founded(line.doc_no) == "本县依据未填"
    assert any((line.note or "").startswith("参照") for line in lines)
    assert founded("澜民发〔2026〕3号") == "澜民发〔2026〕3号"
