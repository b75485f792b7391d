"""The accounts a configuration asks for, read from the list that travels as an asset."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import clients
from .errors import SettingError
from .properties import mapping, text
from .tryout import refuse_on_aws

if TYPE_CHECKING:
    from boto3 import Session

    from .run import Run


@dataclass(frozen=True)
class Wanted:
    """An account that must exist: its name if it is made, its e-mail, the id of its unit."""

    name: str
    email: str
    unit_id: str

    @property
    def key(self) -> str:
        """What the account is known by: its e-mail without regard to case."""
        return self.email.lower()


def wanted_accounts(session: Session, properties: Mapping[str, Any], run: Run) -> dict[str, Wanted]:
    """Return the wanted accounts by key, in the order of the configuration.

    Raises:
        SettingError: if the list cannot be understood, or is a try-out's and this is AWS.

    """
    bucket, key = text(properties, "AccountsBucket"), text(properties, "AccountsKey")
    answer = run.call(clients.s3(session).get_object, Bucket=bucket, Key=key)
    refuse_on_aws(properties, answer)
    units = mapping(properties, "Units")
    try:
        entries = json.loads(answer["Body"].read())
        if not isinstance(entries, list):
            raise TypeError("it is no list")
        accounts = [
            Wanted(entry["name"], entry["email"], units[entry["unit"]]) for entry in entries
        ]
        return {account.key: account for account in accounts}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SettingError(
            f"s3://{bucket}/{key}: not a list of accounts with name, e-mail and a unit of this "
            f"organization ({type(error).__name__}: {error}); synthesize again and deploy"
        ) from error
