"""Who may do what: one table. Services ask it through the desk, pages too, and nobody compares roles."""

from collections.abc import Mapping
from typing import Literal, get_args

from hardship_desktop.domain.codes.office import USER_ROLE
from hardship_desktop.domain.errors import UserError

Action = Literal["print", "write", "delete", "reveal", "exchange", "administer"]

DOING: Mapping[Action, str] = {
    "print": "打印走访表",
    "write": "修改",
    "delete": "移入或移出回收站",
    "reveal": "查看或导出打了星号的内容",
    "exchange": "导入或导出数据包",
    "administer": "管理用户、密钥和单位资料",
}
"""What a person is told that they may not do."""

LOOK: frozenset[Action] = frozenset({"print", "reveal"})
WORK: frozenset[Action] = LOOK | {"write", "delete", "exchange"}

RIGHTS: Mapping[str, frozenset[Action]] = {
    "admin": WORK | {"administer"},
    "clerk": WORK,
    "reviewer": WORK,
    "reader": LOOK,
}
"""The actions of each role; a role of a newer program may look only."""

if RIGHTS.keys() != USER_ROLE.by_code.keys():
    raise ValueError(f"roles without rights, or rights without a role: {RIGHTS.keys() ^ USER_ROLE.by_code}")
if DOING.keys() != set(get_args(Action)) or not frozenset().union(*RIGHTS.values()) <= DOING.keys():
    raise ValueError("an action is granted or named that is none")


def may(role: str, action: Action) -> bool:
    """Whether a user of this role may do this; KeyError for an action that is none."""
    DOING[action]
    return action in RIGHTS.get(role, LOOK)


def require(role: str, action: Action) -> None:
    """Raise UserError unless a user of this role may do this."""
    if not may(role, action):
        raise UserError(
            f"您是{USER_ROLE.text(role)}用户，不能{DOING[action]}；请联系本单位管理员。", code="not_allowed"
        )
