"""Configurations drawn at random, each of which the models take: what any fork might write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from baseline.config import forms
from baseline.config.regions import (
    WITHOUT_ACCOUNT_MANAGEMENT,
    must_be_opted_into,
    partition_by_region,
)
from baseline.config.rules.exempt_roles import EVERYDAY, EXEMPTIBLE, KEEPER
from baseline.config.sections.access import GROUPS
from baseline.config.sections.billing import AVAILABLE
from baseline.config.sections.trail import LOG_GROUP_RETENTIONS
from baseline.guardrails import CATALOGUE

Drawn = dict[str, Any]
REGIONS: Mapping[str, list[str]] = {
    partition: [region for region, its in partition_by_region().items() if its == partition]
    for partition in AVAILABLE
}
DEEPEST = 5
"""Source: AWS Organizations user guide, Quotas: organizational units nest 5 levels deep."""


def _form(form: forms.Form, most: int) -> st.SearchStrategy[str]:
    return st.from_regex(form.pattern, fullmatch=True).filter(lambda text: 1 <= len(text) <= most)


labels = _form(forms.LABEL, 128)
keys = _form(forms.UNIT_KEY, 31).filter(lambda key: key.replace("-", "") != "root")
contacts = st.fixed_dictionaries(
    {
        "name": _form(forms.LABEL, 64),
        "title": _form(forms.LABEL, 50),
        "email": st.just("team@example.com"),
        "phone": _form(forms.PHONE, 25),
    }
)
tags = st.dictionaries(
    st.from_regex(r"[a-zA-Z0-9 _.:/=+@-]{1,20}", fullmatch=True).filter(
        lambda key: key.strip() == key and not key.lower().startswith("aws:")
    ),
    st.from_regex(r"[a-zA-Z0-9_.:/=+@-]{1,20}", fullmatch=True),
    max_size=3,
)
guardrails = st.lists(st.sampled_from(list(CATALOGUE)), unique=True, max_size=4)
at_the_root = guardrails.filter(lambda names: "deny_everything" not in names)
exempt_roles = st.lists(
    st.fixed_dictionaries(
        {
            "name": _form(forms.EXEMPT_ROLE, 64).filter(lambda name: name not in EVERYDAY),
            "guardrails": st.lists(
                st.sampled_from(EXEMPTIBLE), min_size=1, max_size=3, unique=True
            ),
        }
    ),
    max_size=2,
    unique_by=lambda role: str(role["name"]),
)
trails = st.fixed_dictionaries(
    {
        "cloudwatch_logs": st.booleans(),
        "log_group_retention_days": st.sampled_from(LOG_GROUP_RETENTIONS),
        "insights": st.booleans(),
    }
)
archives = st.fixed_dictionaries(
    {
        "retention_days": st.integers(365, 36_500),
        "object_lock": st.none()
        | st.fixed_dictionaries({"mode": st.just("governance"), "days": st.integers(1, 365)}),
    }
)
accesses = st.fixed_dictionaries(
    {
        "groups": st.lists(st.sampled_from(GROUPS), unique=True),
        "first_login_password_change": st.booleans(),
        "password_policy": st.fixed_dictionaries(
            {
                "minimum_length": st.integers(14, 128),
                "reuse_prevention": st.integers(1, 24),
                "maximum_age_days": st.none() | st.integers(1, 1_095),
            }
        ),
        "analyzer": st.sampled_from(["managed", "existing", "none"]),
    }
)
billings = st.fixed_dictionaries(
    {
        "report": st.fixed_dictionaries(
            {"enabled": st.booleans(), "name": st.none() | _form(forms.REPORT_NAME, 256)}
        ),
        "focus": st.booleans(),
        "budget": st.none() | st.fixed_dictionaries({"monthly_usd": st.integers(1, 1_000_000_000)}),
    }
)


pipelines = st.none() | st.fixed_dictionaries(
    {
        "repository": _form(forms.REPOSITORY, 160),
        "environment": _form(forms.ENVIRONMENT, 100),
        "branch": _form(forms.BRANCH, 100),
        "existing_provider": st.booleans(),
    }
)


def homes_among(regions: list[str]) -> list[str]:
    """List the regions that may be a home."""
    return [region for region in regions if not must_be_opted_into(region)]


@st.composite
def configurations(draw: st.DrawFn) -> Drawn:
    """Draw what a configuration file may hold, in any partition."""
    partition = draw(st.sampled_from(list(REGIONS)))
    regions = draw(
        st.lists(st.sampled_from(REGIONS[partition]), min_size=1, max_size=4, unique=True).filter(
            homes_among
        )
    )
    config: Drawn = {
        "tryout": True,
        "prefix": draw(_form(forms.PREFIX, 16).filter(lambda text: len(text) > 1)),
        "home_region": draw(st.sampled_from(homes_among(regions))),
        "allowed_regions": regions,
        "units": draw(_units()),
        "tags": draw(tags),
        "contacts": draw(st.dictionaries(st.sampled_from(["security", "operations"]), contacts))
        if partition not in WITHOUT_ACCOUNT_MANAGEMENT
        else {},
        "trail": draw(trails),
        "log_archive": draw(archives),
        "access": draw(accesses),
        "pipeline": draw(pipelines),
    }
    if draw(st.booleans()):
        config["guardrails"] = draw(at_the_root)
    if KEEPER in config.get("guardrails", [KEEPER]):
        config["exempt_roles"] = draw(exempt_roles)
    if partition == "aws":
        config["rollout"] = "everywhere"
        config["billing"] = draw(billings)
    return config


@st.composite
def _units(draw: st.DrawFn) -> list[Drawn]:
    """Draw a tree of units from a flat list: each hangs below an earlier one, or at the top."""
    names = draw(st.lists(keys, max_size=8, unique_by=lambda key: key.replace("-", "")))
    placed: list[tuple[int, Drawn]] = []
    top: list[Drawn] = []
    for key in names:
        unit = {"key": key, "name": key.title(), "guardrails": draw(guardrails), "units": []}
        above = draw(st.sampled_from([None, *(each for each in placed if each[0] < DEEPEST)]))
        (top if above is None else above[1]["units"]).append(unit)
        placed.append((1 if above is None else above[0] + 1, unit))
    return top
