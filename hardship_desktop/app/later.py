"""What is loaded only when it is called: the login must be there before the rest of the program is."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pkgutil import resolve_name
from typing import Any


def later(name: str) -> Callable[..., Any]:
    """A function that loads the one named, as `package.module:function`, when it is first called."""

    def call(*arguments: Any, **named: Any) -> Any:
        return resolve_name(name)(*arguments, **named)

    return call


@contextmanager
def nothing_to_collect() -> Iterator[None]:
    """No search for garbage while classes and a window are made, nor ever among them: they stay."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
