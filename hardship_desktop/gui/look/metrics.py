"""Sizes: everything is measured in the height of the text, so that one setting rescales all of it."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtWidgets import QApplication

TypeSize = Literal["标准", "大", "特大"]
TYPE_SIZES: dict[TypeSize, int] = {"标准": 14, "大": 16, "特大": 18}
"""The three sizes of type, with the pixels of ordinary text."""


@dataclass(frozen=True)
class Metrics:
    """Pixels of everything for text of `text` pixels."""

    text: int = 14

    def px(self, at_standard: float) -> int:
        """What is `at_standard` pixels with ordinary type of 14."""
        return round(at_standard * self.text / 14)

    @property
    def row(self) -> int:
        """Height of a row of a list."""
        return self.px(34)

    @property
    def control(self) -> int:
        """Height of buttons and fields."""
        return self.px(32)


def metrics() -> Metrics:
    """The sizes in force: those of the program's font."""
    return Metrics(max(QApplication.font().pixelSize(), 14))
