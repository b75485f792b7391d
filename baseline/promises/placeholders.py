"""The words in braces, held against what fills them in at each place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from pydantic import BaseModel

from baseline.config.problem import Complaint, Loc
from baseline.config.wording import shown, suggestion
from baseline.promises.model import PromiseFile, WorkFile

_VALUES = frozenset({"partition", "prefix", "home", "account", "organization", "any_account"})
"""What stands for one text, anywhere in a text."""
_LISTS = frozenset({"regions", "protected", "guarded", "partners", "load_balancers"})
"""What stands for several texts, in the place of a whole one."""
_MEMBER_ROLE = "member_role"
"""What stands for the role of the group that is asked about."""
_WORD = re.compile(r"(?<!\$)\{([^}]*)\}")


def placeholder_complaints(file: PromiseFile | WorkFile) -> Iterator[Complaint]:
    """Find words in braces that stand for nothing where they are."""
    for key in type(file).model_fields:
        if key == "promises":
            continue
        known = _VALUES if key in _LISTS else _VALUES | _LISTS
        yield from _wrong(getattr(file, key), (key,), known)
    for index, promise in enumerate(file.promises if isinstance(file, PromiseFile) else ()):
        of_group = {_MEMBER_ROLE} if promise.kind == "groups" else set()
        yield from _wrong(promise, ("promises", index), _VALUES | _LISTS | of_group)


def _wrong(content: object, loc: Loc, known: Collection[str]) -> Iterator[Complaint]:
    if isinstance(content, str):
        yield from _wrong_in_text(content, loc, known)
    elif isinstance(content, BaseModel):
        for key in type(content).model_fields:
            yield from _wrong(getattr(content, key), (*loc, key), known)
    elif isinstance(content, Mapping):
        for key, each in content.items():
            yield from _wrong(each, (*loc, key), known)
    elif isinstance(content, tuple):
        for index, each in enumerate(content):
            yield from _wrong(each, (*loc, index), known)


def _wrong_in_text(text: str, loc: Loc, known: Collection[str]) -> Iterator[Complaint]:
    for word in _WORD.findall(text):
        in_braces = f"{{{word}}}"
        if word not in known:
            yield Complaint(
                loc=loc,
                rule="must hold only known words in braces"
                if word not in {*_LISTS, _MEMBER_ROLE}
                else "must hold only words in braces that stand for something here",
                got=shown(in_braces),
                remedy=suggestion(word, known, f"choose from {', '.join(sorted(known))}"),
            )
        elif word in _LISTS and text != in_braces:
            yield Complaint(
                loc=loc,
                rule=f"must be {in_braces} alone, which stands for several texts",
                got=shown(text),
                remedy="write the texts out, or compare the part by itself in a condition",
            )
