"""What every test shares: a fixed hypothesis profile, so that a run can be repeated."""

from hypothesis import settings

settings.register_profile("fixed", derandomize=True, deadline=None, database=None)
settings.load_profile("fixed")
