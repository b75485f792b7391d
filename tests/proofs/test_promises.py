"""Every promise holds for two hundred configurations drawn at random."""

from __future__ import annotations

from hypothesis import given, settings

from baseline.promises.prove import prove
from baseline.promises.read import shipped
from baseline.promises.report import lines
from tests.config.drawn import Drawn, configurations
from tests.promises.subjects import drawn_subject

_SEEN: list[str] = []


@settings(max_examples=200)
@given(configurations())
def test_any_configuration(config: Drawn) -> None:
    """Whatever a fork configures, no promise is broken, nor left without an answer."""
    found = drawn_subject(config)
    if found is not None:
        assert [line for each in prove(found, shipped()) for line in lines(each)] == []
        _SEEN.append(found.config.prefix)


def test_most_were_accepted() -> None:
    """Most of the drawn configurations broke no rule, so that they were proved."""
    assert len(_SEEN) > 100
