"""The key `tags`: what stands on everything the baseline creates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, Field, PlainSerializer

from baseline.config.frozen import FrozenTexts

_Texts = Mapping[
    Annotated[str, Field(min_length=1, max_length=127)],
    Annotated[str, Field(min_length=1, max_length=255)],
]
"""Source: CloudFormation registry schemas in cfn-lint 1.58.0: IAM Access Analyzer takes keys of
127 and values of 255 characters at most, CloudWatch alarms no empty value."""
Tags = Annotated[
    _Texts,
    AfterValidator(FrozenTexts),
    PlainSerializer(dict, return_type=dict[str, str]),
]
