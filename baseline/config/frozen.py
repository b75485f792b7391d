"""A mapping that nobody can change, so that a whole configuration can be a dictionary key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping


class FrozenTexts(Mapping[str, str]):
    """Texts by name, in the order given; equal to any mapping with the same entries."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = dict(texts)

    def __getitem__(self, key: str) -> str:
        """Look a text up."""
        return self._texts[key]

    def __iter__(self) -> Iterator[str]:
        """Go through the names in the order given."""
        return iter(self._texts)

    def __len__(self) -> int:
        """Count the entries."""
        return len(self._texts)

    def __hash__(self) -> int:
        """Stay the same whatever the order, as equality does."""
        return hash(frozenset(self._texts.items()))

    def __repr__(self) -> str:
        return repr(self._texts)
