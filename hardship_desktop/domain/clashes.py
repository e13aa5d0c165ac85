"""Two desks on one record: what somebody else wrote while a page was being filled in."""

from dataclasses import dataclass
from typing import Any

from hardship_desktop.domain.errors import UserError


@dataclass(frozen=True)
class Clash:
    """A field that stands otherwise than the page had read it; texts are masked, `value` is what stands."""

    name: str
    label: str
    mine: str
    now: str
    who: str
    when: str
    value: Any

    @property
    def text(self) -> str:
        """One line with both values."""
        return f"{self.label}：现在是“{self.now}”（{self.who}，{self.when}），本页填写“{self.mine}”"


class ChangedMeanwhile(UserError):
    """Nothing was saved: these fields would have been overwritten unseen."""

    def __init__(self, clashes: tuple[Clash, ...]) -> None:
        lines = "；".join(clash.text for clash in clashes)
        super().__init__(
            f"打开以后有人改过同样的内容，还没有保存。{lines}。请决定用哪一个。",
            field=clashes[0].name,
            code="changed_meanwhile",
        )
        self.clashes = clashes

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.clashes,)

    @property
    def standing(self) -> dict[str, Any]:
        """What stands in these fields now."""
        return {clash.name: clash.value for clash in self.clashes}
