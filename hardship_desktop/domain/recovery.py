"""The recovery code: 24 characters of Crockford's base 32 (120 bits) and one check character."""

import secrets

from hardship_desktop.domain.characters import normalise_id
from hardship_desktop.domain.errors import UserError

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOK_ALIKES = str.maketrans("OIL", "011")
_LENGTH = 25


def new_recovery_code() -> str:
    """A fresh code in five groups of five."""
    body = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH - 1))
    return grouped(body + _check_character(body))


def grouped(code: str) -> str:
    """XXXXX-XXXXX-XXXXX-XXXXX-XXXXX"""
    return "-".join(code[start : start + 5] for start in range(0, len(code), 5))


def fold_recovery(text: str) -> str:
    """A recovery code or a part of it in the code's own characters: o is 0, i and l are 1."""
    return normalise_id(text).translate(_LOOK_ALIKES)


def normalise_recovery_code(text: str) -> str:
    """What a person typed as the 25 characters; UserError says what is missing or mistyped."""
    plain = fold_recovery(text)
    if len(plain) != _LENGTH:
        raise UserError(
            f"恢复码应为 25 个字符（五组，每组五个），现有 {len(plain)} 个。", code="recovery_length"
        )
    wrong = [character for character in plain if character not in _ALPHABET]
    if wrong:
        raise UserError(f"恢复码里没有“{wrong[0]}”这个字符，请对照打印件核对。", code="recovery_character")
    if _check_character(plain[:-1]) != plain[-1]:
        raise UserError("恢复码里有字符输错了，请对照打印件逐组核对。", code="recovery_check")
    return plain


def _check_character(body: str) -> str:
    total = sum((place + 1) * _ALPHABET.index(character) for place, character in enumerate(body))
    return _ALPHABET[total % 31]
