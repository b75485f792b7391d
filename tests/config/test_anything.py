"""No file whatever yields anything but a configuration or problems of one line each."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from baseline.config import Config, Problem, load
from baseline.errors import ConfigError
from baseline.guardrails import CATALOGUE
from tests.assemblies import ROOT
from tests.config.files import SHIPPED

KEYS = [
    *Config.model_fields,
    *("key", "name", "existing", "email", "unit", "security", "operations", "billing"),
    *("title", "phone", "<<", "root", "", "tryuot"),
]
TEXTS = [*CATALOGUE, "root", "eu-west-1", "cn-north-1", "us-esat-1", "a@example.com", "a@b.co"]
SIGNS = " \n\t:-?,[]{}&*!|>'\"%@`#~<=\\.0179eEtruxUNn\x85\u2028\ufeff"

leaves = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.sampled_from(TEXTS)
)
branches = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(), inner, max_size=5)
    ),
    max_leaves=25,
)
shipped = st.sampled_from([(ROOT / file).read_text(encoding="utf-8") for file in SHIPPED])


@pytest.fixture(scope="module")
def file() -> Iterator[Path]:
    """One place to write every drawn file to."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "mine.yaml"


def _judge(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    try:
        assert isinstance(load(file), Config)
    except ConfigError as error:
        assert error.problems
        lines = content.count(b"\n") + content.count(b"\r") + 1
        for problem in error.problems:
            assert isinstance(problem, Problem)
            assert len(str(problem).splitlines()) == 1
            assert str(problem).isprintable()
            assert problem.line >= 1
            assert problem.line <= lines or not content.isascii()


@example(b"? ")
@example(b'"\\ud800": 1')
@example(b"%YAML 1.")
@example(b"%TAG ! !\n---\n!x y")
@example(b"!<> x")
@example(b'"\\U00110000"')
@example(b"[" * 20_000)
@example(b"- " * 20_000)
@example(b"a: &a [*a]")
@example(b"&a {*a : *a}")
@example(b"home_region: 2026-99-99\n")
@example(b"new_accounts_per_deploy: 190:20:30\n")
@example(b"new_accounts_per_deploy: " + b"9" * 5_000)
@given(st.binary())
def test_any_bytes(file: Path, content: bytes) -> None:
    """Any bytes are judged without a traceback."""
    _judge(file, content)


@given(st.text() | st.text(alphabet=SIGNS))
def test_any_text(file: Path, content: str) -> None:
    """Any text, and any heap of YAML's own signs, is judged without a traceback."""
    _judge(file, content.encode("utf-8", "surrogatepass"))


@settings(max_examples=300)
@given(branches)
def test_any_data(file: Path, data: object) -> None:
    """Any data, also under keys that are known, is judged without a traceback."""
    _judge(file, json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass"))


@settings(max_examples=200)
@given(shipped, st.data())
def test_any_edit(file: Path, text: str, data: st.DataObject) -> None:
    """A good file with a part cut out, moved or overtyped is judged without a traceback."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 200)))
    typed = data.draw(st.sampled_from(["", text[start:end] * 2]) | st.text(SIGNS, max_size=8))
    _judge(file, (text[:start] + typed + text[end:]).encode())


@settings(max_examples=200)
@given(st.sampled_from(SHIPPED), st.data())
def test_any_value_anywhere(file: Path, name: str, data: st.DataObject) -> None:
    """A good configuration with any value in any place is judged without a traceback."""
    config = load(ROOT / name).model_dump(mode="json")
    places = list(_places(config))
    owner, key = data.draw(st.sampled_from(places))
    owner[key] = data.draw(branches)
    _judge(file, json.dumps(config, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    keys = value if isinstance(value, dict) else range(len(value) if isinstance(value, list) else 0)
    for key in keys:
        yield value, key
        yield from _places(value[key])
