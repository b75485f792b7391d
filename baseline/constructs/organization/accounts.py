"""The member accounts of the configuration and who AWS writes to about them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from aws_cdk import CfnOutput, Stack, Stage
from aws_cdk.aws_s3_assets import Asset
from constructs import Construct

from baseline.constructs.organization.chain import OrganizationChain
from baseline.constructs.setting import Setting
from baseline.runtime.settings import accounts as accounts_setting
from baseline.runtime.settings import alternate_contacts

_OUTPUTS = {"ReadyAccounts": "Ready", "PendingAccounts": "Pending", "LeftAccounts": "Left"}
"""What the deploy shows at its end, by the attribute that tells it."""


class Accounts(Construct):
    """Ensures every account by its e-mail and moves it to its unit; never closes one.

    The list travels as a file, so the template stays the same size for any number of accounts.

    Args:
        accounts: one mapping for each account: name, email, unit (a unit's key).
        unit_ids: the id of each unit by its key.
        holding_unit_keys: units that no account is ever moved out of.
        new_accounts_per_deploy: how many accounts one deploy may create at most.
        round_: the round of this deploy, which changes when accounts were left pending.
        round_parameter: the name of the parameter that counts the rounds.
        contacts: alternate contacts by type (SECURITY, OPERATIONS, BILLING); may be empty.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        prefix: str,
        tryout: bool,
        root_id: str,
        accounts: Sequence[Mapping[str, str]],
        unit_ids: Mapping[str, str],
        holding_unit_keys: Sequence[str],
        new_accounts_per_deploy: int,
        contacts: Mapping[str, Mapping[str, str]],
        round_: str,
        round_parameter: str,
        chain: OrganizationChain,
    ) -> None:
        super().__init__(scope, construct_id)
        content = json.dumps(list(accounts), indent=1, ensure_ascii=True) + "\n"
        file = self._file(content)
        # Whatever may bring another account runs both settings, the contacts after the accounts.
        digest = hashlib.sha256(content.encode()).hexdigest()[:16]
        run_again = {"AccountsDigest": digest, "Round": round_}
        setting = Setting(
            self,
            "Ensured",
            prefix=prefix,
            module=accounts_setting,
            properties={
                "RootId": root_id,
                "Units": dict(unit_ids),
                "HoldingUnits": [unit_ids[key] for key in holding_unit_keys],
                "AccountsBucket": file.s3_bucket_name,
                "AccountsKey": file.s3_object_key,
                "NewAccountsPerDeploy": str(new_accounts_per_deploy),
                "RoundParameter": round_parameter,
                "Tryout": "true" if tryout else "false",
                **run_again,
            },
            resource_fields={
                "parameter": round_parameter,
                "accounts_bucket": file.s3_bucket_name,
                "accounts_key": file.s3_object_key,
            },
        )
        chain.link(setting.resource)
        for output, told in _OUTPUTS.items():
            CfnOutput(self, output, value=setting.attribute(told))
        if contacts:
            self._alternate_contacts(prefix, contacts, run_again, chain)

    def _alternate_contacts(
        self,
        prefix: str,
        contacts: Mapping[str, Mapping[str, str]],
        run_again: Mapping[str, str],
        chain: OrganizationChain,
    ) -> None:
        setting = Setting(
            self,
            "AlternateContacts",
            prefix=prefix,
            module=alternate_contacts,
            properties={
                "Contacts": {kind: dict(who) for kind, who in contacts.items()},
                **run_again,
            },
        )
        chain.link(setting.resource)

    def _file(self, content: str) -> Asset:
        # Inside the assembly: the only place a synthesis may write to.
        stage = Stage.of(self)
        assert stage is not None  # noqa: S101
        directory = Path(stage.asset_outdir)
        directory.mkdir(parents=True, exist_ok=True)
        path = directory / f"{Stack.of(self).artifact_id}.accounts.json"
        path.write_text(content, encoding="utf-8")
        return Asset(self, "List", path=str(path))
