"""The window. The only place that knows Qt."""

import builtins

_plain_import = builtins.__import__

import PySide6.QtCore  # noqa: E402, F401

# From its first import on, PySide reads the source of every module loaded later, to see whether it asks for
# snake_case names. Nothing here does, and it was a third of the start.
builtins.__import__ = _plain_import
