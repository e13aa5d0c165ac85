"""Users and roles of this PC, and one's own password."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from hardship_desktop.domain.codes.office import USER_ROLE
from hardship_desktop.domain.fields import Field
from hardship_desktop.domain.kinds import Choice, PersonName
from hardship_desktop.gui.pages.settings_section import Section
from hardship_desktop.gui.shell.page import Page
from hardship_desktop.gui.shell.room import Room
from hardship_desktop.gui.widgets.card import Card, label
from hardship_desktop.gui.widgets.form import Form
from hardship_desktop.gui.widgets.hug import Hug
from hardship_desktop.gui.widgets.new_password import NewPassword
from hardship_desktop.gui.widgets.plain_table import PlainTable
from hardship_desktop.services.lists.office import UserList

USER_FIELDS = (
    Field("name", "姓名", PersonName(), required=True),
    Field("role", "角色", Choice(codes=USER_ROLE), required=True, help="经办人录入；只读只能查看。"),
)


class UsersSection(Section):
    """用户."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "每人用自己的姓名和密码登录，谁改了什么都有记录。离岗的人及时停用。")
        self._list = UserList(room.desk)
        self.table = PlainTable(self._list.spec.columns, room.tasks, name="用户")
        self.add(self.table, 1)
        self.add_button = self.key("添加用户", self.add_user, role="primary", icon="user-plus")
        self.reset_button = self.key("重设密码", self.reset, icon="key")
        self.disable_button = self.key("停用", self.disable, role="danger")
        self.add_keys()
        self.table.chosen.connect(lambda _: self._refresh())
        self._refresh()

    def load(self) -> None:
        self.tasks.run(self._list.all, done=self.table.show_rows)

    def add_user(self) -> None:
        """A further person."""
        self.room.ways.open("user")

    def reset(self) -> None:
        """Set another's password."""
        row = self.table.current_row()
        if row is not None:
            save = partial(self.services.accounts.reset_password, row["id"])
            title = f"重设{row['name']}的密码"
            self.room.ways.open("password", title, save)

    def disable(self) -> None:
        """Take a user's key away."""
        row = self.table.current_row()
        if row is not None and self.messages.ask(
            f"停用后，{row['name']}不能再登录。",
            f"停用{row['name']}",
            detail="他做过的事仍在历史里；要再用可以重设密码。",
            dangerous=True,
        ):
            self.tasks.run(
                self.services.accounts.remove,
                row["id"],
                done=self._disabled,
                failed=self.messages.error,
                kind="write",
            )

    def _disabled(self, _: None) -> None:
        self.load()

    def _refresh(self) -> None:
        row = self.table.current_row()
        admin = self.desk.may("administer")
        other = row is not None and row["id"] != self.desk.user
        self.add_button.setEnabled(admin)
        self.reset_button.setEnabled(admin and other)
        self.disable_button.setEnabled(admin and other and bool(row and row["active"]))


class UserPage(Page):
    """添加用户."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.form = Form(USER_FIELDS, today=room.today, columns=1, cards=False)
        self.form.set_values({"role": "clerk"})
        Hug(self.form)
        self.password = NewPassword()
        self.form.ended.connect(self.password.setFocus)
        self.password.submitted.connect(self.save)
        card = Card()
        card.add(self.form)
        roles = "管理员另外能管用户、单位资料和接入；经办人和复核人录入、修改；只读只能查看。"
        card.add(label(roles, "muted", wrap=True))
        card.add(label("先设一个密码交给本人，请他登录后自己改掉。", "muted"))
        card.add(self.password)
        self.body.addWidget(card)
        self.body.addStretch(1)
        self._go = self.primary("添加用户", self.save, icon="user-plus")

    def focus(self) -> None:
        """The name is typed first."""
        self.form.focus_first()

    @property
    def unsaved(self) -> bool:
        """Whether something was typed."""
        return self.form.is_dirty

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Add the user; what is wrong stands beside the field."""
        if not self.form.check():
            return
        values = self.form.values()
        password = self.password.value()
        if password is None:
            return
        self.tasks.run(
            self.services.accounts.add,
            values["name"],
            values["role"],
            password,
            done=partial(self._added, values["name"], then),
            failed=self.form.show_error,
            kind="write",
        )

    def _added(self, name: str, then: Callable[[], None] | None, _: UUID) -> None:
        self.form.saved()
        self.password.clear()
        self.messages.say(f"已添加用户{name}。")
        (then or self.closed.emit)()


class PasswordPage(Page):
    """A new password for somebody."""

    def __init__(self, room: Room, title: str, save: Callable[[str], Any]) -> None:
        super().__init__(room, title)
        self._save = save
        self.password = NewPassword()
        self.password.submitted.connect(self.save)
        card = Card()
        card.add(self.password)
        self.body.addWidget(card)
        self.body.addStretch(1)
        self.primary("设定新密码", self.save, icon="key")

    def focus(self) -> None:
        """The first line."""
        self.password.setFocus()

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Set it."""
        password = self.password.value()
        if password is not None:
            self.tasks.run(
                self._save, password, done=self._saved, failed=self.password.show_error, kind="write"
            )

    def _saved(self, _: object) -> None:
        self.password.clear()
        self.messages.say("新密码已生效。")
        self.closed.emit()


class OwnPasswordSection(Section):
    """我的密码."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "改密码不影响档案，马上生效。")
        self.password = NewPassword(ask_old=True)
        self.password.submitted.connect(self.change)
        self.add(self.password)
        self.key("改我的密码", self.change, role="primary", icon="key")
        self.add_keys()
        self.body.addStretch(1)

    def change(self) -> None:
        """Change one's own password."""
        new = self.password.value()
        if new is None:
            return
        self.tasks.run(
            self.services.accounts.change_password,
            self.password.old.text(),
            new,
            done=self._changed,
            failed=self.password.show_error,
            kind="write",
        )

    def _changed(self, _: object) -> None:
        self.password.clear()
        self.messages.say("您的密码已改。")
