"""The readers by resource type: how each is asked for and in which forms it is compared."""

from __future__ import annotations

from baseline.live.compare import as_policy, as_set, as_tags
from baseline.live.observed import Reader
from baseline.live.readers.contacts import read_alternate_contacts
from baseline.live.readers.functions import read_function
from baseline.live.readers.iam import read_managed_policy, read_role
from baseline.live.readers.logs import read_log_group
from baseline.live.readers.member_accounts import read_accounts
from baseline.live.readers.organizations import read_policy, read_unit
from baseline.live.readers.settings import (
    read_accounts_round,
    read_central_root_access,
    read_organization,
    read_policy_types,
    read_stacksets_access,
    read_trail_service_linked_role,
    read_trusted_access,
)
from baseline.live.readers.ssm import read_parameter
from baseline.live.readers.unit_tree import read_units

READERS = {
    "AWS::IAM::ManagedPolicy": Reader(
        read_managed_policy,
        forms={
            "PolicyDocument": as_policy,
            "Roles": as_set,
            "Groups": as_set,
            "Users": as_set,
        },
    ),
    "AWS::IAM::Role": Reader(
        read_role,
        forms={
            "AssumeRolePolicyDocument": as_policy,
            "ManagedPolicyArns": as_set,
            "Tags": as_tags,
        },
    ),
    "AWS::Lambda::Function": Reader(
        read_function,
        forms={"Architectures": as_set, "Tags": as_tags},
        partial=frozenset({"LoggingConfig"}),
    ),
    "AWS::Logs::LogGroup": Reader(read_log_group, forms={"Tags": as_tags}),
    "AWS::Organizations::OrganizationalUnit": Reader(read_unit, forms={"Tags": as_tags}),
    "AWS::Organizations::Policy": Reader(
        read_policy, forms={"Content": as_policy, "TargetIds": as_set, "Tags": as_tags}
    ),
    "AWS::SSM::Parameter": Reader(read_parameter, forms={"Tags": as_tags}),
    "Custom::BaselineAccounts": Reader(read_accounts, forms={"HoldingUnits": as_set}),
    "Custom::BaselineAccountsRound": Reader(read_accounts_round),
    "Custom::BaselineAlternateContacts": Reader(read_alternate_contacts),
    "Custom::BaselineCentralRootAccess": Reader(read_central_root_access),
    "Custom::BaselineOrganization": Reader(read_organization),
    "Custom::BaselinePolicyTypes": Reader(read_policy_types, forms={"PolicyTypes": as_set}),
    "Custom::BaselineStacksetsAccess": Reader(read_stacksets_access),
    "Custom::BaselineTrailServiceLinkedRole": Reader(read_trail_service_linked_role),
    "Custom::BaselineTrustedAccess": Reader(
        read_trusted_access, forms={"ServicePrincipals": as_set}
    ),
    "Custom::BaselineUnits": Reader(read_units),
}
