"""What is loaded only when it is called: the login must be there before the rest of the program is."""

from collections.abc import Callable
from importlib import import_module
from typing import Any


def load(name: str) -> Any:
    """The thing that `package.module:thing` names."""
    module, _, thing = name.partition(":")
    return getattr(import_module(module), thing)


def later(name: str) -> Callable[..., Any]:
    """A function that loads the one named when it is first called."""

    def call(*arguments: Any, **named: Any) -> Any:
        return load(name)(*arguments, **named)

    return call
