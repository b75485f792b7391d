"""Accounts must be told apart and belong to a unit that is there."""

from __future__ import annotations

from collections.abc import Iterator

from baseline.config.draft import Draft, Named
from baseline.config.problem import Complaint
from baseline.config.rules.repeats import repeat_complaints
from baseline.config.wording import shown, suggestion


def account_complaints(draft: Draft) -> Iterator[Complaint]:
    """Judge names, e-mail addresses and units of all accounts together.

    AWS takes a name twice; people and reports tell accounts apart by it, so we do not.
    """
    yield from repeat_complaints(
        (each.name for each in draft.accounts if each.name is not None),
        rule="must differ from every other account's name",
        remedy="choose another name",
    )
    yield from repeat_complaints(
        (each.email for each in draft.accounts if each.email is not None),
        rule="must differ from every other account's e-mail in more than case",
        remedy="give each account an address of its own, for example with a +suffix",
        same=str.lower,
    )
    keys = [unit.key.text for unit in draft.units if unit.key is not None]
    for account in draft.accounts if draft.units_known else ():
        if account.unit is not None and account.unit.text not in keys:
            yield _unknown_unit(account.unit, keys)


def _unknown_unit(unit: Named, keys: list[str]) -> Complaint:
    listed = f"choose from {', '.join(keys)}" if keys else "add a unit with this key"
    return Complaint(
        loc=unit.loc,
        rule="must be the key of a unit",
        got=shown(unit.text),
        remedy=suggestion(unit.text, keys, listed),
    )
