"""What a command gives back, and how it is printed."""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID


@dataclass
class Answer:
    """`data` is the JSON object, `lines` what a person reads; `ok` False means refused, wholly or partly."""

    data: dict[str, Any] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    ok: bool = True


def show(answer: Answer, *, as_json: bool) -> int:
    """Print an answer; gives the exit status."""
    if as_json:
        print(json.dumps(answer.data, ensure_ascii=False, default=_plain))
    else:
        for line in answer.lines:
            print(line)
    return 0 if answer.ok else 1


def complain(sentence: str, code: str, *, as_json: bool, status: int = 1) -> int:
    """One Chinese sentence on standard error; in JSON mode the object says it too."""
    if as_json:
        print(json.dumps({"error": {"code": code, "message": sentence}}, ensure_ascii=False))
    print(sentence, file=sys.stderr)
    return status


_PLAIN: dict[type, Callable[[Any], Any]] = {
    Path: str,
    UUID: str,
    date: date.isoformat,
    bytes: bytes.hex,
    frozenset: sorted,
    set: sorted,
}


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    for kind, convert in _PLAIN.items():
        if isinstance(value, kind):
            return convert(value)
    raise TypeError(type(value).__name__)
