"""Identity numbers: resident IDs and residence permits (GB 11643), and other papers."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import mul
from typing import Literal

from hardship_desktop.domain import divisions
from hardship_desktop.domain.characters import normalise_id, short

IdKind = Literal["resident", "permit_hk_mo_tw", "resident15", "other"]
Part = Literal["length", "characters", "century", "date", "checksum"]

OLDEST_YEARS = 120
"""An age above which a birth day is taken for a mistake."""

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_PERMITS = ("810000", "820000", "830000")
_SHAPE = re.compile(r"[0-9]{15}|[0-9]{17}[0-9X]")
_SCIENTIFIC = re.compile(r"[0-9](\.[0-9]+)?E\+?[0-9]+")
_SEX_WORDS = {"1": "男", "2": "女"}


@dataclass(frozen=True, slots=True)
class IdProblem:
    """One part of a number that is wrong, with a Chinese sentence for the person."""

    part: Part
    message: str


@dataclass(frozen=True, slots=True)
class IdCheck:
    """What a number says and what is wrong with it.

    sex is 1 男 or 2 女 (GB/T 2261.1); upgraded is the 18-digit form of a sound 15-digit number.
    Warnings never stop a number from being saved.
    """

    number: str
    kind: IdKind
    problems: tuple[IdProblem, ...] = ()
    warnings: tuple[str, ...] = ()
    birth: date | None = None
    sex: Literal["1", "2"] | None = None
    upgraded: str | None = None

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong; warnings do not count."""
        return not self.problems


@lru_cache(maxsize=256)  # one person's number is looked at several times in a row
def check_id_number(text: str, *, today: date) -> IdCheck:
    """Check a resident ID number or a Hong Kong, Macao or Taiwan residence permit (GB 11643-1999).

    An unknown district code only warns, because real cards carry codes that no list has.
    """
    number = normalise_id(text)
    problem = _shape_problem(number, text)
    if problem:
        return IdCheck(number, "resident15" if len(number) == 15 else "resident", (problem,))
    if len(number) == 15:
        return _check_15(number, today)
    kind: IdKind = "permit_hk_mo_tw" if number.startswith(_PERMITS) else "resident"
    birth = birth_of(number)
    problems = [*_birth_problems(number[6:14], "7-14", birth, today), *_checksum_problems(number)]
    sex: Literal["1", "2"] = "1" if int(number[16]) % 2 else "2"
    return IdCheck(number, kind, tuple(problems), _district_warnings(number), birth, sex)


def check_other_id(text: str) -> IdCheck:
    """Check mildly the number of a passport, permit or other paper: some plain letters and digits."""
    number = normalise_id(text)
    problems: tuple[IdProblem, ...] = ()
    if not 4 <= len(number) <= 30:
        problems = (IdProblem("length", f"证件号码一般为4到30位，现为{len(number)}位，请核对。"),)
    elif not re.fullmatch(r"[0-9A-Z\u3400-\u9fff第字号()/.]+", number):
        problems = (IdProblem("characters", f"证件号码“{short(number)}”含有不该有的符号，请核对。"),)
    return IdCheck(number, "other", problems)


def birth_of(number: str) -> date | None:
    """The birth day that a normalised number carries, None when there is no such day."""
    digits = f"19{number[6:12]}" if len(number) == 15 else number[6:14]
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def compare(number: str, birth: date | None, sex: str | None) -> list[str]:
    """Chinese sentences for each of birth day and sex (1 男, 2 女) that differs from the number."""
    plain = normalise_id(number)
    if not _SHAPE.fullmatch(plain):
        return []
    sentences = []
    carried = birth_of(plain)
    if carried and birth and carried != birth:
        sentences.append(f"出生日期{birth:%Y-%m-%d}与身份证号中的{carried:%Y-%m-%d}不一致，请核对。")
    parity = "1" if int(plain[14 if len(plain) == 15 else 16]) % 2 else "2"
    if sex in _SEX_WORDS and sex != parity:
        sentences.append(f"性别{_SEX_WORDS[sex]}与身份证号中的{_SEX_WORDS[parity]}不一致，请核对。")
    return sentences


def id_checksum(first17: str) -> str:
    """The 18th character for seventeen digits (GB 11643, ISO 7064 MOD 11-2)."""
    if len(first17) != len(_WEIGHTS):
        raise ValueError("seventeen digits are needed")
    return _CHECKS[sum(map(mul, _WEIGHTS, map(int, first17))) % 11]


def number_key(number: str) -> str:
    """An ID number as people are compared by it: 15 digits in their 18-digit form (GB 11643)."""
    if len(number) == 15 and number.isascii() and number.isdigit():
        first17 = f"{number[:6]}19{number[6:]}"
        return first17 + id_checksum(first17)
    return number


def make_id_number(district: str, birth: date, seq: int) -> str:
    """A number for invented people: six-digit district, birth day, sequence 0-999 (odd: male)."""
    first17 = f"{district}{birth:%Y%m%d}{seq:03d}"
    return first17 + id_checksum(first17)


def id_mask(number: str) -> str:
    """The number as it may be shown: its last two characters.

    With office, sex and year of birth known, a few thousand numbers still end like this. A short number
    and a disability card, whose end says what the disability is, show nothing.
    """
    shown = 2 if 8 <= len(number) <= 18 else 0
    return "*" * (len(number) - shown) + number[len(number) - shown :]


def _shape_problem(number: str, text: str) -> IdProblem | None:
    """Wrong length or characters, which leave nothing else to check."""
    if _SHAPE.fullmatch(number):
        return None
    if not number:
        return IdProblem("length", "没有填身份证号，请填18位号码。")
    if _SCIENTIFIC.fullmatch(number):
        return IdProblem(
            "characters",
            f"“{short(text.strip())}”是科学计数法，后几位已经丢失，请从证件重新录入，并把该列设为文本格式。",
        )
    wrong = [i for i, c in enumerate(number, 1) if c not in "0123456789" and not (i == 18 and c == "X")]
    if wrong and len(number) in (15, 18):
        named = "、".join(f"第{i}位“{number[i - 1]}”" for i in wrong[:3])
        return IdProblem("characters", f"身份证号{named}不对：只能是数字，第18位还可以是X，请核对。")
    if wrong and not any(c in "0123456789" for c in number):
        return IdProblem("characters", f"“{short(number)}”不是身份证号，请填18位号码。")
    if len(number) not in (15, 18):
        return IdProblem("length", f"身份证号应为18位（旧证15位），现为{len(number)}位，请核对。")
    return None


def _check_15(number: str, today: date) -> IdCheck:
    """A number of the first generation: no century and no check character."""
    birth = birth_of(number)
    problems = tuple(_birth_problems(number[6:12], "7-12", birth, today))
    warnings = _district_warnings(number)
    if 996 <= int(number[12:]) <= 999:
        warnings += ("15位号码末三位为996至999，曾用于19世纪出生的老人，请核对出生年份。",)
    first17 = f"{number[:6]}19{number[6:]}"
    upgraded = None if problems else first17 + id_checksum(first17)
    sex: Literal["1", "2"] = "1" if int(number[14]) % 2 else "2"
    return IdCheck(number, "resident15", problems, warnings, birth, sex, upgraded)


def _birth_problems(digits: str, where: str, birth: date | None, today: date) -> list[IdProblem]:
    """What is wrong with the birth day at the named places."""
    if len(digits) == 8 and digits[:2] not in ("18", "19", "20"):
        return [IdProblem("century", f"身份证号第7-10位（{digits[:4]}）不是合理的出生年份，请核对。")]
    at = f"身份证号第{where}位（{digits}）"
    if birth is None:
        return [IdProblem("date", f"{at}不是有效日期，请核对。")]
    if birth > today:
        return [IdProblem("date", f"{at}是还没有到的日期，请核对。")]
    if birth.year + OLDEST_YEARS < today.year:
        return [IdProblem("date", f"{at}表示年龄超过{OLDEST_YEARS}岁，请核对。")]
    return []


def _checksum_problems(number: str) -> list[IdProblem]:
    """Whether the last character belongs to the seventeen before it."""
    expected = id_checksum(number[:17])
    if number[17] == expected:
        return []
    message = f"最后一位校验码不对：按前17位应为 {expected}，现为 {number[17]}。请核对每一位。"
    if number.endswith("000"):
        message += "末三位是000，可能是表格把号码当作数字，后几位已经丢失。"
    return [IdProblem("checksum", message)]


def _district_warnings(number: str) -> tuple[str, ...]:
    """A warning for a district code that no list has."""
    if divisions.is_known(number[:6]):
        return ()
    if len(number) == 18 and number[0] == "9":
        return ("以9开头的号码是外国人永久居留身份证，请核对证件类型。",)
    return (f"身份证号前6位（{number[:6]}）不在已知的行政区划代码中，请核对；核对无误可以保存。",)
