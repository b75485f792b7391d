"""What can be wrong with the guardrails of a fork, told before anything is made of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from baseline.config.problem import Problem
from baseline.config.wording import one_line, shown
from baseline.guardrails.model import Guardrail, GuardrailContext
from baseline.guardrails.own_guardrails import Own, Written, told
from baseline.guardrails.themes import BUNDLES
from baseline.policy.documents import Statement, values

_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_SID = re.compile("[A-Za-z0-9]+")
_DATED = re.compile(r"20\d\d-\d\d-\d\d$")
_ANY = GuardrailContext("aws", "baseline", ("eu-west-1",))
"""Some configuration to write statements for; the rules do not depend on which."""

Finding = tuple[str, str, str, str]
"""The part of a guardrail, the rule it breaks, what was found, and what to do."""


def mistakes_of(own: Own, shipped: Mapping[str, Guardrail]) -> list[Problem]:
    """List every mistake in what a fork adds, in the order of the files and their lines."""
    found = [
        Problem(
            file=each.file,
            line=each.line,
            key="file",
            rule="must be Python that can be read",
            got=one_line(each.error),
            remedy="mend it, or take the file out of the folder",
        )
        for each in own.unreadable
    ]
    if own.written:
        found += _written(own.written, shipped)
    return sorted(found, key=lambda each: (each.file, each.line))


def _written(own: Sequence[Written], shipped: Mapping[str, Guardrail]) -> Iterator[Problem]:
    names = dict.fromkeys((*shipped, *_rolled_out()), "a guardrail that ships")
    sids = {
        statement["Sid"]: f"the guardrail {name}, which ships"
        for name, guardrail in shipped.items()
        for statement in guardrail.statements(_ANY)
    }
    for each in own:
        try:
            findings = [*_findings(each.guardrail), *_taken(each, names, sids)]
        except Exception as error:  # A fork's values may be anything.
            rule = "must be written like those of baseline/guardrails/catalogue/"
            findings = [("statements", rule, told(error), "mend it")]
        for part, rule, got, remedy in findings:
            key = f"{each.guardrail.name}.{part}"
            yield Problem(each.file, each.line, key, rule, one_line(got), remedy)


def _rolled_out() -> Iterator[str]:
    # Imported here, as below, so that only a fork with guardrails of its own waits for it.
    from baseline.guardrails.declarative import DECLARATIVE_SETTINGS
    from baseline.guardrails.resource import RESOURCE_GUARDRAILS

    yield from (*RESOURCE_GUARDRAILS, *DECLARATIVE_SETTINGS)


def _findings(guardrail: Guardrail) -> Iterator[Finding]:
    for rule in _RULES:
        yield from rule(guardrail)


def _name(guardrail: Guardrail) -> Iterator[Finding]:
    if not _NAME.fullmatch(guardrail.name):
        rule = "must be lower-case words joined by underscores"
        yield "name", rule, repr(guardrail.name), "write it such as deny_queue_purge"
    elif guardrail.sid != _camel(guardrail.name):
        rule = "must be the name in camel case"
        yield "sid", rule, repr(guardrail.sid), f"write {_camel(guardrail.name)!r}"


def _camel(name: str) -> str:
    return name.title().replace("_", "")


def _texts(guardrail: Guardrail) -> Iterator[Finding]:
    for part in ("why", "breaks", "source"):
        text = getattr(guardrail, part)
        if part != "source" and not text.endswith("."):
            yield part, "must be sentences", shown(text), "end it with a full stop"
        if not text.isascii():
            odd = next(each for each in text if not each.isascii())
            yield part, "must be ASCII, as policies are", repr(odd), "write it in plain letters"
    if not _DATED.search(guardrail.source):
        rule, remedy = "must end with the day it was read", "end it such as: read 2026-11-24"
        yield "source", rule, shown(guardrail.source), remedy


def _bundle(guardrail: Guardrail) -> Iterator[Finding]:
    if guardrail.bundle not in BUNDLES:
        rule = "must be a known bundle"
        yield "bundle", rule, repr(guardrail.bundle), f"choose from {', '.join(BUNDLES)}"


def _denies(guardrail: Guardrail) -> Iterator[Finding]:
    if not guardrail.denies:
        yield (
            "denies",
            "must say what is denied",
            "nothing",
            "declare it, apart from the statements",
        )
    for index, denial in enumerate(guardrail.denies):
        for part in ("actions", "resources", "except_actions"):
            texts, place = getattr(denial, part), f"denies[{index}].{part}"
            if isinstance(texts, str):
                yield place, "must be a tuple", repr(texts), f"write ({texts!r},)"
            elif part != "resources":
                yield from _unknown(place, texts)


def _statements(guardrail: Guardrail) -> Iterator[Finding]:
    for statement in guardrail.statements(_ANY):
        sid = statement["Sid"]
        place = f"statements[{sid!r}]"
        if not (_SID.fullmatch(sid) and sid.startswith(_camel(guardrail.name))):
            rule = "must have a Sid of letters and digits that begins with the guardrail's name"
            yield place, rule, repr(sid), f"begin it with {_camel(guardrail.name)!r}"
        if statement["Effect"] != "Deny":
            yield place, "must deny", repr(statement["Effect"]), "write 'Effect': 'Deny'"
        for part, patterns in _actions(statement):
            yield from _unknown(f"{place}.{part}", values(patterns))


def _actions(statement: Statement) -> Iterator[tuple[str, str | list[str]]]:
    if "Action" in statement:
        yield "Action", statement["Action"]
    if "NotAction" in statement:
        yield "NotAction", statement["NotAction"]


def _unknown(place: str, actions: Sequence[str]) -> Iterator[Finding]:
    from baseline.policy.actions.existing import action_problem

    for action in actions:
        problem = action_problem(action)
        if problem is not None:
            yield place, problem.rule, repr(action), problem.remedy


def _taken(each: Written, names: dict[str, str], sids: dict[str, str]) -> Iterator[Finding]:
    """Tell a name or a Sid that something before it has, and take those of this one."""
    name = each.guardrail.name
    if name in names:
        yield "name", "must be used once", f"that of {names[name]}", "give it a name of its own"
        return
    names[name] = f"a guardrail in {each.file}"
    for sid in [statement["Sid"] for statement in each.guardrail.statements(_ANY)]:
        if sid in sids:
            place = f"statements[{sid!r}]"
            yield place, "must have a Sid used once", f"that of {sids[sid]}", "give it its own"
        else:
            sids[sid] = f"the guardrail {name} in {each.file}"


_RULES: tuple[Callable[[Guardrail], Iterator[Finding]], ...] = (
    _name,
    _texts,
    _bundle,
    _denies,
    _statements,
)
