"""Domains hold what there is: real ARNs, callers and regions. Too narrow ones prove nothing."""

from __future__ import annotations

import pytest

from baseline.guardrails import SHIPPED, GuardrailContext
from baseline.policy.actions import arn_templates, fits
from baseline.policy.documents import values
from baseline.policy.proof.automaton import Automaton, Pattern, text
from baseline.policy.proof.domains import any_arn, arns_of, of_template, values_in

REGION = "eu-west-1:111122223333"
RESOURCES = (
    f"arn:aws:cloudformation:{REGION}:stack/app/1a2b3c4d-5e6f-11ee-8c99-0242ac120002",
    f"arn:aws:cloudformation:{REGION}:stackset/app:1a2b3c4d-5e6f-11ee-8c99-0242ac120002",
    f"arn:aws:cloudtrail:{REGION}:trail/baseline-trail",
    "arn:aws-cn:cloudtrail:cn-north-1:111122223333:eventdatastore/1a2b3c4d",
    f"arn:aws:cloudwatch:{REGION}:alarm:baseline-root-user: two words",
    "arn:aws:ec2:eu-west-1::snapshot/snap-0123456789abcdef0",
    "arn:aws:ec2:eu-west-1::image/ami-0123456789abcdef0",
    "arn:aws-us-gov:ec2:us-gov-west-1:111122223333:instance/i-0123456789abcdef0",
    f"arn:aws:ec2:{REGION}:volume/vol-0123456789abcdef0",
    f"arn:aws:events:{REGION}:rule/bus/baseline-rule",
    "arn:aws:events:eu-west-1::event-source/aws.partner/example.com/1",
    "arn:aws:iam::111122223333:role/OrganizationAccountAccessRole",
    "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_A_1",
    "arn:aws:iam::111122223333:role/:role/baseline/break-glass",
    "arn:aws:iam::aws:policy/AdministratorAccess",
    "arn:aws:iam::111122223333:user/team/ann",
    "arn:aws:iam::111122223333:mfa/ann",
    "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
    f"arn:aws:kms:{REGION}:key/1a2b3c4d-5e6f-4a3b-8c99-0242ac120002",
    f"arn:aws:kms:{REGION}:alias/baseline-audit",
    f"arn:aws:lambda:{REGION}:function:baseline-units",
    f"arn:aws:lambda:{REGION}:function:baseline-units:$LATEST",
    f"arn:aws:lambda:{REGION}:layer:tools:3",
    f"arn:aws:logs:{REGION}:log-group:/baseline/trail:*",
    f"arn:aws:logs:{REGION}:log-group:/aws/lambda/baseline-units:log-stream:2026/11/24/[1]a",
    f"arn:aws:rds:{REGION}:db:orders",
    f"arn:aws:rds:{REGION}:cluster:orders",
    f"arn:aws:rds:{REGION}:cluster-snapshot:rds:orders-2026-11-24-00-00",
    f"arn:aws:rds:{REGION}:snapshot:rds:orders-2026-11-24-00-00",
    "arn:aws:s3:::baseline-logs-111122223333",
    "arn:aws:s3:::baseline-logs-111122223333/AWSLogs/o-1/a:b/c d é.json.gz",
    f"arn:aws:s3:{REGION}:accesspoint/app/object/a:b",
    f"arn:aws:sns:{REGION}:baseline-alarms",
    f"arn:aws:sns:{REGION}:baseline-alarms:1a2b3c4d-5e6f-4a3b-8c99-0242ac120002",
)
KEYS = (
    ("aws:principalarn", "arn:aws:iam::111122223333:root"),
    ("aws:principalarn", "arn:aws:iam::111122223333:user/team/ann@example.com"),
    ("aws:principalarn", "arn:aws-cn:iam::111122223333:role/stacksets-exec-1a2b"),
    ("aws:principalarn", "arn:aws:iam::111122223333:role/:role/baseline/break-glass"),
    ("aws:principalarn", "arn:aws:iam::111122223333:role/aws-service-role/ops.emr-serverless.x/A"),
    ("aws:principalarn", "arn:aws:sts::111122223333:federated-user/ann"),
    ("aws:requestedregion", "us-gov-west-1"),
    ("aws:username", "ann.lee+ops=1,2@example.com"),
    ("aws:principalaccount", "111122223333"),
    ("aws:resourceorgid", "o-a1b2c3d4e5"),
    ("aws:sourcearn", f"arn:aws:cloudtrail:{REGION}:trail/a:b"),
    ("ec2:instancetype", "u-24tb1.112xlarge"),
    ("aws:resourcetag/account", "shared"),
    ("aws:resourcetag/warn", "yes"),
    ("aws:requesttag/owner", ""),
    ("s3:existingobjecttag/owner", ""),
    ("kms:encryptioncontext:warn", "yes"),
)


def _holds(domain: tuple[Pattern, ...], word: str) -> bool:
    automaton = Automaton([text(word)], domain)
    return automaton.ends[0] in automaton.classes()


@pytest.mark.parametrize("arn", RESOURCES)
def test_arns_of_services(arn: str) -> None:
    """A real ARN lies in the domain of its service."""
    assert _holds(arns_of(arn.split(":")[2]), arn)


@pytest.mark.parametrize(("key", "value"), KEYS)
def test_values_of_keys(key: str, value: str) -> None:
    """A real value lies in the domain of its key."""
    assert _holds(values_in(key), value)


def test_published_arns_are_described_as_they_are_judged() -> None:
    """A real ARN fits a template if and only if it lies in its domain, colons in names aside."""
    for arn in RESOURCES:
        for template in arn_templates(arn.split(":")[2]):
            inside = _holds((of_template(template),), arn)
            assert fits(template, arn) or not inside, (template, arn)
            if ":role/:role/" not in arn and arn.count(":") == template.count(":"):
                assert inside == fits(template, arn), (template, arn)
    layer = "arn:${Partition}:lambda:${Region}:${Account}:layer:${LayerName}:${LayerVersion}"
    assert _holds((of_template(layer),), f"arn:aws:lambda:{REGION}:layer:tools:3")
    assert not _holds((of_template(layer),), f"arn:aws:lambda:{REGION}:layer:tools:own")


def test_every_service_of_the_guardrails_is_tried() -> None:
    """Every service whose ARNs a shipped guardrail names has a real ARN in the table above."""
    context = GuardrailContext("aws", "baseline", ("eu-west-1",))
    statements = [each for one in SHIPPED.values() for each in one.statements(context)]
    patterns = [
        arn
        for each in statements
        for arn in values(each["Resource"] if "Resource" in each else each["NotResource"])
    ]
    named = {arn.split(":")[2] for arn in patterns if arn != "*"}
    assert named <= {arn.split(":")[2] for arn in RESOURCES}
    assert all(arn_templates(service) for service in named)


def test_any_service() -> None:
    """An ARN of a service that nobody names lies in the domain of all of them."""
    assert _holds(any_arn(), "arn:aws:new-service:eu-west-1:111122223333:thing/one")
