"""Steps back through what was typed and not yet saved."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TypedStep:
    """A field changed from one text to another."""

    name: str
    before: str
    after: str


class FormUndo:
    """The steps of one form, the last one last."""

    def __init__(self) -> None:
        self._steps: list[TypedStep] = []
        self._entered: dict[str, str] = {}

    def enter(self, name: str, raw: str) -> None:
        """The person comes to a field."""
        self._entered[name] = raw

    def fresh(self, name: str, raw: str) -> bool:
        """Whether something was typed since the person came to this field."""
        return self._entered.get(name, raw) != raw

    def leave(self, name: str, raw: str) -> None:
        """The person leaves it, or the program has filled it."""
        before = self._entered.pop(name, raw)
        if before != raw:
            self._steps.append(TypedStep(name, before, raw))

    def back(self) -> TypedStep | None:
        """Take the last step back."""
        return self._steps.pop() if self._steps else None

    def clear(self) -> None:
        """Forget all steps: they are saved or thrown away."""
        self._steps.clear()
        self._entered.clear()
