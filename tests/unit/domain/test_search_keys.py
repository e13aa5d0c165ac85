import re
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from hypothesis import assume, given
from hypothesis import strategies as st

from hardship_desktop.domain.search_keys import FTS_TABLE_OPTIONS, person_tokens, query, touches
from hardship_desktop.domain.surnames import COMPOUND, SPECIAL

Search = Callable[[str], list[int]]

AND_IN_PINYIN = '("and"* OR ("an"* AND "and"*))'

PEOPLE = {
    1: person_tokens(
        names=["范浩然", "范小宝"],
        id_numbers=["530302198103050071", "130503670401001"],
        phones=["13800001234", "0874-3123456"],
        archive_numbers=["530302-2024-A1-00017"],
        texts=["曲靖市麒麟纺织有限公司", "麒麟区南宁街道人民路12号3幢2-401室"],
    ),
    2: person_tokens(names=["单乐"], id_numbers=["53030219810305008X"], texts=["人民路西段5号"]),
    3: person_tokens(names=["王𬭎", "王\u0001宏"], archive_numbers=["530302202400018"]),
    4: person_tokens(
        names=["阿依古丽·买买提"], id_numbers=["E12345678", "H1234567890"], texts=["Ａ12栋 third floor"]
    ),
    5: person_tokens(names=["\U0003134a𫖮"], phones=["0874-3123457"]),
}


@pytest.fixture(scope="module")
def table() -> Iterator[sqlcipher.Connection]:
    with closing(indexed(PEOPLE)) as connection:
        yield connection


def indexed(people: dict[int, str]) -> sqlcipher.Connection:
    connection = sqlcipher.connect(":memory:", isolation_level=None)
    connection.execute(f"CREATE VIRTUAL TABLE person_search USING fts5({FTS_TABLE_OPTIONS})")
    connection.executemany("INSERT INTO person_search(rowid, tokens) VALUES (?, ?)", people.items())
    return connection


@pytest.fixture(scope="module")
def search(table: sqlcipher.Connection) -> Search:
    def found(text: str) -> list[int]:
        expression = query(text)
        if expression is None:
            return []
        rows = table.execute(
            "SELECT rowid FROM person_search WHERE person_search MATCH ? ORDER BY rowid", (expression,)
        )
        return [row[0] for row in rows]

    return found


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        ("范浩然", [1]),
        ("范浩", [1]),
        ("浩然", [1]),
        ("范", [1]),
        ("浩", [1]),
        ("然", [1]),
        ("范小宝", [1]),
        ("范然", []),
        ("fanhaoran", [1]),
        ("FanHao", [1]),
        ("fan haoran", [1]),
        ("haoran", [1]),
        ("fhr", [1]),
        ("fh", [1]),
        ("shanle", [2]),
        ("danyue", [2]),
        ("sl", [2]),
        ("王𬭎", [3]),
        ("𬭎", [3]),
        ("wanghong", [3]),
        ("\U0003134a", [5]),
        ("𫖮", [5]),
        ("阿依古丽•买买提", [4]),
        ("古丽", [4]),
        ("买买提", [4]),
        ("ayigu", [4]),
        ("530302198103050071", [1]),
        ("５３０３０２１９８１０３０５００７１", [1]),
        ("19810305", [1, 2]),
        ("5303021981", [1, 2]),
        ("530302198103050", [1, 2]),
        ("53030219810305007", [1]),
        ("53030219810306", []),
        ("198103050071", [1]),
        ("03050071", [1]),
        ("1380000123", [1]),
        ("5303022024", [1, 3]),
        ("530302202400018", [3]),
        ("08743123", [1, 5]),
        ("1981", [1, 2]),
        ("0305", [1, 2]),
        ("008x", [2]),
        ("008X", [2]),
        ("130503670401001", [1]),
        ("e12345678", [4]),
        ("13800001234", [1]),
        ("138 0000 1234", [1]),
        ("1234", [1, 4]),
        ("12345678", [4]),
        ("h1234567890", [4]),
        ("H12345678", [4]),
        ("fanhaor", [1]),
        ("fanhr", [1]),
        ("FanXB", [1]),
        ("fanhx", []),
        ("fhrx", []),
        ("ayigulima", [4]),
        ("ayigulimaimaiti", [4]),
        ("3457", [5]),
        ("0874-3123456", [1]),
        ("3123457", [5]),
        ("530302-2024-A1-00017", [1]),
        ("2024A1", [1]),
        ("2024100017", [1]),
        ("00017", [1]),
        ("00018", [3]),
        ("人民路", [1, 2]),
        ("人民路12", [1]),
        ("人民路1", [1]),
        ("路12号", [1]),
        ("12号", [1]),
        ("3幢2-401", [1]),
        ("麒麟区人民路", []),
        ("麒麟 人民路", [1]),
        ("纺织", [1]),
        ("a12栋", [4]),
        ("third floor", [4]),
        ("1981 人民路 单", [2]),
        ("1981 人民路 王", []),
    ],
)
def test_people_are_found_by_what_clerks_type(search: Search, typed: str, people: list[int]) -> None:
    assert search(typed) == people


@pytest.mark.parametrize(
    ("surname", "reading"),
    [(surname, reading) for surname, readings in SPECIAL.items() for reading in readings]
    + [(surname, "".join(syllables)) for surname, syllables in COMPOUND.items()]
    + [("韩", "han"), ("吕", "lv"), ("吕", "lu"), ("安", "an"), ("欧", "ou"), ("鄂", "e"), ("尔", "er")],
)
def test_a_surname_spelt_out_before_initials_is_found(surname: str, reading: str) -> None:
    assert fulfilled(query(f"{reading}yy"), person_tokens(names=[f"{surname}媛媛"]))
    assert not fulfilled(query(f"{reading}yx"), person_tokens(names=[f"{surname}媛媛"]))


def test_a_surname_and_initials_are_not_those_of_a_longer_surname() -> None:
    assert fulfilled(query("hangy"), person_tokens(names=["韩国英"]))
    assert fulfilled(query("hangy"), person_tokens(names=["杭月"]))
    assert not fulfilled(query("hanyy"), person_tokens(names=["杭月英"]))
    assert fulfilled(query("wangay"), person_tokens(names=["王爱英"]))
    assert touches("hanyy", person_tokens(names=["韩媛媛"]))


@pytest.mark.parametrize("typed", ["", "   ", "“”", "***", "😀", "-", '"', "\x00", "·"])
def test_what_holds_nothing_to_look_for_asks_nothing(typed: str) -> None:
    assert query(typed) is None


@pytest.mark.parametrize(
    "typed", ['范" OR "单', "范 AND NOT 单", "tokens:范", "NEAR(范 单)", "^范", "范*单", "{范}", "范\x00"]
)
def test_signs_of_the_query_language_are_only_text(search: Search, typed: str) -> None:
    expression = query(typed)
    assert expression is not None
    assert re.fullmatch(r'"\w+"\*?( AND "\w+"\*?)*', expression.replace(AND_IN_PINYIN, '"and"*'))
    assert search(typed) in ([], [1])


@given(st.text(max_size=300) | st.text(alphabet="范单\"*-^:(){}+ ANDORTE'\\\x00\ud800😀", max_size=60))
def test_whatever_is_typed_never_breaks_the_query(search: Search, typed: str) -> None:
    assert set(search(typed)) <= set(PEOPLE)


@pytest.mark.parametrize("typed", ["范" * 10_000, "x" * 10_000, "1 " * 5_000, '"' * 10_000, "范 " * 5_000])
def test_very_long_input_is_cut(search: Search, typed: str) -> None:
    assert len(query(typed) or "") < 1_000
    assert search(typed) == search(typed[:200])


@given(st.text(alphabet="0123456789", min_size=1, max_size=20), st.integers(1, 20))
def test_every_beginning_of_a_number_leads_to_its_tokens(number: str, length: int) -> None:
    assert covered(query(number[:length]), person_tokens(id_numbers=[number]))


@given(st.text(alphabet="范浩然单乐王敏𬭎·ab1", min_size=1, max_size=12), st.data())
def test_every_part_of_a_stored_text_leads_to_its_tokens(name: str, data: st.DataObject) -> None:
    tokens = person_tokens(texts=[name])
    start = data.draw(st.integers(0, len(name) - 1))
    part = name[start : data.draw(st.integers(start + 1, len(name)))]
    assume(part[-1] != "·")
    assume(not (part[0] in "ab1" and start and name[start - 1] in "ab1·"))
    assert covered(query(part), tokens)


def covered(expression: str | None, tokens: str) -> bool:
    """Whether FTS5 finds a person with these tokens; nothing asked for is found."""
    with closing(indexed({1: tokens})) as table:
        match = "SELECT 1 FROM person_search WHERE person_search MATCH ?"
        return expression is None or table.execute(match, (expression,)).fetchone() is not None


def fulfilled(expression: str | None, tokens: str) -> bool:
    """Whether FTS5 finds these tokens by a MATCH expression."""
    with closing(sqlcipher.connect(":memory:")) as connection:
        connection.execute(f"CREATE VIRTUAL TABLE one USING fts5({FTS_TABLE_OPTIONS})")
        connection.execute("INSERT INTO one(rowid, tokens) VALUES (1, ?)", (tokens,))
        return bool(connection.execute("SELECT 1 FROM one WHERE one MATCH ?", (expression,)).fetchone())


def test_a_changed_person_can_be_taken_out_again(table: sqlcipher.Connection) -> None:
    table.execute("INSERT INTO person_search(rowid, tokens) VALUES (9, ?)", (person_tokens(names=["赵敏"]),))
    table.execute("DELETE FROM person_search WHERE rowid = 9")
    matching = "SELECT rowid FROM person_search WHERE person_search MATCH ?"
    assert table.execute(matching, (query("赵敏"),)).fetchall() == []
