"""Which keys a promise of each kind must give, and which it can."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from baseline.config.problem import Complaint, Loc
from baseline.config.wording import shown
from baseline.promises.model import Promise

_TRUST = "becomes with a role"
"""How a promise about a role's trust is called, which takes other keys than its kind."""

_NEEDS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "never": (("calls",),),
    "becomes": (("callers", "role"),),
    _TRUST: (("calls",),),
    "always": (),
    "exactly": (),
    "groups": (("calls",),),
    "rcp": (("calls",),),
    "carries": (("guardrails",),),
}
"""What a promise of each kind must give: of each row, one key at least."""

_ALL = frozenset({"name", "sentence", "kind", "assumes"})
_PLACES = frozenset({"guardrail", "without", "units", "file"})
_TAKES: Mapping[str, frozenset[str]] = {
    "never": _ALL | {"accepts", "where", "calls", "but", "callers"},
    "becomes": _ALL | {"accepts", "where", "callers", "but"},
    _TRUST: _ALL | {"accepts", "role", "calls", "allowed"},
    "always": _ALL | {"accepts", "where"},
    "exactly": _ALL | {"accepts", "where"},
    "groups": _ALL | {"accepts", "where", "groups", "but_groups", "calls", "beside", "allowed"},
    "rcp": _ALL | {"accepts", "where", "calls", "but", "callers", "allowed"},
    "carries": _ALL | {"where", "guardrails"},
}
"""What the proof of each kind reads. Any other key would say what nobody proves."""


def kind_complaints(promise: Promise, loc: Loc) -> Iterator[Complaint]:
    """Find keys that are missing, and keys that the proof would pass over."""
    kind = _TRUST if promise.kind == "becomes" and promise.role is not None else promise.kind
    for keys in _NEEDS[kind]:
        if not any(getattr(promise, key) for key in keys):
            yield Complaint(
                loc=loc,
                rule=f"must give {' or '.join(keys)}, being of kind {kind}",
                got=shown(promise.name),
                remedy=f"add the key {shown(keys[0])}",
            )
    for key in type(promise).model_fields:
        if key in promise.model_fields_set - _TAKES[kind]:
            yield _left_out(kind, (*loc, key))
    places = frozenset({"first_login"}) if kind == "groups" else _PLACES
    for key in type(promise.where).model_fields:
        if "where" in _TAKES[kind] and key in promise.where.model_fields_set - places:
            yield _left_out(kind, (*loc, "where", key))
    if kind in ("never", "rcp") and promise.but and promise.callers:
        yield _beside((*loc, "but"), "callers, who are")
    if kind == "groups" and promise.groups and promise.but_groups:
        yield _beside((*loc, "but_groups"), "groups, which are")


def _beside(loc: Loc, others: str) -> Complaint:
    return Complaint(
        loc=loc,
        rule=f"must not stand beside {others} all that it speaks of",
        got="both",
        remedy="keep one of the two",
    )


def _left_out(kind: str, loc: Loc) -> Complaint:
    return Complaint(
        loc=loc,
        rule=f"must be left out of kind {kind}: no proof reads it",
        got=shown(loc[-1]),
        remedy="take it out, or choose the kind that is meant",
    )
