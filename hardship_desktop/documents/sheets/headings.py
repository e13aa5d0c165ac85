"""What the words of a header mean: fields, whose they are, and in which unit."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from hardship_desktop.documents.sheets.layout import RecordName
from hardship_desktop.domain.characters import HAN, fold_width
from hardship_desktop.domain.fields import Field
from hardship_desktop.domain.kinds import Instant, Link, Money, YesNo

IS_HEAD = Field(
    "is_head",
    "是否户主",
    YesNo(),
    headers=(
        *("户主否", "是否为户主", "是否是户主", "户主是否", "户主是/否", "是否户主本人", "是否为户主本人"),
        *("户主标识", "户主标志", "户主标记", "是否主申请人", "是否为主申请人", "是否申请人", "是否为申请人"),
        *("是不是户主", "是否家长", "是否是本人", "是否为本人", "是否户代表"),
    ),
)
"""A column that only says of each person whether it is the head."""

Role = Literal["", "head", "member", "kin", "outside"]

LONGEST_HEADER = 60

_NUMERALS = {sign: number for number, sign in enumerate("一二三四五六七八九十", 1)}
_NOISE = re.compile(r"[\s*★※:：_\-—/\\|.。,，、;；?？!！\"'“”‘’#]+")
_BRACKETS = re.compile(r"[(\[{【〔<《「][^()\[\]{}【】〔〕<>《》「」]*[)\]}】〕>》」]")
_BRACKET_MARKS = re.compile(r"[()\[\]{}【】〔〕<>《》「」]")
_NUMBERING = re.compile(r"^(?:\(?\d{1,2}[.、)]|[一二三四五六七八九十]{1,2}、)")
_UNITS = re.compile(r"(?:人民币)?(?:万元|千元|元|㎡|m2|m²|平方米|平米|岁|人|个|周岁)(?:每?[年月人])?$")
_SERIALS = frozenset(
    {
        "序号",
        "编号",
        "序",
        "顺序号",
        "户序号",
        "no",
        "户号",
        "序列号",
        "户数序号",
        "行号",
        "户序",
        "户数",
        "户次",
        "户顺序号",
    }
)
_ROW_SERIALS = frozenset(
    {
        "人序",
        "人序号",
        "人员序号",
        "成员序号",
        "人号",
        "人数序号",
        "家庭成员序号",
        "个人序号",
        "户内序号",
        "人次",
    }
)
_HEADS = "困难职工本人|困难职工户主|困难职工|申请人本人|申请人|户主本人|户主|职工本人|职工|本人|家长"
_MEMBERS = (
    "家庭其他成员|其他家庭成员|家庭主要成员|共同生活家庭成员|共同生活成员|家庭成员|家庭人员|家庭人口|其他成员"
    "|供养亲属|供养人口|直系亲属|家属|成员|家人|学生"
)
_KIN = "配偶|丈夫|妻子|父亲|母亲|长子|次子|儿子|长女|次女|女儿|子女|孩子"
_TAIL = "(?:的)?(?:基本)?(?:情况|信息|资料)?"
_HEAD = re.compile(f"^(?:{_HEADS}){_TAIL}")
_MEMBER = re.compile(f"^(?:{_MEMBERS}){_TAIL}(?P<index>\\d{{1,2}}|[一二三四五六七八九十])?(?:的)?")
_KIN_WORD = re.compile(f"^(?P<kin>{_KIN}){_TAIL}(?P<index>\\d|[一二三四五六])?")
_OUTSIDERS = re.compile("干部|责任人|结对|包保|监护人|代领|经办|走访人|慰问人|联系人|负责人|领导|主席|推荐人")
"""Who stands beside the families in a list: a head over columns of theirs is not about the family."""
_FORMER = re.compile("旧|^原|变更前|调整前|修改前")
_PERIOD = re.compile("(?:^|[每按元])([年月])度?$")
_HAN_WORDS = re.compile(rf"[{HAN}][{HAN}0-9]*")
_LAST_INDEX = re.compile(r"(?<=\D)(\d{1,2}|[一二三四五六七八九十])$")


@dataclass(frozen=True, slots=True)
class Meaning:
    """One header cell, or a path of them, understood.

    `choices` are the fields it may name, best first; `index` counts members from 1; 0 is unsaid.
    `kin` is the relation stated, with its number: 子女2.
    """

    choices: tuple[tuple[RecordName, str], ...] = ()
    role: Role = ""
    index: int = 0
    kin: str = ""
    confidence: float = 0.0


def tidy(text: str) -> str:
    """A header without spaces, line breaks, asterisks, numbering and punctuation; brackets stay."""
    folded = fold_width(text[: LONGEST_HEADER * 4]).casefold()
    return _NOISE.sub("", _NUMBERING.sub("", folded.strip(" *★\n\t")))


def factor_of(text: str) -> int:
    """What a bare amount under this header is multiplied by."""
    plain = fold_width(text)
    return 10_000 if "万元" in plain else 1_000 if "千元" in plain else 1


class Vocabulary:
    """All words that mean a field of a household or of a person."""

    def __init__(self, household_fields: Iterable[Field], person_fields: Iterable[Field]) -> None:
        self.labels: dict[tuple[RecordName, str], str] = {}
        self._words: dict[str, list[tuple[RecordName, str]]] = {}
        self._money: set[tuple[RecordName, str]] = set()
        self._known: dict[tuple[str, ...], Meaning] = {}
        self._add("household", household_fields)
        self._add("person", (*person_fields, IS_HEAD))

    def _add(self, record: RecordName, fields: Iterable[Field]) -> None:
        for each in fields:
            if not importable(each):
                continue
            target = (record, each.name)
            self.labels[target] = each.label
            if isinstance(each.kind, Money):
                self._money.add(target)
            for word in (each.label, *each.headers):
                entry = self._words.setdefault(_plain(tidy(word)), [])
                if target not in entry:
                    entry.append(target)

    def meaning(self, path: tuple[str, ...]) -> Meaning:
        """What a column's header, top to bottom, means."""
        found = self._known.get(path)
        if found is None:
            found = self._known[path] = self._understand([tidy(text) for text in path if text.strip()])
        return found

    def shared(self, header: str) -> str | None:
        """The person's field that a header names as well as it names the household's."""
        choices = dict(self.meaning(tuple(header.split(" / "))).choices)
        return choices.get("person") if "household" in choices else None

    def role(self, header: str) -> Role:
        """Whose column it is by its header."""
        return self.meaning(tuple(header.split(" / "))).role

    def suggestions(self, header: str) -> list[str]:
        """Labels of fields whose words look like this header."""
        near = get_close_matches(_plain(_bare(tidy(header.split(" / ")[-1]))), self._words, n=3, cutoff=0.6)
        return list(dict.fromkeys(self.labels[target] for word in near for target in self._words[word]))

    def _understand(self, pieces: Sequence[str]) -> Meaning:
        if not pieces or len(pieces[-1]) > LONGEST_HEADER:
            return Meaning()
        said_beside = [*pieces[:-1], *_in_brackets(pieces[-1])]
        if any(_FORMER.search(text) for text in said_beside) or any(map(_OUTSIDERS.search, pieces[:-1])):
            return Meaning(role="outside")
        role, index, kin = _role(pieces)
        for word, confidence in _readings(pieces):
            choices = [
                choice
                for choice in self._words.get(word, ())
                if choice not in self._money or _is_amount_of(choice, self.labels[choice], pieces, role)
            ]
            if not choices and word in _SERIALS | _ROW_SERIALS:
                return Meaning((("serial", "row" if word in _ROW_SERIALS else ""),), confidence=confidence)
            if choices:
                if pieces[-1] in (tidy(self.labels[choice]) for choice in choices):
                    # 困难职工本人 and 职工编号 are labels; their 职工 says nothing of whose they are.
                    role, index, kin = _role(pieces[:-1])
                return self._chosen(choices, role, index, kin, confidence)
        return Meaning(role=role, index=index, kin=kin)

    def _chosen(
        self, choices: list[tuple[RecordName, str]], role: Role, index: int, kin: str, confidence: float
    ) -> Meaning:
        persons = [choice for choice in choices if choice[0] == "person"]
        if role and persons:
            return Meaning(tuple(persons), role, index, kin, confidence)
        if len(choices) > 1:
            confidence = min(confidence, 0.6)
        return Meaning(tuple(choices), role, index, kin, confidence)


def importable(field: Field) -> bool:
    """Whether a sheet may fill this field."""
    return not field.own and not isinstance(field.kind, (Link, Instant))


def _is_amount_of(target: tuple[RecordName, str], label: str, pieces: Sequence[str], role: Role) -> bool:
    """Whether an amount is of the family or the person, and for the year or the month, that the field means.

    人均收入(年) is no monthly amount, 本人年收入 not the family's, 月收入(家庭) not a person's.
    """
    brackets = _in_brackets(pieces[-1])
    periods = {found[1] for text in brackets if (found := _PERIOD.search(text))}
    if periods and not any(period in label for period in periods):
        return False
    if target[0] == "person":
        return not any("家" in text for text in brackets)
    own = bool(role) or any(_HEAD.match(text) or "个人" in text for text in brackets)
    return not own or "家" in _bare(pieces[-1])


def _in_brackets(text: str) -> list[str]:
    return [_plain(found) for found in _BRACKETS.findall(text)]


def _bare(text: str) -> str:
    return _BRACKETS.sub("", text)


def _plain(text: str) -> str:
    return _BRACKET_MARKS.sub("", text)


def _readings(pieces: Sequence[str]) -> list[tuple[str, float]]:
    """The words to look up, the most literal first."""
    leaf = pieces[-1]
    literal, bare = _plain(leaf), _plain(_bare(leaf))
    readings = [(literal, 1.0), (bare, 0.95), (_UNITS.sub("", bare), 0.9)]
    if one_language := _in_chinese(bare):
        readings += [(one_language, 0.9), (_UNITS.sub("", one_language), 0.9)]
    if len(pieces) > 1:
        parent = _plain(_bare(pieces[-2]))
        readings += [(parent + bare, 0.9), (bare + parent, 0.8)]
    for stripped in _stripped(one_language or bare):
        readings += [(stripped, 0.9), (_UNITS.sub("", stripped), 0.85)]
    return [(word, confidence) for word, confidence in readings if word]


def _in_chinese(text: str) -> str:
    """A header in two languages without the other one: 姓名name; "" for a header in one."""
    found = "".join(_HAN_WORDS.findall(text))
    return found if found and found != text else ""


def _stripped(leaf: str) -> list[str]:
    """The leaf without the word for the person or the number of the member."""
    forms = [pattern.sub("", leaf, count=1) for pattern in (_HEAD, _MEMBER, _KIN_WORD)]
    forms += [_LAST_INDEX.sub("", form) for form in (leaf, *forms)]
    return [form for form in dict.fromkeys(forms) if form and form != leaf]


def _role(pieces: Sequence[str]) -> tuple[Role, int, str]:
    """Whose column it is, from the leaf upwards; a member's number; the relation stated."""
    role: Role = ""
    index, kin = 0, ""
    for piece in reversed(pieces):
        bare = _plain(_bare(piece))
        member, relative = _MEMBER.match(bare), _KIN_WORD.match(bare)
        if member and not role:
            role = "member"
            index = index or _number(member["index"])
        elif relative and not role:
            number = _number(relative["index"])
            role, kin = "kin", relative["kin"] + (str(number) if number else "")
        elif _HEAD.match(bare) and not role:
            role = "head"
        last = _LAST_INDEX.search(bare)
        if last and not index and role != "head":
            index = _number(last[1])
    return role, index, kin


def _number(text: str | None) -> int:
    if not text:
        return 0
    return int(text) if text.isdecimal() else _NUMERALS.get(text, 0)
