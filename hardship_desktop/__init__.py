"""困难职工帮扶工作台: an offline desktop program for the hardship relief work of trade unions."""

__version__ = "0.1.0"
