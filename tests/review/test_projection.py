"""Many cases are told as few rows, without a case lost or made up."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from baseline.review.projection import Case, told_as_rows

SIZES = (3, 2, 2)
EVERY = list(product(*map(range, SIZES)))


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(EVERY), st.booleans()))
def test_rows_hold_exactly_the_cases(found: dict[Case, bool]) -> None:
    """The rows hold every case, and beside them only those that do not matter."""
    cases = {case for case, is_case in found.items() if is_case}
    indifferent = found.keys() - cases
    held = {
        case
        for row in told_as_rows(cases, indifferent, SIZES)
        for case in product(*(each.among for each in row))
    }
    assert cases <= held <= cases | indifferent


def test_a_dimension_that_decides_nothing_is_dropped() -> None:
    """All values of one dimension are told as all; a single value of another is told."""
    (row,) = told_as_rows([case for case in EVERY if case[1] == 1], [], SIZES)
    assert [each.is_all for each in row] == [True, False, True]
    assert row[1].really == {1}


def test_what_does_not_matter_is_counted_in_only_beside_the_rest() -> None:
    """One value among many that do not matter is told by itself, not as all."""
    rest = [case for case in EVERY if case[0] != 0]
    (few,) = told_as_rows([case for case in EVERY if case[0] == 0], rest, SIZES)
    assert not few[0].is_all
    assert few[0].really == {0}
    (most,) = told_as_rows(rest, [case for case in EVERY if case[0] == 0], SIZES)
    assert most[0].is_all
