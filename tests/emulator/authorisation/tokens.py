"""Tokens as an identity provider writes them; nobody here checks their signature."""

from __future__ import annotations

import base64
import json


def token(**claims: str) -> str:
    """Write a JSON web token with these claims and no signature of anybody's."""
    return ".".join(_part(json.dumps(each)) for each in ({"alg": "RS256"}, claims, "unsigned"))


def _part(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
