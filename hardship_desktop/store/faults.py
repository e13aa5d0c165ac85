"""Every fault of disk and database that a person can meet, as one sentence: the one table."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from hardship_desktop.domain.errors import UserError

_DATABASE = (
    ("disk is full", "disk_full", "磁盘空间已满，没有保存；请删除不用的文件后再试。"),
    (
        "disk i/o error",
        "disk_error",
        "磁盘读写出错，没有保存；请看磁盘是否已满、U盘是否已拔出，再不行就用备份恢复。",
    ),
    ("database is locked", "locked", "数据正被本机另一个窗口或程序占用，请关闭它后再试。"),
    ("readonly", "read_only", "数据文件夹是只读的，不能保存；请换到可以写入的本机文件夹。"),
    ("unable to open", "unreadable", "数据文件打不开；请检查文件夹是否还在、是否有读写权限。"),
    ("file is not a database", "damaged", "数据文件与密钥不符或已损坏，请用最近的备份恢复。"),
    ("malformed", "damaged", "数据文件已损坏，请用最近的备份恢复。"),
    ("vtable constructor failed", "damaged", "数据文件已损坏，请用最近的备份恢复。"),
    ("not an error", "damaged", "数据文件已损坏，请用最近的备份恢复。"),
)
_FILES = {
    errno.ENOSPC: ("disk_full", "磁盘空间已满，没有写成；请删除不用的文件或换一个磁盘后再试。"),
    errno.EDQUOT: ("disk_full", "磁盘配额已满，没有写成；请删除不用的文件或换一个磁盘后再试。"),
    errno.EFBIG: ("disk_full", "文件超过磁盘允许的大小，没有写成；请换一个磁盘后再试。"),
    errno.EROFS: ("read_only", "这个磁盘是只读的，不能写入；请换一个磁盘。"),
    errno.EACCES: ("no_permission", "没有权限读写这个文件或文件夹；请换一个位置，或关闭正在使用它的程序。"),
    errno.EPERM: ("no_permission", "没有权限读写这个文件或文件夹；请换一个位置。"),
    errno.ENOENT: ("not_found", "找不到这个文件或文件夹；请检查U盘是否已拔出、名称是否写对。"),
    errno.ENODEV: ("not_found", "磁盘或U盘已不在；请检查是否已拔出。"),
    errno.ENXIO: ("not_found", "磁盘或U盘已不在；请检查是否已拔出。"),
    errno.ENAMETOOLONG: ("bad_name", "文件名或文件夹名太长；请换一个短一些的名称。"),
    errno.EIO: ("disk_error", "磁盘读写出错；请检查磁盘或U盘。"),
    errno.ENOTDIR: ("not_found", "这个位置不是文件夹，请重新选择。"),
    errno.EISDIR: ("not_a_file", "这个位置是文件夹，不是文件，请重新选择。"),
    errno.ELOOP: ("not_found", "这个位置是指向自己的快捷方式，打不开；请重新选择。"),
    errno.EBUSY: ("no_permission", "这个文件或磁盘正被别的程序使用；请关闭那个程序后再试。"),
    errno.EINVAL: ("disk_error", "磁盘或U盘不接受这个文件或名称，也可能已拔出；请换一个名称或位置再试。"),
    errno.ENOTCONN: ("not_found", "磁盘或网络盘已断开；请检查连接后再试。"),
    errno.ESTALE: ("not_found", "磁盘或网络盘已断开；请检查连接后再试。"),
    errno.ETIMEDOUT: ("not_found", "磁盘或网络盘没有回应；请检查连接后再试。"),
    errno.EEXIST: ("exists", "这个位置已有同名文件，请换一个名称。"),
}

_OURS = (0, errno.EBADF, errno.EPIPE)
"""No fault of a disk: no number at all, a file used after its end, a reader who has left."""

_WINDOWS = {
    19: _FILES[errno.EROFS],
    21: _FILES[errno.ENODEV],
    23: _FILES[errno.EIO],
    32: ("in_use", "这个文件正被别的程序使用；请关闭那个程序后再试。"),
    33: ("in_use", "这个文件正被别的程序使用；请关闭那个程序后再试。"),
    39: _FILES[errno.ENOSPC],
    123: ("bad_name", "文件名或文件夹名里有不能用的字符（如 ? * < >）；请换一个名称。"),
    206: _FILES[errno.ENAMETOOLONG],
    433: _FILES[errno.ENODEV],
    1117: _FILES[errno.EIO],
    1167: _FILES[errno.ENODEV],
}
"""What Windows tells apart and Python takes for EACCES, ENOENT or EINVAL: a stick pulled out is not a
lack of permission. By `winerror`: write protected, not ready, CRC, in use (twice), full, bad name, long
name, no such device, I/O, not connected.
"""


def explain(error: BaseException) -> UserError | None:
    """The sentence for a known fault; None when it is a bug of ours."""
    if isinstance(error, UserError):
        return error
    if isinstance(error, OSError):
        return _of_file(error)
    origin = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(origin, dbapi2.Error):
        text = str(origin).casefold()
        for mark, code, sentence in _DATABASE:
            if mark in text:
                return UserError(sentence, code=code)
    return None


def _of_file(error: OSError) -> UserError | None:
    number = error.errno or 0
    if number in _OURS:
        return None
    name = errno.errorcode.get(number, str(number))
    other = ("disk_error", f"系统不能读写这个文件（{name}）；请检查磁盘或U盘，或换一个位置再试。")
    code, sentence = _WINDOWS.get(getattr(error, "winerror", 0)) or _FILES.get(number, other)
    return UserError(sentence, code=code)


@contextmanager
def plain_faults() -> Iterator[None]:
    """Turn known faults inside the block into their sentences."""
    try:
        yield
    except (OSError, DBAPIError, dbapi2.Error) as error:
        sentence = explain(error)
        if sentence is None:
            raise
        raise sentence from error
