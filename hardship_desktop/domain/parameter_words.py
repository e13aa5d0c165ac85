"""Values of rule parameters as a clerk reads and types them: yuan, 是 and 否, labels instead of codes.

What is kept stays the plain text of `domain.parameters`.
"""

from dataclasses import replace

from hardship_desktop.domain.amounts import format_yuan, parse_yuan
from hardship_desktop.domain.codes.base import CodeList
from hardship_desktop.domain.codes.parameter import PARAMETER
from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.parameters import CODED, PAIRS, TRUTHS

_TRUTH_WORDS = {"true": "是", "false": "否"}
_OPERATOR_WORDS = {"<": "低于", "<=": "不高于"}
NAMES = CodeList(
    PARAMETER.name,
    PARAMETER.label,
    tuple(replace(entry, label=entry.label.replace("（分）", "（元）")) for entry in PARAMETER.entries),
    PARAMETER.source,
)
"""The names with amounts in yuan."""


def shown(key: str, value: str) -> str:
    """The value as a person reads it; what is not understood is shown as it is."""
    if key.endswith("_fen") and value.isdecimal():
        return format_yuan(int(value))
    if key in TRUTHS:
        return _TRUTH_WORDS.get(value, value)
    if key in CODED:
        return "、".join(CODED[key].text(code) for code in value.split(","))
    if key in PAIRS:
        return "；".join(_pair_shown(key, pair) for pair in value.split(";"))
    return _OPERATOR_WORDS.get(value, value)


def typed(key: str, text: str) -> str:
    """The value meant by what was typed; UserError when an amount or a word is not understood."""
    text = text.strip()
    if key.endswith("_fen"):
        return str(_fen(text))
    if key in TRUTHS:
        return _meant(text, _TRUTH_WORDS)
    if key in CODED:
        return ",".join(_code(CODED[key], part) for part in _parts(text, "、,，"))
    if key in PAIRS:
        return ";".join(_pair_typed(key, pair) for pair in _parts(text, "；;"))
    return _meant(text, _OPERATOR_WORDS)


def _pair_shown(key: str, pair: str) -> str:
    names, targets = PAIRS[key]
    name, _, target = pair.partition("=")
    words = names.text(name) if names else name
    if targets:
        chosen = "、".join("全部" if code == "all" else targets.text(code) for code in target.split(","))
        return f"{words}={chosen}"
    return f"{words}={format_yuan(int(target))}" if target.isdecimal() else f"{words}={target}"


def _pair_typed(key: str, pair: str) -> str:
    names, targets = PAIRS[key]
    name, equals, target = pair.replace("＝", "=").partition("=")
    if not equals:
        raise UserError(f"“{pair[:20]}”应写成 名称=值，多项用分号隔开。", field="value", code="shape")
    code = _code(names, name) if names else name.strip()
    if targets is None:
        return f"{code}={_fen(target)}"
    chosen = ("all" if part == "全部" else _code(targets, part) for part in _parts(target, "、,，"))
    return f"{code}={','.join(chosen)}"


def _fen(text: str) -> int:
    try:
        return parse_yuan(text)
    except UserError as error:
        raise UserError(error.message, field="value", code=error.code) from None


def _meant(text: str, words: dict[str, str]) -> str:
    return next((value for value, word in words.items() if text == word), text)


def _code(codes: CodeList, word: str) -> str:
    code = codes.find(word)
    if code is None:
        raise UserError(f"“{word.strip()[:20]}”不在{codes.label}里，请核对。", field="value", code="unknown")
    return code


def _parts(text: str, separators: str) -> list[str]:
    for separator in separators[1:]:
        text = text.replace(separator, separators[0])
    return [part.strip() for part in text.split(separators[0]) if part.strip()]


def founded(doc_no: str | None) -> str:
    """The document a value stands on; one taken over from elsewhere stands on none of this office."""
    return doc_no or "本县依据未填"
