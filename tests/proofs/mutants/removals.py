"""The shipped organization with one statement of one policy taken out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from baseline.policy.decide import Level
from baseline.policy.documents import Document
from baseline.promises.subject import Subject

Removal = Callable[[Subject], Subject]


def removals(subject: Subject) -> Mapping[str, Removal]:
    """Name every statement that a policy of any kind holds, with what takes it out everywhere."""
    control = _sids(subject.control.values())
    resource = _sids(subject.resource.values())
    people = {
        (level.name, sid)
        for levels in subject.identity.values()
        for level in levels
        for sid in _sids([level.documents])
    }
    trusts = {(role, sid) for role, trust in subject.trusts.items() for sid in _sids([[trust]])}
    return {
        **{f"control {sid}": _from_control(sid) for sid in sorted(control)},
        **{f"resource {sid}": _from_resource(sid) for sid in sorted(resource)},
        **{f"{policy} {sid}": _from_people(policy, sid) for policy, sid in sorted(people)},
        **{f"trust of {role} {sid}": _from_trust(role, sid) for role, sid in sorted(trusts)},
    }


def _sids(groups: Iterable[Iterable[Document]]) -> set[str]:
    return {each["Sid"] for group in groups for one in group for each in one["Statement"]}


def _without(documents: Iterable[Document], sid: str) -> tuple[Document, ...]:
    return tuple(
        {**each, "Statement": [one for one in each["Statement"] if one["Sid"] != sid]}
        for each in documents
    )


def _from_control(sid: str) -> Removal:
    return lambda subject: replace(
        subject, control={key: _without(each, sid) for key, each in subject.control.items()}
    )


def _from_resource(sid: str) -> Removal:
    return lambda subject: replace(
        subject, resource={key: _without(each, sid) for key, each in subject.resource.items()}
    )


def _from_people(policy: str, sid: str) -> Removal:
    def removal(subject: Subject) -> Subject:
        identity = {
            group: tuple(
                Level(each.name, _without(each.documents, sid)) if each.name == policy else each
                for each in levels
            )
            for group, levels in subject.identity.items()
        }
        return replace(subject, identity=identity)

    return removal


def _from_trust(role: str, sid: str) -> Removal:
    return lambda subject: replace(
        subject, trusts={**subject.trusts, role: _without([subject.trusts[role]], sid)[0]}
    )
