"""A large file is read by another parser, which changes nothing but the time it takes."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from baseline.config import document
from baseline.config.document import Document, read_document
from baseline.config.source import UnreadableError
from tests.assemblies import ROOT
from tests.config.files import SHIPPED

BAD = sorted((ROOT / "tests/configs/bad").glob("*.yaml"))
SIGNS = " \n:-?,[]{}&*!|>'\"%@`#~<=\\.0179eEtruxUNn"
shipped = st.sampled_from([(ROOT / file).read_text(encoding="utf-8") for file in SHIPPED])


def _read(text: str, large: int) -> Document | str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document, "LARGE_CHARACTERS", large)
        try:
            return read_document(text)
        except (UnreadableError, yaml.YAMLError) as error:
            return str(error)


def _same(text: str) -> bool:
    return _read(text, large=-1) == _read(text, large=10**9)


def test_bad_files() -> None:
    """Every mistake is told in the same words, on the same line, however large its file."""
    texts = {path.stem: path.read_bytes().decode("utf-8", "replace") for path in BAD}
    assert [name for name, text in texts.items() if not _same(text)] == []


@settings(max_examples=60)
@given(shipped, st.data())
def test_any_edit(text: str, data: st.DataObject) -> None:
    """A good file with a part overtyped is the same data, or the same mistake, to both parsers."""
    text = text[: data.draw(st.integers(1, len(text)))]
    start = data.draw(st.integers(0, len(text)))
    assert _same(text[:start] + data.draw(st.text(SIGNS, max_size=8)) + text[start + 4 :])


def test_many_accounts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file with thousands of accounts is large, and the parser in C is the one that reads it."""
    text = "a:\n" + "".join(f"  - name: account-{n}\n    unit: u\n" for n in range(2_000))
    monkeypatch.setattr(yaml, "SafeLoader", None)
    found = read_document(text)
    assert found.lines["a", 1_999, "unit"] == 4_001
