"""The little of CBOR that a refusal and a request of the RPC v2 protocol need."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from botocore.parsers import BaseCBORParser, ResponseParserError


def loads(body: bytes) -> Any:
    """Decode one item.

    Raises:
        ValueError: if it is not CBOR.
    """
    try:
        return BaseCBORParser().parse_data_item(io.BufferedReader(io.BytesIO(body)))
    except (ResponseParserError, UnicodeDecodeError, IndexError) as problem:
        raise ValueError(f"not CBOR: {problem}") from problem


def dumps(document: Mapping[str, str]) -> bytes:
    """Encode a map of texts.

    Source: RFC 8949, section 3.1.
    """
    return _head(5, len(document)) + b"".join(
        _text(name) + _text(value) for name, value in document.items()
    )


def _text(value: str) -> bytes:
    encoded = value.encode()
    return _head(3, len(encoded)) + encoded


def _head(kind: int, length: int) -> bytes:
    if length < 24:
        return bytes([kind << 5 | length])
    return bytes([kind << 5 | 26]) + length.to_bytes(4, "big")
