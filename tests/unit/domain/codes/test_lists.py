"""Every code list can be trusted: sourced, unambiguous, stable on the wire."""

from collections import Counter
from datetime import date

import pytest

from hardship_desktop.domain.characters import fold_text, fold_width
from hardship_desktop.domain.codes import (
    aid,
    ethnic,
    health,
    household,
    legacy,
    office,
    parameter,
    person,
    relation,
    visit,
    work,
)
from hardship_desktop.domain.codes.base import CodeList

MODULES = (aid, ethnic, health, household, office, parameter, person, relation, visit, work)
ALL = [value for module in MODULES for value in vars(module).values() if isinstance(value, CodeList)]
LISTS = [pytest.param(each, id=each.name) for each in ALL]
BY_NAME = {each.name: each for each in ALL}


def plain(word: str) -> str:
    return fold_width(fold_text(word)).replace(" ", "").casefold()


def test_list_names_are_unique() -> None:
    assert len(BY_NAME) == len(ALL)


@pytest.mark.parametrize("codes", LISTS)
def test_a_list_names_its_source(codes: CodeList) -> None:
    assert codes.source
    assert codes.label


@pytest.mark.parametrize("codes", LISTS)
def test_codes_are_unique_ascii_without_commas(codes: CodeList) -> None:
    assert len(codes.by_code) == len(codes.entries)
    for entry in codes.entries:
        assert entry.code.isascii()
        assert entry.code
        assert not set(entry.code) & set(", \t\n")


@pytest.mark.parametrize("codes", LISTS)
def test_labels_are_unique_and_survive_being_listed(codes: CodeList) -> None:
    labels = [entry.label for entry in codes.entries]
    assert len(set(labels)) == len(labels)
    for label in labels:
        assert "," not in label
        assert "\n" not in label


@pytest.mark.parametrize("codes", LISTS)
def test_no_word_means_two_entries(codes: CodeList) -> None:
    owners = Counter(
        word
        for entry in codes.entries
        for word in {plain(each) for each in (entry.code, entry.label, *entry.synonyms)}
    )
    assert [word for word, count in owners.items() if count > 1] == []


@pytest.mark.parametrize("codes", LISTS)
def test_every_label_and_synonym_is_found_again(codes: CodeList) -> None:
    for entry in codes.entries:
        assert {codes.find(word) for word in (entry.label, entry.code, *entry.synonyms)} == {entry.code}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "tier",
            "深度困难 相对困难 意外致困 一般困难 低保户 低保边缘户 意外致困户 低保线以上 享受低保 未享受低保",
        ),
        (
            "cause",
            "无劳动能力 有劳动能力而未就业 下岗失业 未参加社会保险 社会保险待遇落实不到位 患重特大疾病 "
            "遭受自然灾害 遭受意外事故 子女上学 其他 本人大病 供养直系亲属大病 本人残疾 家属残疾 "
            "家属下岗失业 收入低 自然灾害 重大意外事故 本人或供养直系亲属大病",
        ),
        ("housing", "自建房 商品房 经济适用房 两限房 承租单位公房 政府廉租房 租房 其他 自购房 无房"),
        ("housing", "租赁公房 租赁私房 自有私房 售后公房 自购商品房 安置商品房"),
        (
            "health",
            "良好 恶性肿瘤 心血管病 脑血管病 终末期肾病 精神病 肝病 血液病 糖尿病 肿瘤病 腰颈椎病 高血压病 "
            "肺病 一般疾病 深度昏迷 永久瘫痪 严重阿尔茨海默病 严重帕金森病 严重运动神经元病 残疾 癌症 尿毒症",
        ),
        ("political", "中共党员 共青团员 群众 民主党派 其他"),
        ("work_status", "在岗 下(待)岗 失(无)业 退休 离休 病退 病休 内退"),
        ("labor_model", "非劳模 全国劳模 省部级劳模 地市级劳模 其他"),
        ("hukou", "非农业 农业 农转居"),
        ("marital", "未婚 已婚 离异 丧偶"),
        (
            "industry",
            "农林牧渔 金融保险 社会服务 教育 科技 文化 体育 宗教 医疗卫生 军队 国家机关 纺织 冶金 煤炭 "
            "机电 电子仪表 化工 国防 城建 轻工 财贸 医药 其他",
        ),
        ("contract_term", "半年内 半年至一年 两年 三年 四年 五年以上 无固定期限"),
        ("employer_type", "国有机关/事业单位 国有企业 集体企业 民营/私营/个体企业"),
        ("archive_level", "全国级 省级 地市级 区县级 基层"),
    ],
)
def test_the_words_of_both_generations_of_forms_are_read(name: str, words: str) -> None:
    unread = [word for word in words.split() if BY_NAME[name].find(word) is None]
    assert unread == []


def test_the_older_words_are_kept_and_not_offered() -> None:
    offered = {entry.code for entry in household.TIER.current}
    assert offered == {"deep", "relative", "accident", "general"}
    assert household.TIER.text("dibao") == "低保户"


def test_relations_cover_the_standard_but_for_the_class_it_dropped() -> None:
    """GB/T 4761-2008 leaves 98 (保姆, 1984 edition) and 03-09, 13-19 unused."""
    standard = {"01", "02", "10", "11", "12"} | {f"{n:02d}" for n in range(20, 100)} - {"98"}
    assert {entry.code for entry in relation.RELATION.entries} == standard


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("妻子", "12"),
        ("丈夫", "11"),
        ("儿子", "20"),
        ("女儿", "30"),
        ("父", "51"),
        ("母亲", "52"),
        ("次女", "33"),
    ],
)
def test_spoken_relations_are_read(word: str, code: str) -> None:
    assert relation.RELATION.find(word) == code


def test_a_bare_digit_is_no_relation() -> None:
    """An Excel that dropped a leading zero turns 01 into 1: not to be guessed."""
    assert [relation.RELATION.find(str(digit)) for digit in range(10)] == [None] * 10


def test_implied_sexes_are_codes_of_both_lists() -> None:
    assert set(relation.IMPLIED_SEX) <= set(relation.RELATION.by_code)
    assert set(relation.IMPLIED_SEX.values()) == {"1", "2"}
    assert relation.IMPLIED_SEX["12"] == relation.IMPLIED_SEX["38"] == "2"
    assert relation.IMPLIED_SEX["28"] == relation.IMPLIED_SEX["55"] == "1"
    assert not {"01", "02", "10", "50", "80"} & set(relation.IMPLIED_SEX)


def test_the_fifty_six_peoples_are_complete() -> None:
    numbered = [entry.code for entry in ethnic.ETHNIC.entries]
    assert numbered == [f"{n:02d}" for n in range(1, 57)] + ["97", "98"]
    assert ethnic.ETHNIC.find("彝") == ethnic.ETHNIC.find("彝族") == ethnic.ETHNIC.find("YI") == "07"
    assert len({entry.synonyms[-1] for entry in ethnic.ETHNIC.entries[:56]}) == 56


@pytest.mark.parametrize(
    ("name", "word", "code"),
    [
        ("work_status", "下（待）岗", "laid_off"),
        ("disability_level", "一级（极重度）", "1"),
        ("disability_level", "１级", "1"),
        ("cause", "6患重特大疾病", "grave_illness"),
        ("cause", "（9）子女上学", "schooling"),
        ("sex", "2.女", "2"),
        ("sex", "2", "2"),
        ("relation", "12", "12"),
    ],
)
def test_words_are_read_as_forms_print_them(name: str, word: str, code: str) -> None:
    """Full-width brackets and the printed number of a choice do not hinder."""
    assert BY_NAME[name].find(word) == code


def test_every_successor_leads_from_an_older_code_to_a_known_one() -> None:
    for each in legacy.LEGACY:
        codes = BY_NAME[each.code_list]
        assert not codes.by_code[each.old].current
        assert each.new in codes.by_code


def test_every_older_tier_has_a_successor_that_is_offered_today() -> None:
    for entry in household.TIER.entries:
        step = legacy.successor("tier", entry.code)
        assert entry.current if step is None else household.TIER.by_code[step.new].current


def test_the_last_of_several_steps_is_told_with_its_day() -> None:
    step = legacy.successor("tier", "receiving_dibao")
    assert step is not None
    assert (step.old, step.new, step.since) == ("dibao", "deep", date(2020, 1, 1))
    assert legacy.successor("tier", "deep") is None
