"""Reading properties: the right kind is returned, everything else named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from baseline.runtime import properties
from baseline.runtime.errors import SettingError


@pytest.mark.parametrize(
    ("read", "value", "expected"),
    [
        (properties.text, "x", "x"),
        (properties.texts, ["a", "b"], ("a", "b")),
        (properties.texts, [], ()),
        (properties.truth, "true", True),
        (properties.truth, "false", False),
        (properties.count, "12", 12),
        (properties.mapping, {"a": 1}, {"a": 1}),
        (properties.mappings, [{"a": 1}], ({"a": 1},)),
    ],
)
def test_the_right_kind_is_returned(
    read: Callable[[Any, str], Any], value: Any, expected: Any
) -> None:
    """A value of the right kind comes back as Python's."""
    assert read({"P": value}, "P") == expected


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (properties.text, ""),
        (properties.text, None),
        (properties.text, 7),
        (properties.texts, "a"),
        (properties.texts, ["a", 7]),
        (properties.truth, True),
        (properties.truth, "True"),
        (properties.truth, []),
        (properties.count, "0"),
        (properties.count, "1.5"),
        (properties.count, "٣"),
        (properties.mapping, []),
        (properties.mappings, {}),
        (properties.mappings, ["a"]),
    ],
)
def test_another_kind_is_named(read: Callable[[Any, str], Any], value: Any) -> None:
    """A value of another kind is refused with the property's name and the value."""
    with pytest.raises(SettingError, match=r"P: .* is required.*\(got "):
        read({"P": value}, "P")


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        (properties.texts, ()),
        (properties.truth, False),
        (properties.mapping, {}),
        (properties.mappings, ()),
    ],
)
def test_what_may_be_absent(read: Callable[[Any, str], Any], expected: Any) -> None:
    """Absent lists and mappings are empty, an absent truth is false."""
    assert read({}, "P") == expected


@pytest.mark.parametrize("read", [properties.text, properties.count])
def test_what_must_be_there(read: Callable[[Any, str], Any]) -> None:
    """Texts and counts have no default."""
    with pytest.raises(SettingError, match="got None"):
        read({}, "P")
