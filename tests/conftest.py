"""What every test shares: a fixed hypothesis profile, so that a run can be repeated."""

import gc

import pytest
from hypothesis import settings

from tests.clones import started_clones

__all__ = ["started_clones"]

settings.register_profile("fixed", derandomize=True, deadline=None, database=None)
settings.load_profile("fixed")


def pytest_collection_finish() -> None:
    """Collect garbage seldom, and never look at what was imported: a sixth of the time."""
    gc.freeze()
    gc.set_threshold(200_000, 50, 50)


def pytest_unconfigure() -> None:
    """Spare what is left from being looked through at the end, which took over a second."""
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _start_early(request: pytest.FixtureRequest) -> None:
    """Start what takes longest first, beside the tests before it, where it is asked for at all."""
    if any("started_clones" in getattr(each, "fixturenames", ()) for each in request.session.items):
        request.getfixturevalue("started_clones")
