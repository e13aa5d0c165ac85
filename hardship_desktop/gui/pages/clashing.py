"""Two desks wrote into the same fields: both values are shown, and a person says which holds."""

from hardship_desktop.domain.clashes import ChangedMeanwhile, Clash
from hardship_desktop.gui.shell.messages import Messages

MINE, NOW, BACK = "用本页填写的", "用现在的值", "返回核对"


def which_holds(messages: Messages, error: ChangedMeanwhile) -> str:
    """MINE, NOW, or BACK to the form, which is also what Esc says."""
    return messages.choose(
        "打开这一页以后，有人改过同样的内容。",
        (MINE, NOW, BACK),
        detail="\n\n".join(map(_both, error.clashes)),
    )


def _both(clash: Clash) -> str:
    now = f"现在的值：{clash.now}（{clash.who}，{clash.when}）"
    return "\n".join((clash.label, now, f"本页填写：{clash.mine}"))
