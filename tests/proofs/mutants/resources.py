"""Mistakes in resource control policies: they stop those who belong here."""

from __future__ import annotations

from baseline.policy.decide import Request
from tests.guardrails.mistakes.model import replaced
from tests.proofs.mutants.model import Mutant, in_resource_controls

_BUCKET = "arn:aws:s3:::data/x"
_SERVICE = {
    "aws:PrincipalIsAWSService": "true",
    "aws:SecureTransport": "true",
    "aws:PrincipalServiceName": "cloudtrail.amazonaws.com",
}

RESOURCES = (
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
