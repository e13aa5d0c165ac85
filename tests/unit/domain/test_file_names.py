"""A file name that came from elsewhere is harmless on every system."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardship_desktop.domain.file_names import safe_file_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("申请书.pdf", "申请书.pdf"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\Windows\\a.pdf", "C__Windows_a.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("lpt1", "_lpt1"),
        ("发票\u202efdp.exe", "发票fdp.exe"),
        ("a\u0000b\nc.png", "abc.png"),
        ("名称. .", "名称"),
        ("...", "附件"),
        ("", "附件"),
        ("王" * 300 + ".jpeg", "王" * 65 + ".jpeg"),
        (".pdf", "pdf"),
        ("\u3000申请书", "申请书"),
    ],
)
def test_file_names_are_made_safe(name: str, safe: str) -> None:
    assert safe_file_name(name) == safe


@given(st.text(max_size=200))
def test_no_name_escapes_its_folder_or_breaks_a_system(name: str) -> None:
    safe = safe_file_name(name)
    assert safe
    assert len(safe.encode()) <= 200
    assert Path("/folder", safe).parent == Path("/folder")
    assert safe not in (".", "..")
    assert not set(safe) & set('<>:"/\\|?*')
    assert safe == safe.strip(" .") or safe.startswith(".")
    assert safe_file_name(safe) == safe
