"""Decoding of bytes that a stranger may have written."""

from collections.abc import Callable
from typing import TypeVar

import msgspec

from hardship_desktop.sync.refusals import refusal

_T = TypeVar("_T")


def decoded(decode: Callable[[bytes], _T], data: bytes, code: str) -> _T:
    """The value, or the refusal `code`: for wrong types, broken text and endless nesting alike."""
    try:
        return decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise refusal(code) from error
