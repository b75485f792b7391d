"""What every test shares: a fixed hypothesis profile, so that a run can be repeated."""

import gc

from hypothesis import settings

settings.register_profile("fixed", derandomize=True, deadline=None, database=None)
settings.load_profile("fixed")


def pytest_collection_finish() -> None:
    """Collect garbage seldom, and never look at what was imported: a sixth of the time."""
    gc.freeze()
    gc.set_threshold(200_000, 50, 50)
