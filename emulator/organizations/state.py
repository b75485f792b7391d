"""What the emulator knows of an organization: moto's records, and our settings beside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import RLock
from typing import Any

from moto.organizations.models import organizations_backends
from moto.utilities.utils import get_partition

LOCK = RLock()


@dataclass
class Quotas:
    """The quotas in force.

    The policies AWS attaches by itself count as attachments. Source: Organizations user guide,
    quotas; SCP 10,240 characters and 10 attachments since 2026-05-15 (before: 5,120 and 5), RCP
    5,120 and 5, EC2, S3, tag and most other types 10,000 and 10, AI opt-out 2,500 and 5.
    """

    policy_characters: dict[str, int] = field(
        default_factory=lambda: {
            "SERVICE_CONTROL_POLICY": 10_240,
            "RESOURCE_CONTROL_POLICY": 5_120,
            "AISERVICES_OPT_OUT_POLICY": 2_500,
        }
    )
    attachments: dict[str, int] = field(
        default_factory=lambda: {
            "RESOURCE_CONTROL_POLICY": 5,
            "AISERVICES_OPT_OUT_POLICY": 5,
            "CHATBOT_POLICY": 5,
        }
    )
    policies: dict[str, int] = field(default_factory=lambda: {"SERVICE_CONTROL_POLICY": 10_000})
    other_policy_characters: int = 10_000
    other_attachments: int = 10
    other_policies: int = 1_000
    accounts: int = 10
    units: int = 2_000
    unit_depth: int = 5

    def characters_of(self, policy_type: str) -> int:
        """How long a policy of this type may be."""
        return self.policy_characters.get(policy_type, self.other_policy_characters)

    def attachments_of(self, policy_type: str) -> int:
        """How many policies of this type may be attached directly to one target."""
        return self.attachments.get(policy_type, self.other_attachments)

    def policies_of(self, policy_type: str) -> int:
        """How many policies of this type an organization may have."""
        return self.policies.get(policy_type, self.other_policies)


@dataclass
class Settings:
    """How one management account's organization starts and answers."""

    quotas: Quotas = field(default_factory=Quotas)
    policy_types: tuple[str, ...] = ()
    pending_polls: int = 0
    account_polls: int = 1
    status_field: bool = True
    pending_types: dict[str, int] = field(default_factory=dict)


_SETTINGS: dict[str, Settings] = {}


def settings_of(management: str) -> Settings:
    """The settings of a management account's organization."""
    return _SETTINGS.setdefault(management, Settings())


def partition_of(region: str) -> str:
    """The partition a call's region belongs to."""
    return str(get_partition(region or "us-east-1"))


def backend_of(account: str, partition: str = "aws") -> Any:
    """The records moto keeps of the organization this account manages, if it manages one."""
    return organizations_backends[account][partition]


def management_account(account: str, partition: str = "aws") -> str | None:
    """The management account of the organization an account is in."""
    if backend_of(account, partition).org is not None:
        return account
    found = organizations_backends.master_accounts.get(account)
    return str(found[0]) if found else None


def unit_or_root(backend: Any, entity_id: str) -> Any:
    """The root or unit with this id, or None."""
    return next((unit for unit in backend.ou if unit.id == entity_id), None)


def account_in(backend: Any, account_id: str) -> Any:
    """The account with this id, or None."""
    return next((account for account in backend.accounts if account.id == account_id), None)


def target(backend: Any, target_id: str) -> Any:
    """The root, unit or account with this id, or None."""
    return unit_or_root(backend, target_id) or account_in(backend, target_id)


def policy(backend: Any, policy_id: str) -> Any:
    """The policy with this id, or None."""
    return next((known for known in backend.policies if known.id == policy_id), None)


def depth(backend: Any, entity_id: str) -> int:
    """How many levels below the root an entity is; the root is 0."""
    levels = 0
    entity = unit_or_root(backend, entity_id)
    while entity is not None and entity.id != backend.org.root_id:
        levels += 1
        entity = unit_or_root(backend, entity.parent_id)
    return levels


def attached(entity: Any, policy_type: str) -> list[Any]:
    """The policies of one type attached directly to an entity."""
    return [known for known in entity.attached_policies if known.type == policy_type]


def root(backend: Any) -> Any:
    """The root of an organization."""
    return unit_or_root(backend, backend.org.root_id)


def enabled(backend: Any, policy_type: str) -> bool:
    """Whether a policy type is enabled in the root."""
    return any(known["Type"] == policy_type for known in root(backend).policy_types)
