"""`hardship-desktop`: with a command it works without a window, without one it opens the window."""

import json
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from hardship_desktop import app

if sys.platform != "win32":
    import resource


def window_only(arguments: Sequence[str]) -> bool:
    """Whether only the window is asked for, so that the commands need not be loaded."""
    return not arguments or (len(arguments) == 2 and arguments[0] == "--data")


def stopped_early(*, as_json: bool) -> int:
    """Ctrl-C while the commands were being loaded, so that nothing of them can be used; else they answer."""
    sentence = "已取消，没有改动。"
    print(sentence, file=sys.stderr)
    if as_json:
        print(json.dumps({"error": {"code": "cancelled", "message": sentence}}))
    return 1


def leave_no_core() -> None:
    """The memory of a program that crashed holds names and keys: the system must not write it to a file."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    """The console script."""
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()  # long work starts a packaged program anew: it then ends here
    leave_no_core()
    arguments = sys.argv[1:]
    try:
        if window_only(arguments):
            return app.open_window(Path(arguments[1]) if arguments else None)
        from hardship_desktop import cli

        return cli.run(arguments)
    except KeyboardInterrupt:
        return stopped_early(as_json="--json" in arguments)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the answer is given: nothing is left to stop


if __name__ == "__main__":
    sys.exit(main())
