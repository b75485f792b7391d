"""What the rules look at: the data of a file that may still be wrong elsewhere.

A wrong value is left out, so that each rule judges the rest, and one mistake is one problem.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from baseline.config.problem import Loc
from baseline.config.sections.trail import DEFAULT_RETENTION_DAYS


@dataclass(frozen=True)
class Named:
    """A text in the file, with its place."""

    loc: Loc
    text: str


@dataclass(frozen=True)
class DraftUnit:
    """A unit as far as its values are right. `depth` counts levels below the root, from 1."""

    loc: Loc
    parent: DraftUnit | None
    depth: int
    key: Named | None
    name: Named | None
    existing: bool
    guardrails: tuple[Named, ...]


@dataclass(frozen=True)
class DraftAccount:
    """An account as far as its values are right."""

    name: Named | None
    email: Named | None
    unit: Named | None


@dataclass(frozen=True)
class DraftLock:
    """An Object Lock as far as its values are right."""

    mode: str | None
    days: int | None
    is_accepted: bool


@dataclass(frozen=True)
class DraftTrail:
    """The sections `trail` and `log_archive` as far as their values are right."""

    cloudwatch_logs: bool
    log_group_retention_days: int | None
    emails: tuple[Named, ...]
    retention_days: int | None
    object_lock: DraftLock | None


@dataclass(frozen=True)
class DraftRollout:
    """The keys of the rollout as far as their values are right; `asked` are those in the file.

    `enforces_alone` tells of an enforcement without the default that it builds on.
    """

    is_staging: bool
    guardrails: tuple[Named, ...]
    partner_accounts: tuple[Named, ...]
    tag_keys: tuple[Named, ...]
    enforces_alone: bool
    asked: tuple[Named, ...]


@dataclass(frozen=True)
class Draft:
    """A configuration as far as its values are right.

    `tryout` is none when it is wrong. `units_known` says whether the key of every unit is right:
    only then can be told that a unit is not there. `billing_asked` holds the parts of the section
    `billing` that the file asks for in so many words.
    """

    tryout: bool | None
    prefix: Named | None
    home_region: Named | None
    allowed_regions: tuple[Named, ...]
    tags: tuple[tuple[Named, str], ...]
    root_guardrails: tuple[Named, ...]
    root_guardrails_given: bool
    units: tuple[DraftUnit, ...]
    units_known: bool
    accounts: tuple[DraftAccount, ...]
    contact_emails: tuple[Named, ...]
    access_groups: tuple[Named, ...]
    budget_emails: tuple[Named, ...]
    billing_asked: tuple[Named, ...]
    trail: DraftTrail
    rollout: DraftRollout
    exempt_roles: tuple[tuple[Named | None, tuple[Named, ...]], ...]


def draft_of(data: object, wrong: Collection[Loc]) -> Draft:
    """Take from the data of a file what is right, leaving out the places known to be wrong."""
    return _Sound(data, wrong).draft()


class _Sound:
    """Looks places up, and finds nothing where the data is missing or wrong."""

    def __init__(self, data: object, wrong: Collection[Loc]) -> None:
        self.data = data
        self.wrong = frozenset(wrong)

    def draft(self) -> Draft:
        tryout = self.at(("tryout",), False)
        units = tuple(self.units((), None))
        return Draft(
            tryout=tryout if isinstance(tryout, bool) else None,
            prefix=self.text(("prefix",)),
            home_region=self.text(("home_region",)),
            allowed_regions=self.texts(("allowed_regions",)),
            tags=tuple(self.tags()),
            root_guardrails=self.texts(("guardrails",)),
            root_guardrails_given=self.at(("guardrails",)) is not None,
            units=units,
            units_known=all(unit.key for unit in units) and not self.any_wrong_units(),
            accounts=tuple(self.accounts()),
            contact_emails=tuple(self.contact_emails()),
            access_groups=self.texts(("access", "groups")),
            budget_emails=self.texts(("billing", "budget", "emails")),
            billing_asked=tuple(self.billing_asked()),
            trail=self.trail(),
            rollout=self.rollout(),
            exempt_roles=tuple(
                (self.text((*place, "name")), self.texts((*place, "guardrails")))
                for place in self.places(("exempt_roles",))
            ),
        )

    def at(self, loc: Loc, default: object = None) -> object:
        value = self.data
        for end, part in enumerate(loc, start=1):
            if loc[:end] in self.wrong:
                return None
            if isinstance(value, dict):
                value = value.get(part, default if end == len(loc) else None)
            elif isinstance(value, list) and isinstance(part, int):
                value = value[part]
            else:
                return None
        return value

    def text(self, loc: Loc) -> Named | None:
        value = self.at(loc)
        return Named(loc, value) if isinstance(value, str) else None

    def places(self, loc: Loc) -> Iterator[Loc]:
        value = self.at(loc)
        if isinstance(value, list):
            yield from ((*loc, index) for index in range(len(value)))

    def number(self, loc: Loc, default: int | None = None) -> int | None:
        value = self.at(loc, default)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def texts(self, loc: Loc) -> tuple[Named, ...]:
        found = (self.text(place) for place in self.places(loc))
        return tuple(each for each in found if each is not None)

    def tags(self) -> Iterator[tuple[Named, str]]:
        tags = self.at(("tags",))
        for key in tags if isinstance(tags, dict) else ():
            value = self.text(("tags", key))
            if value is not None:
                yield Named(value.loc, key), value.text

    def units(self, loc: Loc, parent: DraftUnit | None) -> Iterator[DraftUnit]:
        for place in self.places((*loc, "units")):
            unit = DraftUnit(
                loc=place,
                parent=parent,
                depth=1 if parent is None else parent.depth + 1,
                key=self.text((*place, "key")),
                name=self.text((*place, "name")),
                existing=self.at((*place, "existing")) is True,
                guardrails=self.texts((*place, "guardrails")),
            )
            yield unit
            yield from self.units(place, unit)

    def any_wrong_units(self) -> bool:
        return any(loc[0] == "units" and loc[-1] == "units" for loc in self.wrong if loc)

    def accounts(self) -> Iterator[DraftAccount]:
        for place in self.places(("accounts",)):
            yield DraftAccount(
                name=self.text((*place, "name")),
                email=self.text((*place, "email")),
                unit=self.text((*place, "unit")),
            )

    def contact_emails(self) -> Iterator[Named]:
        contacts = self.at(("contacts",))
        for kind in contacts if isinstance(contacts, dict) else ():
            email = self.text(("contacts", kind, "email"))
            if email is not None:
                yield email

    def trail(self) -> DraftTrail:
        lock = ("log_archive", "object_lock")
        mode = self.text((*lock, "mode"))
        return DraftTrail(
            cloudwatch_logs=self.at(("trail", "cloudwatch_logs")) is not False,
            log_group_retention_days=self.number(("trail", "log_group_retention_days")),
            emails=self.texts(("trail", "emails")),
            retention_days=self.number(("log_archive", "retention_days"), DEFAULT_RETENTION_DAYS),
            object_lock=DraftLock(
                mode=mode.text if mode is not None else None,
                days=self.number((*lock, "days")),
                is_accepted=self.at((*lock, "irreversible")) is not None,
            )
            if isinstance(self.at(lock), dict)
            else None,
        )

    def rollout(self) -> DraftRollout:
        tags = ("declarative", "standard_tags")
        keys = (self.text((*place, "key")) for place in self.places(tags))
        sections = ("rollout", "resource_controls", "declarative")
        return DraftRollout(
            is_staging=self.at(("rollout",), "staging") == "staging",
            guardrails=self.texts(("resource_controls", "guardrails")),
            partner_accounts=self.texts(("resource_controls", "partner_accounts")),
            tag_keys=tuple(key for key in keys if key is not None),
            enforces_alone=self.at(("declarative", "enforce_imdsv2")) is True
            and self.at(("declarative", "require_imdsv2")) is False,
            asked=tuple(Named((each,), each) for each in sections if self.at((each,)) is not None),
        )

    def billing_asked(self) -> Iterator[Named]:
        for part in (("report", "enabled"), ("report", "name"), ("focus",), ("budget",)):
            loc = ("billing", *part)
            if self.at(loc) not in (None, False):
                yield Named(loc, part[0])
