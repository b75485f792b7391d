"""A change of guardrails as Markdown, short enough for a comment on a pull request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby, zip_longest

from baseline.review.guardrail_changes import GuardrailChange, PlaceChanges

MOST_LINES = 60
_TITLE = "# What changes for whom"
_FRAME_LINES = 6
"""The title, the counts, and how many places are left, each with an empty line."""
_HEADING_LINES = 2
_SHORTEST = 5
"""The lines of a section of which all but one line is cut: heading, line, what is left."""
_MOST_EXAMPLES = 3
_MOST_REASONS = 6
_MOST_PATTERNS = 4
_MOST_PATHS = 5
_MOST_EXCEPTED = 3


def as_markdown(
    found: Sequence[PlaceChanges], others: Sequence[str] = (), places: Sequence[str] = ()
) -> str:
    """Write the changes of every place; nothing at all when there is none.

    `others` name policies that changed and deny nothing, `places` the paths of everything that was
    compared.
    """
    sections = [_section(each, places) for each in found]
    if others:
        title = "## Not judged: policies that configure"
        sections.append([title, "", *(f"- {each}" for each in others), ""])
    if not sections:
        return ""
    lines = [
        _TITLE,
        "",
        _counts(found),
        "",
        *(line for section in _fitted(sections) for line in section),
    ]
    return "\n".join(lines[:-1]) + "\n"


def _fitted(sections: Sequence[list[str]]) -> Iterator[list[str]]:
    """Cut sections that are too long together, each alike, so that none hides another."""
    room = MOST_LINES - _FRAME_LINES
    if sum(map(len, sections)) <= room:
        yield from sections
        return
    shown = sections[: room // _SHORTEST]
    most = room // len(shown)
    for section in shown:
        lines = section[_HEADING_LINES:-1]
        kept = _cut(lines, most - _HEADING_LINES - 2, "more lines; --json has all")
        listed = [each if each.startswith("- ") else f"- {each}" for each in kept]
        yield [*section[:_HEADING_LINES], *listed, ""]
    if len(shown) < len(sections):
        yield [f"{len(sections) - len(shown)} more places; --json has all", ""]


def _section(places: PlaceChanges, every: Sequence[str]) -> list[str]:
    where = _where(places.paths, every)
    heading = f"Resources, whoever calls: {where}" if places.of_resources else where
    return [
        f"## {heading}",
        "",
        *(f"- {_line(change)}" for change in places.changes),
        *(
            f"- **cannot be judged**: {each}"
            for each in _cut(places.unknown, _MOST_REASONS, "more")
        ),
        "",
    ]


def _where(paths: Sequence[str], every: Sequence[str]) -> str:
    excepted = [path for path in every if path not in paths]
    if len(paths) > _MOST_PATHS and len(excepted) <= _MOST_EXCEPTED and every:
        return f"everywhere but {', '.join(_paths(excepted))}" if excepted else "everywhere"
    return ", ".join(_cut(_paths(paths), _MOST_PATHS, "more"))


def _paths(paths: Sequence[str]) -> list[str]:
    return ["the root" if path == "root" else escape(path, quote=False) for path in paths]


def _counts(found: Sequence[PlaceChanges]) -> str:
    changes = [change for place in found for change in place.changes]
    told = []
    for denied, way in ((True, "newly denied"), (False, "newly allowed")):
        actions = {name for each in changes if each.denied == denied for name in each.actions}
        told.append(f"{_counted(len(actions), 'action')} {way} to somebody")
    stops = {name for each in changes for name in each.stops}
    opens = {name for each in changes for name in each.opens}
    told += [f"{_counted(len(stops), 'kind')} of work stopped that must go on"] if stops else []
    told += [f"{_counted(len(opens), 'protected resource')} opened"] if opens else []
    return f"{'; '.join(told)}."


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _line(change: GuardrailChange) -> str:
    way = "now denied" if change.denied else "no longer denied"
    where = [f"on {_listed(change.on)}"] if change.on else []
    where += [f"where the region is {change.regions}"] if change.regions else []
    where += [f"where {' and '.join(change.keys)}"] if change.keys else []
    conditions = f", {', '.join(where)}" if where else ""
    warned = f"**stops work that must go on ({_listed(change.stops)})**: " if change.stops else ""
    if change.opens:
        warned = f"**opens what is protected** ({_listed(change.opens)}): "
    return (
        f"{warned}**{way}** by `{change.guardrail}` to {change.who}{conditions}: {_actions(change)}"
    )


def _listed(names: Sequence[str]) -> str:
    written = [f"`{name}`" if ":" in name and " " not in name else name for name in names]
    return ", ".join(_cut(written, _MOST_PATTERNS, "more"))


def _actions(change: GuardrailChange) -> str:
    later = [f"`{each}`" if ":" in each else each for each in change.yet_to_come]
    to_come = f"actions yet to come ({', '.join(_cut(later, _MOST_EXAMPLES, 'more'))})"
    if not change.actions:
        return to_come
    known = _examples(change.actions)
    return f"{known}; and {to_come}" if later else known


def _examples(actions: Sequence[str]) -> str:
    """Count actions and name the first of each service, the service with most actions first."""
    services = {
        service: list(names)
        for service, names in groupby(actions, lambda name: name.partition(":")[0])
    }
    ranked = sorted(services, key=lambda service: (-len(services[service]), service))
    in_turn = [
        name
        for names in zip_longest(*(services[each] for each in ranked))
        for name in names
        if name
    ]
    if len(actions) <= _MOST_EXAMPLES:
        return ", ".join(actions)
    of = f" of {len(services)} services" if len(services) > 1 else ""
    return f"{len(actions):,} actions{of}, as {', '.join(in_turn[:_MOST_EXAMPLES])}"


def _cut(names: Sequence[str], most: int, word: str) -> list[str]:
    """Keep the first few, and say how many are left."""
    if len(names) <= most + 1:
        return list(names)
    return [*names[:most], f"{len(names) - most} {word}"]
