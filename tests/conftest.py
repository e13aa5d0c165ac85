"""What every test needs, whatever it tests."""

import os

import pytest
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


@pytest.fixture
def clock_limits_ms() -> int:
    """How far writes may lie apart: a life, as invented offices keep 2026 and child processes do not."""
    return 100 * 366 * 86_400_000


@pytest.fixture(autouse=True)
def _clock_limits(monkeypatch: pytest.MonkeyPatch, clock_limits_ms: int) -> None:
    if clock_limits_ms:
        for limit in ("AHEAD_MS", "BACK_MS"):
            monkeypatch.setattr(f"hardship_desktop.domain.clock.{limit}", clock_limits_ms)
