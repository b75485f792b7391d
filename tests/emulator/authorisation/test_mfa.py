"""MFA: real codes, sessions that proved them, devices of one's own, on real calls."""

from __future__ import annotations

import time

import pytest
from botocore.exceptions import ClientError

from emulator.authorisation.mfa import totp

from .loopback import account_key, client, refusal_of, session_of
from .people import ANYTHING, codes, device, enrolled, proof, role, user

_NEEDS_MFA = {
    "Sid": "NeedsMfa",
    "Effect": "Deny",
    "NotAction": ["sts:GetSessionToken", "iam:*"],
    "Resource": "*",
    "Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
}
# Source: RFC 6238, appendix B, the last six digits of the SHA-1 rows.
_RFC_SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
_RFC = {59: "287082", 1111111109: "081804", 1234567890: "005924", 20000000000: "353130"}


@pytest.mark.parametrize(("when", "code"), _RFC.items(), ids=map(str, _RFC))
def test_codes_are_those_of_the_rfc(when: int, code: str) -> None:
    """The standard's own seed shows the standard's codes."""
    assert totp(_RFC_SEED, when) == code


def test_mfa_is_present_only_in_sessions_that_proved_it(account: str) -> None:
    """A deny without MFA holds for keys and plain sessions, not for a session with a device."""
    ann = user(account, ANYTHING, _NEEDS_MFA)
    serial, seed = enrolled(account)
    sts = client("sts", ann)
    proved = session_of(sts.get_session_token(**proof(serial, seed)))
    plain = session_of(sts.get_session_token())
    assert refusal_of(client("s3", proved), "ListBuckets") is None
    assert "NeedsMfa" in str(refusal_of(client("s3", plain), "ListBuckets"))
    # A long-lived key has no such key at all, which IfExists lets the deny count.
    assert "NeedsMfa" in str(refusal_of(client("s3", ann), "ListBuckets"))


def test_plain_bool_does_not_bind_a_long_lived_key(account: str) -> None:
    """Bool instead of BoolIfExists lets an access key pass, because it lacks the key."""
    condition = {"Bool": {"aws:MultiFactorAuthPresent": "false"}}
    ann = user(account, ANYTHING, {**_NEEDS_MFA, "Condition": condition})
    plain = session_of(client("sts", ann).get_session_token())
    assert refusal_of(client("s3", ann), "ListBuckets") is None
    assert "NeedsMfa" in str(refusal_of(client("s3", plain), "ListBuckets"))


@pytest.mark.parametrize("judged", [True, False], ids=["judged", "not judged"])
def test_a_wrong_code_and_anothers_device_give_no_session(account: str, judged: bool) -> None:
    """STS refuses a wrong code, a device of another user and one that is not there."""
    ann = user(account, ANYTHING)
    user(account, ANYTHING, name="bob")
    serial, seed = enrolled(account)
    theirs = enrolled(account, "bob", "theirs")
    sts = client("sts", ann, judged=judged)
    wrong = {"SerialNumber": serial, "TokenCode": totp(seed, time.time() - 3600)}
    for given, reason in (
        (wrong, "invalid MFA one time pass code"),
        (proof(*theirs), "unable to validate MFA code"),
        ({**wrong, "SerialNumber": f"{serial}x"}, "unable to validate MFA code"),
    ):
        with pytest.raises(ClientError, match=reason) as caught:
            sts.get_session_token(**given)
        assert caught.value.response["Error"]["Code"] == "AccessDenied"
    assert sts.get_session_token(**proof(serial, seed))["Credentials"]


def test_a_device_is_switched_on_by_two_codes_in_a_row(account: str) -> None:
    """Codes that do not follow each other, or are old, switch no device on."""
    user(account)
    serial, seed = device(account)
    iam = client("iam", account_key(account), judged=False)
    right = codes(seed)
    same = {**right, "AuthenticationCode2": right["AuthenticationCode1"]}
    for given in (same, codes(seed, time.time() - 3600)):
        with pytest.raises(ClientError) as caught:
            iam.enable_mfa_device(UserName="ann", SerialNumber=serial, **given)
        assert caught.value.response["Error"]["Code"] == "InvalidAuthenticationCode"
    assert iam.list_mfa_devices(UserName="ann")["MFADevices"] == []
    iam.enable_mfa_device(UserName="ann", SerialNumber=serial, **codes(seed))
    with pytest.raises(ClientError):
        iam.resync_mfa_device(UserName="ann", SerialNumber=serial, **same)
    iam.resync_mfa_device(UserName="ann", SerialNumber=serial, **codes(seed))


def test_a_user_has_several_devices(account: str) -> None:
    """Each of a user's devices proves MFA by itself and is taken away by itself."""
    ann = user(account, ANYTHING)
    first, second = enrolled(account, name="one"), enrolled(account, name="two")
    iam = client("iam", ann)
    listed = [one["SerialNumber"] for one in iam.list_mfa_devices()["MFADevices"]]
    assert sorted(listed) == sorted([first[0], second[0]])
    assert len(iam.list_virtual_mfa_devices()["VirtualMFADevices"]) == 2
    iam.deactivate_mfa_device(SerialNumber=first[0])
    iam.delete_virtual_mfa_device(SerialNumber=first[0])
    sts = client("sts", ann)
    assert "unable to validate" in str(refusal_of(sts, "GetSessionToken", **proof(*first)))
    assert sts.get_session_token(**proof(*second))["Credentials"]


def test_a_user_has_eight_devices_at_most(account: str) -> None:
    """The ninth device of a user is refused."""
    user(account)
    for number in range(8):
        enrolled(account, name=f"d{number}")
    with pytest.raises(ClientError) as caught:
        enrolled(account, name="ninth")
    assert caught.value.response["Error"]["Code"] == "LimitExceeded"


def test_a_user_enrols_a_device_of_any_name_for_himself_only(account: str) -> None:
    """With rights on the own user alone one enrols a device, and none for another user."""
    mine = "arn:aws:iam::*:user/${aws:username}"
    ann = user(
        account,
        {"Effect": "Allow", "Action": "iam:CreateVirtualMFADevice", "Resource": "*"},
        {"Effect": "Allow", "Action": "iam:EnableMFADevice", "Resource": mine},
    )
    user(account, name="bob")
    iam = client("iam", ann)
    made = iam.create_virtual_mfa_device(VirtualMFADeviceName="phone+1@home")
    serial = made["VirtualMFADevice"]["SerialNumber"]
    seed = made["VirtualMFADevice"]["Base32StringSeed"].decode()
    theirs = {"UserName": "bob", "SerialNumber": serial, **codes(seed)}
    assert "not authorized" in str(refusal_of(iam, "EnableMFADevice", **theirs))
    iam.enable_mfa_device(UserName="ann", SerialNumber=serial, **codes(seed))
    assert client("sts", ann).get_session_token(**proof(serial, seed))["Credentials"]


def test_iam_takes_sessions_only_after_mfa(account: str) -> None:
    """A session of GetSessionToken calls IAM only with MFA, and makes no further session."""
    ann = user(account, ANYTHING)
    held = enrolled(account)
    sts = client("sts", ann)
    plain = session_of(sts.get_session_token())
    proved = session_of(sts.get_session_token(**proof(*held)))
    with pytest.raises(ClientError) as caught:
        client("iam", plain).list_mfa_devices()
    assert caught.value.response["Error"]["Code"] == "InvalidClientTokenId"
    assert client("iam", ann).list_mfa_devices()["MFADevices"]
    assert client("iam", proved).list_mfa_devices()["MFADevices"]
    for session in (plain, proved):
        with pytest.raises(ClientError, match="with session credentials"):
            client("sts", session).get_session_token()
        assert client("sts", session).get_caller_identity()["Account"] == account


def test_calls_without_a_name_are_about_the_caller(account: str) -> None:
    """GetUser and ListAccessKeys of a user who names nobody answer for that user."""
    ann = user(account, ANYTHING)
    user(account, ANYTHING, name="bob")
    iam = client("iam", ann)
    assert iam.get_user()["User"]["UserName"] == "ann"
    keys = [key["AccessKeyId"] for key in iam.list_access_keys()["AccessKeyMetadata"]]
    assert keys == [ann["aws_access_key_id"]]


def test_trust_policy_may_ask_for_mfa(account: str) -> None:
    """A device given to AssumeRole, or a session that proved one, satisfies the trust policy."""
    condition = {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
    arn = role(account, f"arn:aws:iam::{account}:root", condition)
    ann = user(account, ANYTHING)
    held = enrolled(account)
    sts = client("sts", ann)
    given = {"RoleArn": arn, "RoleSessionName": "try"}
    assert "trust policy" in str(refusal_of(sts, "AssumeRole", **given))
    inside = session_of(sts.assume_role(**given, **proof(*held)))
    assert refusal_of(client("s3", inside), "ListBuckets") is None
    proved = client("sts", session_of(sts.get_session_token(**proof(*held))))
    assert proved.assume_role(**given)["Credentials"]


def test_the_age_of_mfa_counts_from_the_session(account: str) -> None:
    """A trust policy that wants MFA of the last hour takes a fresh session, and no key."""
    condition = {"NumericLessThan": {"aws:MultiFactorAuthAge": "3600"}}
    arn = role(account, f"arn:aws:iam::{account}:root", condition)
    ann = user(account, ANYTHING)
    held = enrolled(account)
    sts = client("sts", ann)
    given = {"RoleArn": arn, "RoleSessionName": "try"}
    assert refusal_of(sts, "AssumeRole", **given) is not None
    proved = client("sts", session_of(sts.get_session_token(**proof(*held))))
    assert proved.assume_role(**given)["Credentials"]
