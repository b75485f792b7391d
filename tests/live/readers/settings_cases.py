"""The settings the services in memory can answer, each in the state it should be in."""

from __future__ import annotations

import json
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any

from boto3 import Session

from tests.live.readers import access_cases
from tests.live.readers.case import Change, Made
from tests.live.readers.organizations_cases import SCP, make_organization

MANAGER = "123456789012"
BUCKET, KEY = "assets", "list.json"
CONTACT = {
    "Name": "Security",
    "Title": "Team",
    "EmailAddress": "security@example.com",
    "PhoneNumber": "+1 555 0100",
}


def make_organization_setting(session: Session) -> Made:
    """Create an organization."""
    make_organization(session)
    return Made("Custom::BaselineOrganization", "setting", {})


def make_policy_types(session: Session) -> Made:
    """Enable service control policies."""
    root_id = make_organization(session)
    return Made("Custom::BaselinePolicyTypes", "setting", {"RootId": root_id, "PolicyTypes": [SCP]})


def _disable_policies(session: Session, made: Made) -> None:
    session.client("organizations").disable_policy_type(
        RootId=made.properties["RootId"], PolicyType=SCP
    )


def make_trusted_access(session: Session) -> Made:
    """Give two services trusted access."""
    make_organization(session)
    names = ["ssm.amazonaws.com", "config.amazonaws.com"]
    for name in names:
        session.client("organizations").enable_aws_service_access(ServicePrincipal=name)
    return Made("Custom::BaselineTrustedAccess", "setting", {"ServicePrincipals": names})


def _disable_access(session: Session, _made: Made) -> None:
    session.client("organizations").disable_aws_service_access(ServicePrincipal="ssm.amazonaws.com")


def make_trail_role(session: Session) -> Made:
    """Create a role as CloudTrail's is named; in memory, others come out under other names."""
    session.client("iam").create_role(
        RoleName="AWSServiceRoleForCloudTrail",
        Path="/aws-service-role/cloudtrail.amazonaws.com/",
        AssumeRolePolicyDocument="{}",
    )
    return Made("Custom::BaselineTrailServiceLinkedRole", "setting", {})


def _delete_role(session: Session, _made: Made) -> None:
    session.client("iam").delete_role(RoleName="AWSServiceRoleForCloudTrail")


def make_units(session: Session) -> Made:
    """Create a unit that is only used and one of ours below another."""
    root_id = make_organization(session)
    client = session.client("organizations")
    parents = {"": root_id}
    units = []
    for key, name, parent in (("a", "Alpha", ""), ("b", "Beta", ""), ("c", "Gamma", "b")):
        unit = client.create_organizational_unit(ParentId=parents[parent], Name=name)
        parents[key] = unit["OrganizationalUnit"]["Id"]
        existing = "true" if key == "a" else "false"
        units.append({"Key": key, "Name": name, "Parent": parent, "Existing": existing})
    return Made("Custom::BaselineUnits", "setting", {"RootId": root_id, "Units": units})


def _rename_gamma(session: Session, made: Made) -> None:
    client = session.client("organizations")
    for top in client.list_organizational_units_for_parent(ParentId=made.properties["RootId"])[
        "OrganizationalUnits"
    ]:
        for unit in client.list_organizational_units_for_parent(ParentId=top["Id"])[
            "OrganizationalUnits"
        ]:
            client.update_organizational_unit(OrganizationalUnitId=unit["Id"], Name="Delta")


def make_accounts(session: Session) -> Made:
    """Create one of two listed accounts in its unit; the other is pending."""
    root_id = make_organization(session)
    client = session.client("organizations")
    unit_id, held_id = (
        client.create_organizational_unit(ParentId=root_id, Name=name)["OrganizationalUnit"]["Id"]
        for name in ("Workloads", "Suspended")
    )
    email = "Orders@example.com"
    account = client.create_account(AccountName="Orders", Email=email)["CreateAccountStatus"]
    client.move_account(
        AccountId=account["AccountId"], SourceParentId=root_id, DestinationParentId=unit_id
    )
    body = json.dumps(
        [
            {"name": "Orders", "email": email, "unit": "workloads"},
            {"name": "Later", "email": "later@example.com", "unit": "workloads"},
        ]
    ).encode()
    file = Path(tempfile.mkdtemp()) / KEY
    file.write_bytes(body)
    session.client("s3").create_bucket(Bucket=BUCKET)
    session.client("s3").put_object(Bucket=BUCKET, Key=KEY, Body=body)
    return Made(
        "Custom::BaselineAccounts",
        "setting",
        {
            "RootId": root_id,
            "Units": {"workloads": unit_id, "suspended": held_id},
            "HoldingUnits": [held_id],
            "AccountsBucket": BUCKET,
            "AccountsKey": KEY,
            "AccountsDigest": sha256(body).hexdigest()[:16],
            "NewAccountsPerDeploy": "1",
            "Tryout": "false",
        },
        files={KEY: file},
        outputs={"Pending": {"Value": {"Fn::GetAtt": ["It", "Pending"]}}},
        answers={"Pending": "later@example.com"},
    )


def account_id(session: Session) -> str:
    """Return the id of the account Orders."""
    accounts = session.client("organizations").list_accounts()["Accounts"]
    return next(each["Id"] for each in accounts if each["Name"] == "Orders")


def _suspend(session: Session, made: Made) -> None:
    session.client("organizations").move_account(
        AccountId=account_id(session),
        SourceParentId=made.properties["Units"]["workloads"],
        DestinationParentId=made.properties["Units"]["suspended"],
    )


def make_contacts(session: Session) -> Made:
    """Set the security contact of the management account."""
    make_organization(session)
    put_contact(session, {})
    return Made("Custom::BaselineAlternateContacts", "setting", {"Contacts": {"SECURITY": CONTACT}})


def put_contact(session: Session, other: dict[str, str]) -> None:
    """Set the security contact, changed in what `other` names."""
    arguments: dict[str, Any] = {**CONTACT, **other}
    session.client("account").put_alternate_contact(AlternateContactType="SECURITY", **arguments)


SETTING_CHANGES: dict[str, tuple[str, Change]] = {
    "policy types": ("PolicyTypes", _disable_policies),
    "trusted access": ("ServicePrincipals", _disable_access),
    "trail's role": ("AWSServiceRoleForCloudTrail", _delete_role),
    "units": ("Units", _rename_gamma),
    "accounts": ("account Orders@example.com", _suspend),
    "contacts": ("Contacts", lambda session, made: put_contact(session, {"Title": "Nobody"})),
    "password policy": ("MinimumPasswordLength", access_cases.shorten),
}
