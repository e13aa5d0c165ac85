"""What is kept as written at the end of a remark comes out again, and nothing else changes."""

from hypothesis import given
from hypothesis import strategies as st

from hardship_desktop.domain.notes import hidden_digits, open_items, with_items

LABELS = st.sampled_from(("月收入", "手机号码", "乡镇（街道）", "建筑面积", "档案状态"))
ITEMS = st.dictionaries(LABELS, st.text(max_size=30).map(lambda text: " ".join(text.split())), max_size=4)


@given(st.one_of(st.none(), st.text(max_size=40).filter(lambda text: "待补" not in text)), ITEMS)
def test_items_come_out_again_and_go_without_a_trace(remark: str | None, items: dict[str, str]) -> None:
    noted = with_items(remark, items)
    assert list(open_items(noted)) == list(items)
    assert with_items(noted, {}) == (remark or None)
    assert with_items(noted, items) == noted


def test_a_note_is_read_by_a_person_too() -> None:
    noted = with_items("已电话核实", {"月收入": "两三千", "手机号码": "不详"})
    assert noted == "已电话核实；待补：月收入“两三千”、手机号码“不详”"
    assert open_items(noted) == {"月收入": "两三千", "手机号码": "不详"}


@given(st.text(alphabet="0123456789-x不详", max_size=30))
def test_no_long_number_stands_in_the_open(text: str) -> None:
    assert not any(
        part.isdigit() and len(part) > 5 for part in hidden_digits(text).replace("*", " ").split("-")
    )
