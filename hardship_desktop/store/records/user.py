"""Who works with the file. Passwords are slots of the vault, never a column."""

from sqlalchemy.orm import Mapped

from hardship_desktop.domain.codes import office
from hardship_desktop.domain.kinds import Choice, PersonName, Phone, Text, YesNo
from hardship_desktop.store.base import Record, field


class User(Record):
    """A user of this office; history and papers name the user by id."""

    __tablename__ = "user_account"

    name: Mapped[str | None] = field("姓名", PersonName(), section="用户", required=True, in_list=True)
    role: Mapped[str | None] = field(
        "角色", Choice(codes=office.USER_ROLE), section="用户", required=True, in_list=True
    )
    post: Mapped[str | None] = field("职务", Text(max_length=50), section="用户", in_list=True)
    phone: Mapped[str | None] = field("联系电话", Phone(), section="用户")
    active: Mapped[bool | None] = field(
        "启用", YesNo(), section="用户", in_list=True, help="停用后不能登录，历史记录仍显示其姓名。"
    )
