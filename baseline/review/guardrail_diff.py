"""What a change of guardrails does: for whom which actions turn from allowed to denied, and back.

Every request there can be is compared, so what decides nothing differently is no change, however
different the statements read, and what does is found, however rare. Values are told by the
policies' own patterns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from baseline.policy.actions import known_actions
from baseline.policy.parsed import ParsedStatement
from baseline.policy.proof.cells import meets
from baseline.policy.proof.differences import Difference, differences
from baseline.policy.proof.questions import NOT_DEFINED
from baseline.policy.refusals import UndecidedError
from baseline.review.guarded import ROOT, Guarded, Place
from baseline.review.guardrail_changes import (
    GuardrailChange,
    PlaceChanges,
    order,
    together,
    weight,
)
from baseline.review.guardrail_words import Words
from baseline.review.judgement import Standing, called, levels_of, standing_at
from baseline.review.projection import Case, Row, told_as_rows
from baseline.review.promised import Watched
from baseline.review.spoken_of import speaks_of

_Scopes = Sequence[tuple[str, ParsedStatement]]


def compare(old: Guarded, new: Guarded) -> list[PlaceChanges]:
    """Compare the guardrails of every place; places with the same changes come together.

    Those where work is stopped come first, then those where something protected is opened.
    """
    judged: dict[tuple[bool, frozenset[str], frozenset[str]], PlaceChanges] = {}
    told: dict[PlaceChanges, list[str]] = {}
    watched = Watched(new)
    for of_resources, (path, before, after) in product((False, True), _pairs(old, new)):
        was = standing_at(old, before, of_resources=of_resources)
        now = standing_at(new, after, of_resources=of_resources)
        key = of_resources, frozenset(_texts(was)), frozenset(_texts(now))
        if key not in judged:
            statements = [each.statement for each in (*was, *now)]
            words = Words(new, statements, of_resources=of_resources)
            changes = _changes(was, now, words, watched, of_resources=of_resources)
            judged[key] = replace(changes, of_resources=of_resources)
        if judged[key].changes or judged[key].unknown:
            told.setdefault(judged[key], []).append(path)
    by_place = [replace(each, paths=tuple(paths)) for each, paths in told.items()]
    return sorted(by_place, key=weight)


def compared(old: Guarded, new: Guarded) -> list[str]:
    """List the paths of all that is compared."""
    return [path for path, _, _ in _pairs(old, new)]


def unjudged(old: Guarded, new: Guarded) -> list[str]:
    """Name the policies that differ and only configure: no call is denied by them."""
    return sorted(
        f"`{name}` on {target}"
        for target, name in old.others.keys() | new.others.keys()
        if old.others.get((target, name)) != new.others.get((target, name))
    )


def _pairs(old: Guarded, new: Guarded) -> Iterator[tuple[str, Place, Place]]:
    """Pair places by their keys; one that is on one side only, with what stands above it.

    A unit that leaves the configuration stays in AWS and loses its policies.
    """
    before, after = ({each.key: each for each in side.places} for side in (old, new))
    for place in new.places:
        above = next((key for key in reversed(place.chain) if key in before), ROOT)
        yield place.path, before[above], place
    for place in old.places:
        if place.key not in after:
            above = next((key for key in reversed(place.chain) if key in after), ROOT)
            yield f"{place.path} (no longer managed)", place, after[above]


def _changes(
    before: Sequence[Standing],
    after: Sequence[Standing],
    words: Words,
    watched: Watched,
    *,
    of_resources: bool,
) -> PlaceChanges:
    odds = {each.text: each for each in (*before, *after) if each.odd}
    unknown = {
        f"{each.about}: {each.odd}"
        for text, each in odds.items()
        if (text in _texts(before)) != (text in _texts(after))
    }
    found: dict[GuardrailChange, list[GuardrailChange]] = {}
    try:
        levels = levels_of(before), levels_of(after)
        differing = list(differences(*levels, of_resources=of_resources))
    except UndecidedError as error:
        return PlaceChanges((), (), tuple(sorted({*unknown, *map(str, error.problems)})))
    for each in differing:
        odd_here = {odd.odd for odd in odds.values() if _speaks_of_any(odd, each)}
        unknown |= {f"{each.actions[0].names[0]}: {why}" for why in (*odd_here, *_open(each))}
        told = () if odd_here else _told(each, words, watched, of_resources=of_resources)
        for change in told:
            alike = replace(change, actions=(), yet_to_come=(), stops=(), opens=())
            found.setdefault(alike, []).append(change)
    changes = (together(alike) for alike in found.values())
    return PlaceChanges((), tuple(sorted(changes, key=order)), tuple(sorted(unknown)))


def _texts(side: Sequence[Standing]) -> set[str]:
    return {each.text for each in side}


def _open(difference: Difference) -> Iterator[str]:
    """Yield why requests for these actions are not judged."""
    if difference.undecided:
        yield difference.undecided
    if any(each.change == "not defined" for each in difference.outcomes.values()):
        yield NOT_DEFINED


def _speaks_of_any(standing: Standing, difference: Difference) -> bool:
    names = (name for each in difference.actions for name in each.names)
    return any(speaks_of(standing.statement, name) for name in names)


def _told(
    difference: Difference, words: Words, watched: Watched, *, of_resources: bool
) -> Iterator[GuardrailChange]:
    sizes = [len(axis.cells) for axis in difference.axes]
    for denied in (False, True):
        way = "newly denied" if denied else "newly allowed"
        scopes = watched.work(of_resources=of_resources) if denied else watched.protected
        by: dict[Case, list[str]] = {
            case: [called(sid) for _, sid in outcome.deciding]
            for case, outcome in difference.outcomes.items()
            if outcome.change == way
        }
        either = [
            case
            for case, outcome in difference.outcomes.items()
            if outcome.change == "still denied"
        ]
        for guardrail in dict.fromkeys(each[0] for each in by.values()):
            cases = [case for case, each in by.items() if each[0] == guardrail]
            also = [case for case, each in by.items() if guardrail in each[1:]]
            for row in told_as_rows(cases, [*either, *also], sizes):
                change = GuardrailChange(denied, guardrail, **words.of_row(row, difference.axes))
                held = [case for case in cases if _is_in(case, row)]
                change = _about(change, difference, held, scopes)
                if change.actions or change.yet_to_come:
                    yield change


def _is_in(case: Case, row: Row) -> bool:
    return all(cell in told.among for cell, told in zip(case, row, strict=True))


def _about(
    change: GuardrailChange, difference: Difference, cases: Sequence[Case], scopes: _Scopes
) -> GuardrailChange:
    names, later = set[str](), set[str]()
    for each, patterns in zip(difference.actions, difference.patterns, strict=True):
        if each.known or each.names[0] in patterns:
            names.update(name for name in each.names if _can_be_on(name, change.on))
        else:
            later.add(max(patterns, key=len, default="any other action"))
    acting = frozenset(names)
    touched = tuple(
        dict.fromkeys(name for name, scope in scopes if difference.holds(cases, acting, scope))
    )
    return replace(
        change,
        actions=tuple(sorted(names)),
        yet_to_come=tuple(sorted(later)),
        stops=touched if change.denied else (),
        opens=() if change.denied else touched,
    )


def _can_be_on(name: str, patterns: Sequence[str]) -> bool:
    """Say whether an action can act on resources like one of these; any can if none is named."""
    action = known_actions().get(name.lower())
    named = [each for each in patterns if each.startswith("arn:")]
    if action is None or not named or len(named) < len(patterns):
        return True
    return any(meets(pattern, template) for pattern in named for template in action.templates)
