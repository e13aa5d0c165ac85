"""Long work that is named is there."""

import pytest

from hardship_desktop.services import jobs, work
from hardship_desktop.services.job import Job, does

JOBS = [each for each in vars(jobs).values() if isinstance(each, Job)]


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_a_job_that_is_named_exists(job: Job[object, object]) -> None:
    assert job.function is getattr(work, job.name)


def test_a_function_under_another_name_is_no_job() -> None:
    with pytest.raises(ValueError, match="is not"):

        @does(jobs.DATA_CHECK)  # type: ignore[arg-type]
        def check(*_: object) -> None:
            """Nothing."""
