"""The table of rights."""

from typing import Any, cast

import pytest

from hardship_desktop.domain.errors import UserError
from hardship_desktop.domain.rights import DOING, RIGHTS, may, require


def test_a_reader_may_print_and_look_behind_the_stars_and_nothing_else() -> None:
    assert {action for action in DOING if may("reader", action)} == {"print", "reveal"}


def test_only_administrators_administer() -> None:
    assert [role for role in RIGHTS if may(role, "administer")] == ["admin"]


def test_a_role_of_a_newer_program_may_only_look() -> None:
    assert not may("auditor", "write")
    with pytest.raises(UserError, match="auditor用户，不能修改"):
        require("auditor", "write")


def test_an_action_that_is_none_is_an_error_of_the_program() -> None:
    with pytest.raises(KeyError):
        may("admin", cast(Any, "fly"))
