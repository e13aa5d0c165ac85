"""困难职工帮扶工作台: an offline desktop program for the hardship relief work of trade unions."""

__version__ = "0.1.0"

__released__ = "2026-01-01"
"""No PC's clock is right before this day; it goes on with the versions."""
