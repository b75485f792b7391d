"""What a good configuration says is what the models hold, and it survives being written again."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from baseline.config import Config, load
from baseline.config.regions import partition_by_region
from baseline.config.rules.guardrails import LOCKS
from baseline.guardrails import CATALOGUE
from tests.config.drawn import homes_among

REGIONS = [region for region, partition in partition_by_region().items() if partition == "aws"]
LABELS = st.text("abcXYZ019 .-_&/'\"#:é✓", min_size=1, max_size=50).map(str.strip).filter(bool)
ASCII = st.text("abcXYZ019 .-_&/'\"#:", min_size=1, max_size=50).map(str.strip).filter(bool)
TAGS = st.dictionaries(
    st.text("abc_.:/=+-@ é1", min_size=1), st.text("abc :@-1", min_size=1), max_size=5
)


def _guardrails(names: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), unique=True)


@st.composite
def _units(draw: st.DrawFn, keys: list[str], depth: int = 1) -> list[dict[str, Any]]:
    """Draw units, each of which takes its key from the pool."""
    units = []
    for name in draw(st.lists(LABELS, unique=True, max_size=3)) if depth <= 5 else ():
        unit: dict[str, Any] = {"key": keys.pop(), "name": name}
        unit["guardrails"] = draw(_guardrails(list(CATALOGUE)))
        unit["units"] = draw(_units(keys, depth + 1))
        units.append(unit)
    return units


def _keys(units: list[dict[str, Any]]) -> list[str]:
    return [key for unit in units for key in (unit["key"], *_keys(unit["units"]))]


@st.composite
def _configurations(draw: st.DrawFn) -> dict[str, Any]:
    regions = draw(st.lists(st.sampled_from(REGIONS), unique=True, min_size=1).filter(homes_among))
    units = draw(_units([f"unit-{number}" for number in range(999)]))
    keys = _keys(units)
    names = draw(st.lists(ASCII, unique=True, max_size=4)) if keys else []
    return {
        "tryout": True,
        "prefix": draw(st.from_regex(r"[b-r][a-z0-9]{1,7}(-[a-z0-9]{1,3})?", fullmatch=True)),
        "home_region": draw(st.sampled_from(homes_among(regions))),
        "allowed_regions": regions,
        "tags": draw(TAGS),
        "new_accounts_per_deploy": draw(st.integers(1, 50)),
        "guardrails": draw(_guardrails([name for name in CATALOGUE if name != LOCKS])),
        "units": units,
        "rollout": "everywhere",
        "accounts": [
            {"name": name, "email": f"a{n}@example.net", "unit": draw(st.sampled_from(keys))}
            for n, name in enumerate(names)
        ],
        "contacts": draw(
            st.fixed_dictionaries(
                {},
                optional={
                    kind: st.fixed_dictionaries(
                        {
                            "name": LABELS,
                            "title": LABELS,
                            "email": st.just("a@example.org"),
                            "phone": st.text("0123456789+-() ", min_size=1, max_size=25),
                        }
                    )
                    for kind in ("security", "operations", "billing")
                },
            )
        ),
    }


@settings(max_examples=100)
@given(_configurations())
def test_round_trip(data: dict[str, Any]) -> None:
    """A good configuration loads as written, and loads the same from what the models dump."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "mine.yaml"
        file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        config = load(file)
        assert config == Config.model_validate(data)
        file.write_text(config.model_dump_json(), encoding="utf-8")
        assert load(file) == config
        assert [placed.unit.key for placed in config.placed_units()] == _keys(data["units"])
