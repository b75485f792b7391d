"""What the default costs by being there stays under the promise, and the page says how much."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.assemblies import CONFIGURATIONS, ROOT, Assembly, assembly
from tests.costs import fixed_parts
from tests.costs.fixed_parts import UnpricedError, cents, counted
from tests.costs.prices import ALARM, KEY, METRIC, PRICES

PAGE = ROOT / "docs/explanation/costs.md"
BEGIN, END = "<!-- counted: begin -->\n", "<!-- counted: end -->\n"
PROMISE_CENTS = 1_000
"""Under 10 US dollars a month, for good."""
PROMISED = [(False, True), (True, True)]
"""Of which sums: before and after the keys' rotations, with what AWS gives for free."""


@pytest.mark.parametrize(
    ("rotated", "allowance"), PROMISED, ids=["first-year", "from-the-third-year"]
)
def test_the_default_costs_less_than_promised(rotated: bool, allowance: bool) -> None:
    """The default's fixed parts cost under 10 US dollars a month, before and after rotations."""
    counts = counted(assembly("default"))
    assert counts[KEY] > 0
    assert cents(counts, rotated=rotated, allowance=allowance) < PROMISE_CENTS


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_every_type_has_a_price(name: str) -> None:
    """No configuration holds a type of which nobody has said what it costs."""
    counted(assembly(name))


def test_an_unknown_type_is_no_gift(monkeypatch: pytest.MonkeyPatch) -> None:
    """A type without a price is refused, not counted as free."""
    monkeypatch.setattr(fixed_parts, "_resources", lambda _: [{"Type": "AWS::Config::Rule"}])
    with pytest.raises(UnpricedError, match="AWS::Config::Rule"):
        counted(Assembly(assembly("default").config, ROOT))


@pytest.mark.parametrize(
    ("counts", "rotated", "allowance", "expected"),
    [
        ({KEY: 2}, False, True, 200),
        ({KEY: 2}, True, True, 600),
        ({ALARM: 10, METRIC: 10}, False, True, 0),
        ({ALARM: 12, METRIC: 11}, False, True, 50),
        ({ALARM: 12, METRIC: 11}, True, False, 450),
    ],
    ids=["keys", "rotated", "all-free", "beyond-free", "nothing-free"],
)
def test_sums(counts: dict[str, int], rotated: bool, allowance: bool, expected: int) -> None:
    """A month adds up to what the prices say, with what is free taken off where it applies."""
    assert cents(Counter(counts), rotated=rotated, allowance=allowance) == expected


def test_the_page_says_what_is_counted(request: pytest.FixtureRequest) -> None:
    """The table of the page is the one counted from the default's templates.

    After an intended change: `python -m pytest tests/costs --snapshot-update`.
    """
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    written, _, after = rest.partition(END)
    table = _table(counted(assembly("default")))
    if request.config.getoption("update_snapshots"):
        PAGE.write_text(f"{before}{BEGIN}{table}{END}{after}", encoding="utf-8")
        written = table
    assert written == table


def _table(counts: Counter[str]) -> str:
    rows = [
        f"| {price.plural} | {counts[kind]} | {_usd(price.cents)} | {price.free} | "
        f"{_usd(cents({kind: counts[kind]}, rotated=False, allowance=True))} |"
        for kind, price in PRICES.items()
    ]
    sums = {
        "first year": (False, True),
        "from the third year, with every key rotated twice": (True, True),
        "first year, with the free ones used up by others": (False, False),
        "from the third year, with the free ones used up by others": (True, False),
    }
    totals = [
        f"| {label} | {_usd(cents(counts, rotated=rotated, allowance=allowance))} | "
        f"{'yes' if (rotated, allowance) in PROMISED else 'no'} |"
        for label, (rotated, allowance) in sums.items()
    ]
    return "\n".join(
        [
            "",
            "| what | how many | USD each | free of them | USD a month |",
            "|---|---|---|---|---|",
            *rows,
            "",
            "| all of it | USD a month | kept under 10 USD by a test |",
            "|---|---|---|",
            *totals,
            "",
            "",
        ]
    )


def _usd(amount: int) -> str:
    return f"{amount / 100:.2f}"
