"""What every test needs, whatever it tests."""

import os

# Before Qt is imported anywhere: tests need no screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
