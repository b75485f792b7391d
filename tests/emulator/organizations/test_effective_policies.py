"""How management policies of several levels come together."""

from __future__ import annotations

from typing import Any

import pytest

from emulator.organizations import management

NOBODY = {"@@operators_allowed_for_child_policies": ["@@none"]}


def services(**opt_outs: Any) -> dict[str, Any]:
    """An AI opt-out policy."""
    return {"services": {name: {"opt_out_policy": value} for name, value in opt_outs.items()}}


def values(**operators: Any) -> dict[str, Any]:
    """A tag policy on the values of one tag."""
    return {"tags": {"team": {"tag_value": operators}}}


EVERYBODY = {"@@operators_allowed_for_child_policies": ["@@all"]}
OUT, IN = {"@@assign": "optOut"}, {"@@assign": "optIn"}
ONLY_APPEND = {"@@operators_allowed_for_child_policies": ["@@append"]}


@pytest.mark.parametrize(
    ("levels", "effective"),
    [
        pytest.param([[], []], {}, id="nothing"),
        pytest.param(
            [[services(default=OUT)], []],
            {"services": {"default": {"opt_out_policy": "optOut"}}},
            id="inherited",
        ),
        pytest.param(
            [[services(default=OUT)], [services(default=IN)]],
            {"services": {"default": {"opt_out_policy": "optIn"}}},
            id="assigned anew below",
        ),
        pytest.param(
            [[services(default=OUT)], [services(lex=IN)]],
            {
                "services": {
                    "default": {"opt_out_policy": "optOut"},
                    "lex": {"opt_out_policy": "optIn"},
                }
            },
            id="added below",
        ),
        pytest.param(
            [[services(default={**OUT, **NOBODY})], [services(default=IN)]],
            {"services": {"default": {"opt_out_policy": "optOut"}}},
            id="value fixed",
        ),
        pytest.param(
            [[{"services": {**NOBODY, **services(default=OUT)["services"]}}], [services(lex=IN)]],
            {"services": {"default": {"opt_out_policy": "optOut"}}},
            id="keys fixed",
        ),
        pytest.param(
            [[services(default={**OUT, **NOBODY}), services(default=IN)]],
            {"services": {"default": {"opt_out_policy": "optIn"}}},
            id="limits bind levels below only",
        ),
        pytest.param(
            [
                [services(default={**OUT, **NOBODY})],
                [services(default=EVERYBODY)],
                [services(default=IN)],
            ],
            {"services": {"default": {"opt_out_policy": "optOut"}}},
            id="limits are never taken back",
        ),
        pytest.param(
            [[values(**{"@@assign": ["a"]})], [values(**{"@@append": ["b", "a"]})]],
            {"tags": {"team": {"tag_value": ["a", "b"]}}},
            id="appended",
        ),
        pytest.param(
            [[values(**{"@@assign": ["a", "b"]})], [values(**{"@@remove": ["a"]})]],
            {"tags": {"team": {"tag_value": ["b"]}}},
            id="removed",
        ),
        pytest.param(
            [
                [values(**{"@@assign": ["a"]}, **ONLY_APPEND)],
                [values(**{"@@assign": ["x"]})],
                [values(**{"@@append": ["b"]})],
            ],
            {"tags": {"team": {"tag_value": ["a", "b"]}}},
            id="only appending allowed",
        ),
    ],
)
def test_levels_merge_from_the_root_down(
    levels: list[list[dict[str, Any]]], effective: dict[str, Any]
) -> None:
    """The effective policy holds what the operators of each level make of the one above."""
    assert management.merged(levels) == effective
