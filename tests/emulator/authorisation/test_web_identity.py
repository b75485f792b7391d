"""What a token of an identity provider opens, on real calls that no credentials sign."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

from .loopback import account_key, client, session_of
from .people import document, unused_account
from .tokens import token

HOST = "token.actions.githubusercontent.com"
GOOD = {"iss": f"https://{HOST}", "aud": "sts.amazonaws.com", "sub": "repo:acme/zone:pull_request"}


@pytest.fixture
def role() -> str:
    """A role that trusts one subject of the account's own provider."""
    account = unused_account()
    iam = client("iam", account_key(account), judged=False)
    iam.create_open_id_connect_provider(Url=GOOD["iss"], ClientIDList=[GOOD["aud"]])
    trust = {
        "Effect": "Allow",
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Principal": {"Federated": f"arn:aws:iam::{account}:oidc-provider/{HOST}"},
        "Condition": {"StringEquals": {f"{HOST}:aud": GOOD["aud"], f"{HOST}:sub": GOOD["sub"]}},
    }
    made = iam.create_role(RoleName="job", Path="/team/", AssumeRolePolicyDocument=document(trust))[
        "Role"
    ]
    reading = {"Effect": "Allow", "Action": "iam:ListRoles", "Resource": "*"}
    iam.put_role_policy(RoleName="job", PolicyName="own", PolicyDocument=document(reading))
    return str(made["Arn"])


def _refused(role: str, given: str) -> str:
    """The code with which a token is refused."""
    sts = client("sts", account_key(role.split(":")[4]))
    with pytest.raises(ClientError) as raised:
        sts.assume_role_with_web_identity(
            RoleArn=role, RoleSessionName="job", WebIdentityToken=given
        )
    return str(raised.value.response["Error"]["Code"])


def test_a_token_opens_its_role(role: str) -> None:
    """The session may do what the role may, and nothing else."""
    sts = client("sts", account_key(role.split(":")[4]))
    session = session_of(
        sts.assume_role_with_web_identity(
            RoleArn=role, RoleSessionName="job", WebIdentityToken=token(**GOOD)
        )
    )
    assert client("iam", session).list_roles()["Roles"]
    with pytest.raises(ClientError, match="AccessDenied"):
        client("iam", session).create_user(UserName="mallory")


@pytest.mark.parametrize(
    ("claims", "code"),
    [
        ({"sub": "repo:acme/zone:ref:refs/heads/main"}, "AccessDenied"),
        ({"sub": "repo:acme/zone:pull_request "}, "AccessDenied"),
        ({"aud": "https://github.com/acme"}, "InvalidIdentityToken"),
        ({"iss": "https://token.example.com"}, "InvalidIdentityToken"),
    ],
    ids=["another-subject", "a-longer-subject", "audience", "issuer"],
)
def test_a_token_for_something_else(role: str, claims: dict[str, str], code: str) -> None:
    """A token with one claim that differs opens nothing, and the code says which it was."""
    assert _refused(role, token(**GOOD | claims)) == code


def test_what_is_no_token(role: str) -> None:
    """A text that is no token is refused as such."""
    assert _refused(role, "mere.words.here") == "InvalidIdentityToken"
    assert _refused(role, "words") == "InvalidIdentityToken"


def test_a_role_that_trusts_nobody_here(role: str) -> None:
    """A role by another path, and one without such a trust, stay closed."""
    assert _refused(role.replace("/team/", "/"), token(**GOOD)) == "AccessDenied"
    account = role.split(":")[4]
    iam = client("iam", account_key(account), judged=False)
    trust = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": account}}
    made = iam.create_role(RoleName="own", AssumeRolePolicyDocument=document(trust))["Role"]
    assert _refused(made["Arn"], token(**GOOD)) == "AccessDenied"
