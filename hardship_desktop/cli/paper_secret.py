"""Secrets that exist on paper only: written where the person said, or shown once on the terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from hardship_desktop.domain.errors import UserError
from hardship_desktop.services.file_out import write_file
from hardship_desktop.store.faults import plain_faults


@contextmanager
def handing_out(path: str | None, what: str) -> Iterator[Callable[[str], None]]:
    """What gives a secret out, once: into a new file, else to the terminal, never in the JSON.

    The file is made before the block's work, since a secret that cannot be written is
    lost; it is taken away again when no secret came.
    """
    if path is None:
        yield lambda secret: print(f"{what}只显示这一次，请抄写或打印后密封保存：{secret}", file=sys.stderr)
        return
    target = Path(path)
    if target.exists():
        raise UserError("--recovery-out 的文件已存在，为免覆盖旧的，请换一个文件名。", code="exists")
    with plain_faults():
        target.parent.mkdir(parents=True, exist_ok=True)
    try:
        write_file(b"", target)
        yield lambda secret: write_file(f"{secret}\n".encode("ascii"), target)
    finally:
        if target.exists() and not target.stat().st_size:
            target.unlink()
