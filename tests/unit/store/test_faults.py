"""Every known fault of disk and database is one Chinese sentence; a bug of ours stays a bug."""

import errno

import pytest
from sqlalchemy.exc import OperationalError
from sqlcipher3 import dbapi2

from hardship_desktop.domain.errors import UserError
from hardship_desktop.store.faults import explain, plain_faults

DATABASE = {
    "database or disk is full": "disk_full",
    "disk I/O error": "disk_error",
    "database is locked": "locked",
    "attempt to write a readonly database": "read_only",
    "unable to open database file": "unreadable",
    "file is not a database": "damaged",
    "database disk image is malformed": "damaged",
    "vtable constructor failed: search_text": "damaged",
}
FILES = {
    errno.ENOSPC: "disk_full",
    errno.EROFS: "read_only",
    errno.EACCES: "no_permission",
    errno.ENOENT: "not_found",
    errno.EIO: "disk_error",
    errno.ENODEV: "not_found",
    errno.ENXIO: "not_found",
    errno.EEXIST: "exists",
    errno.ELOOP: "not_found",
    errno.EBUSY: "no_permission",
    errno.EINVAL: "disk_error",
    errno.ENOTCONN: "not_found",
    errno.EMFILE: "disk_error",
    errno.ENAMETOOLONG: "bad_name",
}


@pytest.mark.parametrize(("text", "code"), DATABASE.items())
def test_faults_of_the_database(text: str, code: str) -> None:
    for error in (
        dbapi2.OperationalError(text),
        OperationalError("SELECT", {}, dbapi2.OperationalError(text)),
    ):
        found = explain(error)
        assert found is not None
        assert found.code == code
        assert found.message.endswith("。")


@pytest.mark.parametrize(("number", "code"), FILES.items())
def test_faults_of_files(number: int, code: str) -> None:
    found = explain(OSError(number, "x"))
    assert found is not None
    assert (found.code, found.message[-1]) == (code, "。")


@pytest.mark.parametrize(
    ("winerror", "number", "code"),
    [
        (19, errno.EACCES, "read_only"),
        (21, errno.EACCES, "not_found"),
        (32, errno.EACCES, "in_use"),
        (123, errno.EINVAL, "bad_name"),
        (1167, errno.EINVAL, "not_found"),
        (5, errno.EACCES, "no_permission"),
    ],
)
def test_faults_that_only_windows_tells_apart(winerror: int, number: int, code: str) -> None:
    error = OSError(number, "x")
    error.__dict__["winerror"] = winerror
    found = explain(error)
    assert found is not None
    assert (found.code, found.message[-1]) == (code, "。")


def test_a_bug_of_ours_is_not_dressed_up() -> None:
    for bug in (dbapi2.OperationalError("no such column: x"), ValueError("x"), KeyError("x"), OSError("x")):
        assert explain(bug) is None
    with pytest.raises(dbapi2.OperationalError), plain_faults():
        raise dbapi2.OperationalError("no such column: x")


def test_a_sentence_passes_unchanged() -> None:
    sentence = UserError("一句话。", code="x")
    assert explain(sentence) is sentence
    with pytest.raises(UserError) as passed, plain_faults():
        raise sentence
    assert passed.value is sentence
