"""What is loaded only when it is called: the login must be there before the rest of the program is."""

from collections.abc import Callable
from pkgutil import resolve_name
from typing import Any


def later(name: str) -> Callable[..., Any]:
    """A function that loads the one named, as `package.module:function`, when it is first called."""

    def call(*arguments: Any, **named: Any) -> Any:
        return resolve_name(name)(*arguments, **named)

    return call
