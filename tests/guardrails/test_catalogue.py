"""What holds for every guardrail of the catalogue, whatever it denies."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace

import pytest

from baseline.guardrails import CATALOGUE, Exemption, Guardrail, GuardrailContext
from baseline.guardrails.themes import BUNDLES
from baseline.policy.documents import Statement, values

CONTEXTS = {
    "default": GuardrailContext("aws", "baseline", ("eu-central-1", "eu-west-1")),
    "gov": GuardrailContext("aws-us-gov", "acme-landing-zon", ("us-gov-west-1", "us-gov-east-1")),
    "china": GuardrailContext("aws-cn", "b", ("cn-north-1",)),
}
ANYWHERE = (
    r"(cloudformation:\*:\*:stack(set)?/|cloudtrail:\*:\*:trail/|cloudwatch:\*:\*:alarm:"
    r"|ec2:\*:\*:(instance|volume)/|events:\*:\*:rule/|kms:\*:\*:(key|alias)/"
    r"|lambda:\*:\*:function:|logs:\*:\*:log-group:/|rds:\*:\*:(cluster|db):|sns:\*:\*:)"
)
TYPES = rf"{ANYWHERE}|iam::\*:(role|policy)/|ec2:\*::snapshot/|s3:::"
GUARDRAILS = pytest.mark.parametrize("guardrail", CATALOGUE.values(), ids=list(CATALOGUE))


def _statements(context: GuardrailContext) -> list[Statement]:
    return [each for guardrail in CATALOGUE.values() for each in guardrail.statements(context)]


@GUARDRAILS
def test_guardrail_is_known_by_its_name(guardrail: Guardrail) -> None:
    """A guardrail's Sid is its name in camel case, and each of its statements begins with it."""
    assert CATALOGUE[guardrail.name] is guardrail
    assert guardrail.sid == guardrail.name.title().replace("_", "")
    for statement in guardrail.statements(CONTEXTS["default"]):
        assert statement["Sid"].startswith(guardrail.sid)


@GUARDRAILS
def test_guardrail_says_why_what_it_breaks_and_whence(guardrail: Guardrail) -> None:
    """Each guardrail carries its reason, its price, a dated source and what it denies."""
    assert guardrail.why.endswith(".")
    assert guardrail.breaks.endswith(".")
    assert re.search(r"20\d\d-\d\d-\d\d$", guardrail.source)
    assert guardrail.bundle in BUNDLES
    assert guardrail.denies
    for denial in guardrail.denies:
        assert denial.actions
        assert denial.resources


@GUARDRAILS
def test_guardrail_text_is_ascii(guardrail: Guardrail) -> None:
    """Names, reasons and sources are ASCII, as are the policies made of them."""
    for text in (guardrail.name, guardrail.why, guardrail.breaks, guardrail.source):
        assert text.isascii()


@pytest.mark.parametrize("context", CONTEXTS.values(), ids=list(CONTEXTS))
def test_sids_are_unique_and_alphanumeric(context: GuardrailContext) -> None:
    """No two statements of the catalogue share a Sid, and AWS takes each of them."""
    sids = Counter(statement["Sid"] for statement in _statements(context))
    assert set(sids.values()) == {1}
    assert all(re.fullmatch("[A-Za-z0-9]+", sid) for sid in sids)


@pytest.mark.parametrize("context", CONTEXTS.values(), ids=list(CONTEXTS))
def test_statements_keep_the_house_rules(context: GuardrailContext) -> None:
    """Statements only deny, name role ARNs, whole resource types and no condition to be spoofed."""
    for statement in _statements(context):
        text = json.dumps(statement)
        assert statement["Effect"] == "Deny"
        assert text.isascii()
        for forbidden in ("UserAgent", "CalledVia", "ViaAWSService", "assumed-role", "${", "Fn::"):
            assert forbidden not in text
        for operator, tests in statement.get("Condition", {}).items():
            if "aws:PrincipalArn" in tests:
                assert operator in ("ArnLike", "ArnNotLike")
        for resource in values(statement["Resource"]):
            assert resource == "*" or re.fullmatch(
                rf"arn:{context.partition}:({TYPES})\S+", resource
            )


def _spared(context: GuardrailContext) -> dict[str, list[str]]:
    """List whom each statement spares, by its Sid."""
    return {
        statement["Sid"]: values(statement["Condition"]["ArnNotLike"]["aws:PrincipalArn"])
        for statement in _statements(context)
        if "ArnNotLike" in statement.get("Condition", {})
    }


def test_only_the_role_of_stacksets_is_exempt() -> None:
    """Whatever statement exempts a principal exempts one form of ARN; what AWS names, one more."""
    stacksets = "arn:aws:iam::*:role/stacksets-exec-*"
    spared = _spared(CONTEXTS["default"])
    assert spared.pop("DenyUnplacedAccounts") == [
        "arn:aws:iam::*:role/OrganizationAccountAccessRole",
        stacksets,
    ]
    assert all(each == [stacksets] for each in spared.values())


@GUARDRAILS
def test_a_role_is_exempt_where_the_configuration_says_so(guardrail: Guardrail) -> None:
    """An exempt role is spared by its exact ARN, by that guardrail alone, if it can spare one."""
    base = CONTEXTS["default"]
    context = replace(base, exemptions=(Exemption("pipeline", (guardrail.name,)),))
    changed = {
        sid: [each for each in spared if each not in _spared(base).get(sid, [])]
        for sid, spared in _spared(context).items()
        if spared != _spared(base).get(sid, [])
    }
    own = {each["Sid"] for each in guardrail.statements(context)} if guardrail.exemptible else set()
    assert changed == {key: ["arn:aws:iam::*:role/baseline/pipeline"] for key in own}


def test_catalogue_needs_no_heavy_imports() -> None:
    """Whoever reads the catalogue loads neither the CDK nor an AWS client."""
    heavy = "{'aws_cdk', 'boto3', 'botocore', 'pydantic', 'jsii'}"
    subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, baseline.guardrails.quotas, baseline.policy.decide;"
            f"sys.exit(bool(sys.modules.keys() & {heavy}))",
        ],
        check=True,
    )
