"""Words that offices write where there is no number or no person yet."""

import re

from hardship_desktop.domain.amounts import blank
from hardship_desktop.domain.characters import fold_width

_SPACES = re.compile(r"\s+")
_HAS_NUMBER = re.compile(r"[0-9〇一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾甲乙丙丁]|[a-z]", re.I)
_LATIN_NOTHING = re.compile(r"(?:n/?a|nil|null|none|no|new|nan|tbd|x+)", re.I)
_NONE_YET = re.compile(
    r"[(【\[]?(?:新增|新建|新户|新申请|新申报|新纳入|新识别|待|未|暂|无|没|尚|拟|补录|空|不详|申请中|审核中|审批中|办理中)"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:\.0)?(?:年度?|年\d{1,2}月(?:份|\d{1,2}日)?)?")
_NOBODY = re.compile(
    r"[(]?(?:已|现|夫妻|夫妇|其|配偶|丈夫|妻子|父母|父亲|母亲|父|母|均|双双)*"
    r"(?:离异|离婚|离|未成家|未结婚|未嫁|未娶|未婚|丧偶|丧夫|丧妻|单身|单亲|独身|独居|分居|未育|未生育|无|没有|暂无|无此人|亡|死亡|去世|故|病故|病逝"
    r"|逝世|过世|身故|双亡|失踪|失联|走失|下落不明|联系不上|出走|离家出走|服刑|服刑中|在押|入狱|改嫁|另嫁|另娶|未再婚|未再娶|未再嫁|再婚|不详|未知|不明|未登记|未填|空|同上|孤儿|none|null|n/?a)"
    r"(?:配偶|子女|父母|小孩|孩子|家属|成员|妻子|丈夫|儿女|父亲|母亲)?(?:多年|未再婚|未婚|未育|无子女|独居)?"
    r"(?:[(].{0,10}[)])?[)]?",
    re.I,
)


def no_file_number(text: str) -> bool:
    """Whether what stands under 档案编号 is none: 0, 新增, 待建档, a bare year, a word without any figure."""
    plain = _SPACES.sub("", fold_width(text)).strip("*?.。,，!！~#_+=、")
    return (
        blank(plain)
        or not plain.strip("0-/\\.—–")
        or not _HAS_NUMBER.search(plain)
        or any(pattern.fullmatch(plain) for pattern in (_YEAR, _LATIN_NOTHING))
        or _NONE_YET.match(plain) is not None
    )


def nobody(text: str) -> bool:
    """Whether what stands under a name says that there is no such person: 离异, 未婚, 丧偶, 无, 已故."""
    plain = _SPACES.sub("", fold_width(text))
    return blank(plain) or _NOBODY.fullmatch(plain) is not None
