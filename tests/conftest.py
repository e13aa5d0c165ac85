"""What every test needs, whatever it tests."""

import os

from hypothesis import HealthCheck, settings

# Before Qt is imported anywhere: tests need no screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The same examples at every run, and no verdict that depends on how busy the machine is.
# To search on with new examples: pytest --hypothesis-profile=search
settings.register_profile(
    "project", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile("project")
