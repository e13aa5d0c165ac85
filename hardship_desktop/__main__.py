"""`hardship-desktop`: with a command it works without a window, without one it opens the window."""

import sys

from hardship_desktop import cli


def main() -> int:
    """The console script."""
    return cli.run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
