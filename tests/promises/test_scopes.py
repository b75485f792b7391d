"""What a promise says of its calls and callers is what the proof is asked, no more and no less."""

from __future__ import annotations

from dataclasses import replace

import pytest

from baseline.config import load
from baseline.promises.model import Caller, Calls, Promise
from baseline.promises.prove import prove
from baseline.promises.read import shipped
from baseline.promises.scopes import made_by, scopes
from baseline.promises.subject import subject_of
from baseline.promises.words import Words
from tests.assemblies import ROOT
from tests.promises.subjects import subject

WORDS = Words({"partition": "aws"}, {"guarded": ("s3:*", "kms:*")})
ROLE = Caller(arns=("arn:aws:iam::*:role/app",))
OTHER = Caller(arns=("arn:aws:iam::*:role/other",))
CENTRAL_ROOT = Caller(
    arns=("arn:aws:iam::*:root",), condition={"Null": {"aws:AssumedRoot": ("false",)}}
)


@pytest.mark.parametrize("key", ["actions", "not_actions"])
def test_words_for_actions(key: str) -> None:
    """The word for a list of actions stands for these, whether they are meant or left out."""
    (scope,) = scopes([Calls.model_validate({key: ("{guarded}",)})], WORDS)
    assert scope.actions == ("s3:*", "kms:*")
    assert scope.not_actions == (key == "not_actions")


def test_words_beside_every_write() -> None:
    """What writes today is added to the actions that the word stands for."""
    calls = Calls(actions=("{guarded}",), resources=("arn:aws:s3:::logs",), every_write=True)
    (scope,) = scopes([calls], WORDS)
    assert {"s3:*", "kms:*", "s3:DeleteBucket"} <= set(scope.actions)


@pytest.mark.parametrize(
    ("resource", "action"),
    [
        ("arn:aws:s3:::logs-*", "s3:DeleteObject"),
        ("arn:aws:lambda:*:*:function:logs-*", "lambda:StopDurableExecution"),
        ("*", "s3:PutAccountPublicAccessBlock"),
        ("*", "s3:DeleteObject"),
    ],
)
def test_every_write_to_all_that_a_pattern_matches(resource: str, action: str) -> None:
    """A wildcard reaches into kinds below the one it seems to name, and alone means everything."""
    service = action.partition(":")[0]
    calls = Calls(actions=(f"{service}:CreateX",), resources=(resource,), every_write=True)
    (scope,) = scopes([calls], WORDS)
    assert action in scope.actions


def test_callers_of_one_condition() -> None:
    """One of several callers is meant by their ARNs only if nothing else tells them apart."""
    callers = {"role": ROLE, "other": OTHER, "root": CENTRAL_ROOT}
    assert made_by(["role", "other"], callers) == {
        "ArnLike": {"aws:PrincipalArn": [*ROLE.arns, *OTHER.arns]}
    }
    assert made_by(["root"], callers)["Null"] == {"aws:AssumedRoot": ["false"]}
    with pytest.raises(ValueError, match="callers with other conditions: root, role"):
        made_by(["root", "role"], callers)


def test_nothing_to_ask() -> None:
    """A promise about partners binds nothing, instead of being proved, where there are none."""
    condition = {"StringEquals": {"aws:PrincipalAccount": ("{partners}",)}}
    calls = (Calls(actions=("s3:*",), condition=condition),)
    promise = Promise(name="partners", sentence="Partners stay out.", kind="never", calls=calls)
    (outcome,) = prove(subject("default"), replace(shipped(), promises=(promise,)))
    assert outcome.state == "binds nothing"


def test_exempt_roles_are_told() -> None:
    """Whom the configuration exempts, a promise does not speak of, and its outcome says so."""
    config = load(ROOT / "tests/proofs/mutants/configuration.yaml")
    told = {
        each.promise.name: each.assumes
        for each in prove(subject_of(config), shipped(), ["detection", "membership"])
    }
    role = "arn:aws:iam::*:role/baseline/detection-pipeline"
    assert told == {"detection": (f"exempt_roles spares {role}.",), "membership": ()}


def test_units_that_are_not_there_are_told() -> None:
    """A unit that was renamed, or is misspelt, binds nothing, and the outcome names it."""
    of = subject("default")
    units = tuple(each for each in of.config.units if each.key != "sandbox")
    smaller = subject_of(of.config.model_copy(update={"units": units}), of.file)
    (outcome,) = prove(smaller, shipped(), ["units-stay-in-regions"])
    assert (outcome.state, outcome.absent) == ("proved", ("sandbox",))
    assert next(prove(of, shipped(), ["units-stay-in-regions"])).absent == ()
