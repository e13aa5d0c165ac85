import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardship_desktop.domain.pinyin import MOST_READINGS, given_name_keys, name_keys

SURNAMES = """
单shan 仇qiu 解xie 查zha 曾zeng 盖ge 乐yue 朴piao 区ou 翟zhai 任ren 覃qin 缪miao 尉wei 员yun 贠yun
秘bi 逄pang 冼xian 佴nai 召shao 折she 黑he 牟mu 万wan 种chong 幺yao 么yao 能nai 郗xi 重chong 繁po
车che 沈shen 石shi 都du 阚kan 那na 祭zhai 薄bo 褚chu 谌chen 隗wei 郇xun 洗xian 殷yin 哈ha 贾jia
令ling 陆lu 吕lv 率shuai 宓mi 宿su 粘nian 番pan 亓qi 强qiang 厍she 莘shen 盛sheng 殳shu 拓tuo 蔚yu
呙guo 胥xu 恽yun 臧zang 长chang 仉zhang 禚zhuo 訾zi 眭sui 郏jia 炅gui 昝zan 笪da 妫gui 綦qi 庹tuo
郤xi 句gou 缑gou 颉xie 晟cheng 澹tan 隽juan 镡tan 撖han 贲ben 过guo 酆feng 暨ji 蹇jian 钭tou 亢kang
逯lu 芈mi 乜nie 甯ning 璩qu 阙que 谯qiao 邰tai 郯tan 毋wu 禤xuan 弋yi 鄞yin 笮ze 六lu 卜bu
"""


@pytest.mark.parametrize("entry", SURNAMES.split())
def test_a_surname_is_read_as_a_surname_first(entry: str) -> None:
    assert name_keys(entry[0] + "明").full[0] == entry[1:] + "ming"


@pytest.mark.parametrize(
    ("name", "full", "initials"),
    [
        ("范浩然", "fanhaoran", "fhr"),
        ("尉迟恭", "yuchigong", "ycg"),
        ("万俟明", "moqiming", "mqm"),
        ("单于明", "chanyuming", "cym"),
        ("长孙明", "zhangsunming", "zsm"),
        ("欧阳明", "ouyangming", "oym"),
        ("令狐冲", "linghuchong", "lhc"),
        ("澹台明", "tantaiming", "ttm"),
        ("阿依古丽·买买提", "ayigulimaimaiti", "ayglmmt"),
        ("王𬭎", "wanghong", "wh"),
        ("王䶮", "wangyan", "wy"),
    ],
)
def test_names_are_read_whole(name: str, full: str, initials: str) -> None:
    keys = name_keys(name)
    assert (keys.full[0], keys.initials[0]) == (full, initials)


def test_a_name_with_several_readings_is_found_under_each() -> None:
    assert name_keys("单乐").full == ("shanle", "shanyue", "danle", "danyue")
    assert {"lvna", "luna"} <= set(name_keys("吕娜").full)
    assert "nvwa" in name_keys("女娃").full


def test_a_character_without_a_reading_is_passed_over() -> None:
    assert name_keys("王\U0003134a明").full == ("wangming",)
    assert name_keys("\ue001").full == ()


def test_the_given_name_alone_has_its_own_readings() -> None:
    assert given_name_keys("欧阳长乐")[0] == "changle"
    assert given_name_keys("王") == ()


@given(st.text(max_size=50))
def test_any_text_gives_few_plain_readings(text: str) -> None:
    keys = name_keys(text)
    assert len(keys.full) <= MOST_READINGS
    assert all(
        word.isascii() and word.isalnum() and word == word.lower() for word in (*keys.full, *keys.initials)
    )
