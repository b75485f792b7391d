"""Mistakes in resource control policies: they let outsiders in, or stop those who belong here."""

from __future__ import annotations

from baseline.policy.decide import Request
from tests.guardrails.mistakes.model import replaced
from tests.proofs.mutants.model import Change, Mutant, in_resource_controls

_BUCKET = "arn:aws:s3:::data/x"
_SERVICE = {
    "aws:PrincipalIsAWSService": "true",
    "aws:SecureTransport": "true",
    "aws:PrincipalServiceName": "cloudtrail.amazonaws.com",
}
_QUEUE = "arn:aws:sqs:eu-central-1:111122223333:orders"
_STRANGER = {
    "aws:PrincipalArn": "arn:aws:iam::777788889999:role/app",
    "aws:PrincipalAccount": "777788889999",
    "aws:PrincipalOrgID": "o-stranger00",
    "aws:SecureTransport": "true",
}
_PARTNER = {
    **_STRANGER,
    "aws:PrincipalAccount": "444455556666",
    "aws:PrincipalArn": "arn:aws:iam::444455556666:role/app",
}
_DEPUTY = {**_SERVICE, "aws:SourceOrgID": "o-stranger00", "aws:SourceAccount": "777788889999"}


def _in(sid: str, old: str, new: str) -> Change:
    """Write another text in one statement."""
    return lambda statements: tuple(
        replaced(old, new)((each,))[0] if each["Sid"] == sid else each for each in statements
    )


RESOURCES = (
    Mutant(
        name="rcp_forgets_a_service",
        story="Queues came later, and nobody added them to what outsiders are kept away from.",
        promise="outsiders",
        mutate=in_resource_controls(_in("DenyOutsideIdentities", '"sqs:*", ', "")),
        place="production",
        request=Request("sqs:SendMessage", _QUEUE, _STRANGER),
    ),
    Mutant(
        name="only_reading_kept_from_outsiders",
        story="Outsiders were not to read, and wrote.",
        promise="outsiders",
        mutate=in_resource_controls(_in("DenyOutsideIdentities", '"s3:*"', '"s3:Get*"')),
        place="production",
        request=Request("s3:PutObject", _BUCKET, _STRANGER),
    ),
    Mutant(
        name="anonymous_callers_forgotten",
        story="Who has no organization at all was not of another one: everybody came in.",
        promise="outsiders",
        mutate=in_resource_controls(
            _in(
                "DenyOutsideIdentities",
                '"BoolIfExists"',
                '"Null": {"aws:PrincipalOrgID": "false"}, "BoolIfExists"',
            )
        ),
        place="production",
        request=Request("s3:GetObject", _BUCKET, {"aws:SecureTransport": "true"}),
    ),
    Mutant(
        name="any_organization_for_ours",
        story="Callers were asked for an organization, not for which one.",
        promise="outsiders",
        mutate=in_resource_controls(
            lambda statements: _in("DenyOutsideIdentities", "o-exampleorgid", "o-*")(
                _in("DenyOutsideIdentities", "StringNotEquals", "StringNotLike")(statements)
            )
        ),
        place="production",
        request=Request("s3:GetObject", _BUCKET, _STRANGER),
    ),
    Mutant(
        name="plain_http_to_secrets",
        story="Only buckets and queues answer over HTTP, somebody said, and left out the rest.",
        promise="plain-http",
        mutate=in_resource_controls(_in("DenyInsecureTransport", '"secretsmanager:*", ', "")),
        place="production",
        request=Request(
            "secretsmanager:GetSecretValue",
            "arn:aws:secretsmanager:eu-central-1:111122223333:secret:x",
            {**_STRANGER, "aws:PrincipalOrgID": "o-exampleorgid", "aws:SecureTransport": "false"},
        ),
    ),
    Mutant(
        name="deputies_may_take_roles",
        story="A service that a stranger sends was kept from data, and took the role instead.",
        promise="deputies",
        mutate=in_resource_controls(_in("DenyConfusedDeputy", ', "sts:AssumeRole"', "")),
        place="production",
        request=Request("sts:AssumeRole", "arn:aws:iam::111122223333:role/app", _DEPUTY),
    ),
    Mutant(
        name="partner_stopped",
        story="The list of partners was dropped when the policy was tidied up.",
        promise="services-and-federation",
        mutate=in_resource_controls(replaced(', "aws:PrincipalAccount": ["444455556666"]', "")),
        place="production",
        request=Request("s3:GetObject", _BUCKET, _PARTNER),
    ),
    Mutant(
        name="services_forgotten",
        story="Services belong to no organization, and nobody excepted them: no log was written.",
        promise="services-and-federation",
        mutate=in_resource_controls(
            replaced(', "BoolIfExists": {"aws:PrincipalIsAWSService": "false"}', "")
        ),
        place="production",
        request=Request("s3:PutObject", _BUCKET, _SERVICE),
    ),
    Mutant(
        name="one_service_excepted_by_name",
        story="One service was excepted by its name, and the others were forgotten.",
        promise="services-and-federation",
        mutate=in_resource_controls(
            replaced(
                '"BoolIfExists": {"aws:PrincipalIsAWSService": "false"}',
                '"StringNotEqualsIfExists": {"aws:PrincipalServiceName": "s3.amazonaws.com", '
                '"aws:PrincipalOrgID": "o-exampleorgid"}',
            )
        ),
        place="production",
        request=Request("s3:PutObject", _BUCKET, _SERVICE),
    ),
    Mutant(
        name="federation_stopped",
        story="A wildcard after AssumeRole: who signs in by SAML has no organization yet.",
        promise="services-and-federation",
        mutate=in_resource_controls(replaced('"sts:AssumeRole"', '"sts:AssumeRole*"')),
        place="production",
        request=Request(
            "sts:AssumeRoleWithSAML",
            "arn:aws:iam::111122223333:role/people",
            {"aws:SecureTransport": "true"},
        ),
    ),
    Mutant(
        name="deputies_without_a_source_stopped",
        story="Not every service says for whom it acts; those that do not were stopped.",
        promise="services-and-federation",
        mutate=in_resource_controls(replaced('"Null": {"aws:SourceAccount": "false"}, ', "")),
        place="production",
        request=Request("s3:PutObject", _BUCKET, _SERVICE),
    ),
)
