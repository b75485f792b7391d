"""Where the account of a caller stands, as the context key aws:PrincipalOrgPaths tells it.

No configuration and no log holds the ids that AWS gave to units. Where statements compare the form
of the path alone, as `o-*/r-*/ou-*` does, any ids will do, and the place of the account is enough.

Source: IAM user guide, AWS global condition context keys, aws:PrincipalOrgPaths, read 2026-11-30.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from baseline.guardrails.resource.model import ANY_ORGANIZATION
from baseline.review.guarded import Place

ORGANIZATION_PATHS = "aws:PrincipalOrgPaths"

_FORM = re.compile(r"o-\*/r-\*(/ou-\*)*(/\*?)?")


def organization_path(place: Place) -> str:
    """Write the path of an account at a place, with ids that stand for those of AWS."""
    units = (f"ou-root-{depth:08}" for depth in range(1, len(place.chain)))
    return "".join(f"{each}/" for each in (ANY_ORGANIZATION, "r-root", *units))


def is_told_by_place(patterns: Iterable[str]) -> bool:
    """Say whether patterns tell paths apart by their form alone, whatever the ids are."""
    return all(_FORM.fullmatch(each) for each in patterns)
