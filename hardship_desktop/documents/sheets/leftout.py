"""Rows inside and below the data that are no persons: totals, signatures, repeated headers, notes."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from hardship_desktop.documents.sheets.layout import Column, LeftOut, Reason
from hardship_desktop.documents.sheets.sheet import Cell, Sheet, shown
from hardship_desktop.domain.characters import fold_width

_SPACES = re.compile(r"\s+")
_HINT = re.compile(
    "[计总汇统共签盖章意期时间日空完束截无页码续接注说备附件资数制填经审批复核对校责报话位栏编席领任记:：Pp/人户]"
)
"""A text without any of these ends no list; nearly all names have none."""
_TOTAL = re.compile(
    r"[(]?(?:以上|本页|本表|本次|全县|全市|全区|全镇|全乡|全村|各乡镇|总|户数|人数|金额)*"
    r"(?:合计|小计|总计|共计|累计|总数|汇总|统计|总户数|总人数)(?:户数|人数|金额|\d|[):户人元万,、]|$)"
    r"|[(]?(?:以上)?共(?:计)?\d+(?:户|人)"
)
_WHO = (
    "制表|填表|填报|经办|审核|审批|复核|核对|校对|负责|单位负责|主管|分管|录入|建档|联系|报送|上报|申报|统计|打印"
    "|编制|主任|书记|主席|工会主席|领导|主要领导|分管领导|单位领导|部门领导|主管领导|法人|法定代表|调查|走访|入户"
    "|评议|公示|监督|举报|户主|申请|本人|单位|工会|基层工会|村委会|社区|街道|乡镇|县总工会|部门|经手|承办|证明|代领"
    "|领款|签收|发放"
)
_SIGNED = "签字|签名|签章|签署|盖章|公章|印章|意见|日期|时间|电话|单位|领导|部门|人员|处|栏"
_SIGNATURE = re.compile(
    rf"[(]?(?:加盖)?(?:(?:{_WHO})人?)?(?:(?:{_SIGNED})(?:及|和|或|、|/)?)+[(]?(?:{_SIGNED})*[)]?(?:[(][^)]*[)])?"
    rf"|(?:{_WHO})人(?:[(][^)]*[)])?|[(](?:盖章|公章|章)[)]|.{{0,10}}意见栏?"
    rf"|(?:主管|分管|单位|部门|主要|工会|社区|街道)?(?:领导|主席|书记|主任)(?:审批|审核|批示|签批)?"
    rf"|(?:{_WHO})?(?:日期|时间)[\d年月日./-]*"
)
_SIGNED_LINE = re.compile(
    rf"[(]?(?:{_WHO}|{_SIGNED})(?:人|日期|单位|时间|领导|部门|人员|意见)?(?:[(][^)]*[)])?(?:{_SIGNED})*:"
)
_SEAL = re.compile(r"[^\d]{2,30}[(](?:盖章|公章|章|印章|签章)[)](?:[\d年月日]*)")
_NOTE = re.compile(
    r"(?:备?注|说明|填表说明|填报说明|编制说明|注意|注意事项|附注?|附件|备注|资料来源|数据来源)\d?[:、.]"
)
_END = re.compile(
    r"[(*\-—–=_<《【\[]*(?:以下|此处|下面|此行以下|本页以下|本表以下|以下各行|以下行)?"
    r"(?:空白|为空白|均为空白|均空白|无正文|无内容|无数据|无记录|无名单|为空|结束|完|完毕|全文完|表格结束|到此为止|截止|截至)"
    r"[)*\-—–=_>》】\]。.]*|以下无"
)
_PAGES = r"[\d一二三四五六七八九十xX_]*"
_PAGE = re.compile(
    rf"[(\-—–]*(?:第{_PAGES}页[,，、/;]?(?:[(]?共{_PAGES}页[)]?)?|共{_PAGES}页[,，、/;]?(?:第{_PAGES}页)?"
    r"|page\d+(?:(?:of|/)\d+)?|\d+/\d+页?|页码:?[\d/]*)[)\-—–]*",
    re.I,
)
_CONTINUED = re.compile(
    r"[(]?(?:续表?|接下页|转下页|续下页|下接|上接|接上页|承上页|承前页|过次页|见下页|下页续|未完待续|待续|接续表|续上页"
    r"|续上表|上页续)[\d一二三四五六七八九十]*[)]?|.{2,30}[(]续(?:表|[\d一二三四五六七八九十]+)?[)]"
)
_SURE = re.compile("|".join(each.pattern for each in (_TOTAL, _SIGNED_LINE, _NOTE)))
"""What leaves no doubt even beside what may be a name: 合计, 制表人：张敏."""
_DATE = re.compile(
    r"(?:19|20)?\d{2}[年./-]\d{1,2}[月./-](?:\d{1,2}日?)?|[\d_]*年[\d_]*月[\d_]*日?|[一二三四五六七八九十〇○零二]+年.{1,3}月.{0,3}日?"
)
_LONG = 10**9
_ID_LIKE = re.compile(r"\d{14}")
_HEADLINE = re.compile(
    r"^[(（]?[一二三四五六七八九十\d]+[)）]?[、.．]"
    r"|(?:镇|乡|街道|县|区|村|社区|工会|公司|单位|名册|名单|台账|一览表|统计表)$|[:：]|.{20}"
)
"""A lone text between the rows: 一、城关镇."""
_DASHES = re.compile(r"[-—–_=~*.…]{3,}")
_LATIN = re.compile(r"[A-Za-z][A-Za-z .,()/'&-]*")
"""Under a Chinese header the same in another language."""
_COUNTED = frozenset({"人数", "户数", "人次", "户次", "金额", "比例", "占比"})
"""Heads of statistics below the people, where a name would stand."""
_EXAMPLE = re.compile(r"[(]?(?:填写|填报)?(?:示例|样例|范例|举例|例如|例)[)]?:?\d?")
_MARK = re.compile(
    r"[(]?(?:\d{1,2}|[甲乙丙丁戊己庚辛壬癸A-Z]|栏次|行次|单位|[万千百]?元|元/[年月]|人|岁|㎡|平方米)[)]?"
)
"""Below the words of a header: 甲 乙 1 2 3, or the units of the columns."""


def rows_left_out(
    sheet: Sheet, columns: Sequence[Column], start: int, header: Sequence[Sequence[Cell]]
) -> list[LeftOut]:
    """Every such row from row index `start` on, with the reason; `header` is what may be repeated."""
    heads = [[_bare(cell) for cell in row] for row in header]
    words = {word for row in heads for word in row if word}
    names = {c.index for c in columns if c.target and c.target.field == "name"}
    serials = {c.index for c in columns if c.target and c.target.record == "serial"}
    spread = {block.top for block in sheet.merged if block.right - block.left >= 2 and block.top >= start}
    found = []
    below_header = True
    for index in range(start, len(sheet.rows)):
        row = sheet.rows[index]
        filled = len(row) - row.count("")
        if not filled:
            continue
        below_header = below_header and _is_marks(row)
        if below_header or _repeats(row, heads, words):
            reason: Reason | None = "header"
        else:
            reason = _reason(row, filled, index in spread, names, serials)
        if reason is not None:
            text = " ".join(shown(cell).strip() for cell in row if cell != "")
            found.append(LeftOut(sheet.row_number(index), reason, text[:200]))
    return found


def _reason(
    row: Sequence[Cell], filled: int, spread: bool, names: set[int], serials: set[int]
) -> Reason | None:
    """Why a row is no person. One with a name must say so for sure; one with an ID number always is one."""
    texts = [(column, cell) for column, cell in enumerate(row) if isinstance(cell, str) and cell]
    named = any(column in names and not _no_name(cell) for column, cell in texts)
    lone = filled == 1
    if texts and _EXAMPLE.fullmatch(_plain(texts[0][1])):
        return "note"
    for column, cell in texts[:3] if named else texts:
        reason = reason_of(cell)
        if reason and named and not lone and not _SURE.match(_plain(cell)):
            reason = None
        is_note = (column in names and _no_name(cell)) or (
            lone and (spread or column not in names or _HEADLINE.search(_plain(cell)))
        )
        if reason or is_note:
            return None if any(_ID_LIKE.search(other) for _, other in texts) else reason or "note"
    if named or any(row[column] != "" for column in serials):
        return None
    if filled <= 2 and all(_is_day(cell) for cell in row if cell != ""):
        return "note"
    return None if texts or any(_is_number_of_person(cell) for cell in row) else "total"


def _no_name(cell: str) -> bool:
    """Whether what stands under 姓名 is the end of a list: a word of its own, a day, a line of dashes."""
    plain = _plain(cell)
    return (
        reason_of(cell) is not None
        or cell in _COUNTED
        or plain in ("完", "止", "毕")
        or _DASHES.fullmatch(plain) is not None
        or _DATE.fullmatch(plain) is not None
    )


def _is_number_of_person(cell: Cell) -> bool:
    """A telephone or an ID number that is kept as a number, or no amount at all."""
    return cell != "" and (not isinstance(cell, (int, float)) or abs(cell) >= _LONG)


def _is_day(cell: Cell) -> bool:
    return isinstance(cell, date) or (isinstance(cell, str) and _DATE.fullmatch(_plain(cell)) is not None)


def _plain(cell: str) -> str:
    return _SPACES.sub("", fold_width(cell))


@lru_cache(maxsize=8192)
def reason_of(cell: str) -> Reason | None:
    """What a cell says of its row, None when it may belong to a person."""
    if len(cell) < 2 or not _HINT.search(cell):
        return None
    text = _plain(cell)
    if _TOTAL.match(text):
        return "total"
    if _SIGNED_LINE.match(text) or _SIGNATURE.fullmatch(text) or _SEAL.fullmatch(text):
        return "signature"
    if _NOTE.match(text) or any(each.fullmatch(text) for each in (_END, _PAGE, _CONTINUED)):
        return "note"
    return None


def _is_marks(row: Sequence[Cell]) -> bool:
    """Whether nothing but marks of columns or units stand here."""
    words = [fold_width(shown(cell)).strip() for cell in row if cell != ""]
    return all(map(_MARK.fullmatch, words)) or (len(words) > 1 and all(map(_LATIN.fullmatch, words)))


def _repeats(row: Sequence[Cell], heads: Sequence[Sequence[str]], words: set[str]) -> bool:
    """Whether most cells say again what a row of the header says over them, as on each printed page."""
    first = next(cell for cell in row if cell != "")
    if not isinstance(first, str) or _bare(first) not in words:
        return False
    filled = [(index, _bare(cell)) for index, cell in enumerate(row) if cell != ""]
    return any(2 * sum(head[index] == word for index, word in filled) > len(filled) for head in heads)


def _bare(cell: Cell) -> str:
    return _SPACES.sub("", cell) if isinstance(cell, str) else ""
