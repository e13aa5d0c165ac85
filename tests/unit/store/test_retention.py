"""Which backups stay: seven days, four weeks, twelve months, and always the newest."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hardship_desktop.store.retention import RECENT, kept

DAY_MS = 86_400_000
START = int(datetime(2026, 3, 5, 17, 0).timestamp() * 1000)


def test_daily_backups_over_two_years_leave_days_weeks_and_months() -> None:
    made = [int((datetime(2026, 3, 5, 17) - timedelta(days=n)).timestamp() * 1000) for n in range(730)]
    stay = sorted(kept(made), reverse=True)
    days = [datetime.fromtimestamp(each / 1000).date() for each in stay]
    assert days[:7] == [datetime(2026, 3, 5).date() - timedelta(days=n) for n in range(7)]
    assert {(day.year, day.month) for day in days} == {(2026, 1), (2026, 2), (2026, 3)} | {
        (2025, month) for month in range(4, 13)
    }
    assert 18 <= len(stay) <= 7 + 4 + 12


def test_the_newest_of_each_day_is_the_one_that_stays() -> None:
    made = [START - day * DAY_MS + hour * 3_600_000 for day in range(5, 12) for hour in range(3)]
    assert START - 11 * DAY_MS not in kept(made)
    assert START - 5 * DAY_MS + 2 * 3_600_000 in kept(made)


@given(st.sets(st.integers(START - 4000 * DAY_MS, START), min_size=1, max_size=60))
def test_the_newest_always_stay_and_thinning_twice_takes_no_more(made: set[int]) -> None:
    stay = kept(sorted(made))
    assert stay <= made
    assert set(sorted(made)[-RECENT:]) <= stay
    assert len(stay) <= 3 + 7 + 4 + 12
    assert kept(sorted(stay)) == stay
