"""Every promise holds for what is shipped, and for a few configurations drawn at random."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings

from baseline.identity import GROUPS
from baseline.promises.prove import prove
from baseline.promises.read import shipped
from baseline.promises.report import lines
from tests.assemblies import CONFIGURATIONS
from tests.config.drawn import Drawn, configurations
from tests.promises.subjects import drawn_subject, outcomes, subject

ABOUT_A_FILE = {each.name for each in shipped().promises if each.where.file}
FIRST_LOGIN = {"without-mfa", "without-mfa-first-login"}
ROLLED_OUT = {each.name for each in shipped().promises if each.kind == "rcp"}


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_shipped(name: str) -> None:
    """Each promise is proved for each shipped file, or is about something that it does not have."""
    found = outcomes(subject(name))
    assert [line for each in found.values() for line in lines(each)] == []
    idle = {key for key, each in found.items() if each.state != "proved"}
    assert {found[key].state for key in idle} <= {"binds nothing"}
    groups = subject(name).config.access.groups
    of_nobody = {
        each.name for each in shipped().promises if each.groups and not {*each.groups} & {*groups}
    }
    allowed = FIRST_LOGIN | of_nobody
    assert idle <= (allowed if name == "default" else allowed | ABOUT_A_FILE | ROLLED_OUT)


def test_every_unit() -> None:
    """What the template promises of units is about units that its configuration has."""
    of = subject("default")
    assert {each.name: of.absent_units(each.where) for each in shipped().promises} == {
        each.name: () for each in shipped().promises
    }


def test_every_group() -> None:
    """What is promised of everybody binds each group there is, one that a fork adds as well."""
    of = subject("default")
    found = outcomes(of, "without-mfa", "reaching-mfa", "own-credentials", "raising-rights")
    everybody = tuple(f"group {name}" for name in of.config.access.groups)
    assert len(everybody) == len(GROUPS)
    rights = found.pop("raising-rights")
    assert {each.places for each in found.values()} == {everybody}
    assert rights.places == tuple(each for each in everybody if each != "group administrators")
    assert {each.promise.groups for each in (rights, *found.values())} == {()}


@settings(max_examples=10)
@given(configurations())
def test_drawn(config: Drawn) -> None:
    """Whatever a fork configures, no promise is broken, nor left without an answer."""
    found = drawn_subject(config)
    if found is not None:
        assert [line for each in prove(found, shipped()) for line in lines(each)] == []


def test_once() -> None:
    """What was proved once in a process is not proved again."""
    outcomes(subject("default"))
    started = process_time()
    outcomes(subject("default"))
    assert process_time() - started < 0.5
