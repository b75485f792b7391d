"""What pydantic finds wrong with the data, said in this project's words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from baseline.config.document import Document
from baseline.config.forms import FORMS
from baseline.config.problem import Complaint, Loc
from baseline.config.rules.places import belongs
from baseline.config.schema import Config
from baseline.config.wording import closest, shown

ERROR_OF_KEY = "[key]"
"""How pydantic marks that the key of a mapping, not its value, breaks a rule."""

Words = tuple[str, str]
Context = Mapping[str, Any]

TYPES: Mapping[str, Words] = {
    "string_type": ("must be text", "write the value after the colon"),
    "bool_type": ("must be true or false", "write true or false, without quotes"),
    "int_type": ("must be a whole number", "write digits only, without quotes"),
    "tuple_type": ("must be a list", "write each entry on its own line after '- ', or [] for none"),
    "dict_type": ("must be a mapping", "write 'key: value' lines, or {} for none"),
    "model_type": ("must be a mapping", "write its keys below it, indented, each with a value"),
}

LIMITS: Mapping[str, Callable[[Context], Words]] = {
    "string_too_short": lambda of: (
        f"must be at least {_count(of['min_length'], 'character')} long",
        "write a longer text",
    ),
    "string_too_long": lambda of: (
        f"must be at most {_count(of['max_length'], 'character')} long",
        "shorten it",
    ),
    "too_short": lambda of: (
        f"must have at least {_count(of['min_length'], 'entry', 'entries')}",
        "add an entry",
    ),
    "too_long": lambda of: (
        f"must have at most {_count(of['max_length'], 'entry', 'entries')}",
        "remove entries",
    ),
    "greater_than_equal": lambda of: (f"must be at least {of['ge']}", "raise it"),
    "less_than_equal": lambda of: (f"must be at most {of['le']}", "lower it"),
    "literal_error": lambda of: (
        f"must be {str(of['expected']).replace(chr(39), '')}",
        "write one of these words",
    ),
    "string_pattern_mismatch": lambda of: (
        FORMS[of["pattern"]].rule,
        FORMS[of["pattern"]].remedy,
    ),
}


@dataclass(frozen=True)
class Structure:
    """What is wrong with single values, and the places about which nothing more can be said."""

    complaints: tuple[Complaint, ...]
    wrong: frozenset[Loc]


def structure_of(
    error: ValidationError, document: Document, model: type[BaseModel] = Config
) -> Structure:
    """Say each of pydantic's findings in words, without the ones that only follow from others.

    A value that could not be read is not complained about again; nor is a missing key whose
    misspelling is there. `model` is what the whole document was read as.
    """
    found = error.errors(include_url=False)
    unknown = [
        _unknown_key(each["loc"], model) for each in found if each["type"] == "extra_forbidden"
    ]
    meant = {loc for _, loc in unknown if loc is not None}
    complaints = [complaint for complaint, _ in unknown]
    for each in found:
        loc = each["loc"]
        if each["type"] == "missing" and loc not in meant:
            complaints.append(_missing_key(loc))
        elif each["type"] not in ("missing", "extra_forbidden") and loc not in document.unread:
            context = each.get("ctx", {})
            complaints.append(_wrong_value(each["type"], loc, each["input"], context, document))
    return Structure(tuple(complaints), frozenset({*meant, *(each.loc for each in complaints)}))


def _missing_key(loc: Loc) -> Complaint:
    return Complaint(loc, "must be given", "nothing", f"add the key {shown(loc[-1])}")


def _wrong_value(
    kind: str, loc: Loc, value: object, context: Context, document: Document
) -> Complaint:
    got = document.shown(loc, value)
    if loc[-1:] == (ERROR_OF_KEY,):
        loc = loc[:-1]
        rule, remedy = LIMITS[kind](context)
        return Complaint(loc, f"its key {rule}", got, remedy)
    if kind in TYPES:
        rule, remedy = TYPES[kind]
        if kind == "string_type" and loc in document.written:
            remedy = "put it in quotes"
        return Complaint(loc, rule, got, remedy)
    rule, remedy = LIMITS[kind](context)
    if isinstance(value, list | dict):
        got = str(len(value))
    return Complaint(loc, rule, got, remedy)


def _unknown_key(loc: Loc, top: type[BaseModel]) -> tuple[Complaint, Loc | None]:
    key, known_keys = str(loc[-1]), list(_model_at(loc[:-1], top).model_fields)
    elsewhere = belongs(key) if top is Config else None
    if elsewhere is not None:
        return Complaint(loc, "must be a known key", shown(key), elsewhere), None
    match = closest(key, known_keys)
    remedy = (
        f"did you mean {match!r}?"
        if match is not None
        else f"remove it; the keys here are {', '.join(known_keys)}"
    )
    meant = (*loc[:-1], match) if match is not None else None
    return Complaint(loc, "must be a known key", shown(key), remedy), meant


def _model_at(loc: Loc, top: type[BaseModel]) -> type[BaseModel]:
    model = top
    for part in loc:
        # A part that is no field is a place in a list, or somebody's own word in a mapping.
        if isinstance(part, str) and part in model.model_fields:
            model = _model_in(model.model_fields[part].annotation)
    return model


def _model_in(annotation: Any) -> type[BaseModel]:
    candidates = (annotation, *get_args(annotation))
    return next(
        each for each in candidates if isinstance(each, type) and issubclass(each, BaseModel)
    )


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
