"""What is left of money, in words."""

from hardship_desktop.domain.amounts import format_yuan


def left_words(left: int) -> str:
    """What is left of money, or by how much too much was paid; `left` in fen."""
    return f"余额 {format_yuan(left)} 元" if left >= 0 else f"超支 {format_yuan(-left)} 元"
