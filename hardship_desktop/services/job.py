"""Long work by name: who names it need not load it, and arguments and result have types all the same."""

from collections.abc import Callable
from dataclasses import dataclass
from pkgutil import resolve_name
from typing import Generic, TypeVar

from hardship_desktop.domain.progress import Progress

A = TypeVar("A")
R = TypeVar("R")
Function = Callable[[A, Progress], R]


@dataclass(frozen=True)
class Job(Generic[A, R]):
    """A function of a module; it goes over a pipe to the process that loads and runs it."""

    name: str
    module: str = "hardship_desktop.services.work"

    @property
    def function(self) -> Function[A, R]:
        """The function, loaded now; AttributeError or ImportError when there is none."""
        function: Function[A, R] = resolve_name(f"{self.module}:{self.name}")
        return function


def does(job: Job[A, R]) -> Callable[[Function[A, R]], Function[A, R]]:
    """Stands above the function of a job: mypy sees other types, loading it shows another name."""

    def check(function: Function[A, R]) -> Function[A, R]:
        if (function.__module__, function.__name__) != (job.module, job.name):
            raise ValueError(f"{function.__module__}:{function.__name__} is not {job}")
        return function

    return check
