"""What a command gives back, and how it is printed."""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, is_dataclass
from datetime import date
from io import TextIOWrapper
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
        print(json.dumps(answer.data, ensure_ascii=False, default=_plain), flush=True)
    else:
        for line in answer.lines:
            print(line, flush=True)
    return 0 if answer.ok else 1


def complain(sentence: str, code: str, *, as_json: bool, status: int = 1) -> int:
    """One Chinese sentence on standard error; in JSON mode the object says it too."""
    if sys.stderr is not None:
        print(sentence, file=sys.stderr)
    if as_json:
        try:
            print(json.dumps({"error": {"code": code, "message": sentence}}, ensure_ascii=False), flush=True)
        except OSError:
            close_mouth()
    return status


def open_mouth(*, as_json: bool) -> None:
    """No character that the terminal's code page lacks may end a command; JSON is always UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if as_json and isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")


def close_mouth() -> None:
    """Nobody reads any more, or the disk is full: what is still buffered must not fail at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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
