"""Reads what the access stack makes beside roles and policies."""

from __future__ import annotations

from baseline.live.observed import Observed, Question, State
from baseline.runtime.settings import password_policy


def read_group(question: Question) -> Observed:
    """Read a group and all policies it has; who is in it is nobody's template."""
    clients, name = question.clients, question.physical_id
    group = clients["iam"].get_group(GroupName=name, MaxItems=1)["Group"]
    attached = clients.pages(
        "iam", "list_attached_group_policies", "AttachedPolicies", GroupName=name
    )
    inline = clients.pages("iam", "list_group_policies", "PolicyNames", GroupName=name)
    return Observed(
        properties={
            "GroupName": group["GroupName"],
            "ManagedPolicyArns": [policy["PolicyArn"] for policy in attached],
            "Path": group["Path"],
        },
        attributes={"Arn": group["Arn"]},
        states=(State("inline policies", [], sorted(inline)),),
    )


def read_identity_provider(question: Question) -> Observed:
    """Read an identity provider, whose id is its ARN; AWS shows its address without the scheme."""
    provider = question.clients["iam"].get_open_id_connect_provider(
        OpenIDConnectProviderArn=question.physical_id
    )
    return Observed(
        properties={
            "ClientIdList": provider["ClientIDList"],
            "Tags": provider.get("Tags", []),
            "Url": f"https://{provider['Url'].removeprefix('https://')}",
        },
        attributes={"Arn": question.physical_id},
    )


def read_analyzer(question: Question) -> Observed:
    """Read an analyzer, whose id is its ARN, and whether it works."""
    name = question.physical_id.rpartition("/")[2]
    analyzer = question.clients["accessanalyzer"].get_analyzer(analyzerName=name)["analyzer"]
    return Observed(
        properties={
            "AnalyzerName": analyzer["name"],
            "Tags": analyzer.get("tags", {}),
            "Type": analyzer["type"],
        },
        attributes={"Arn": analyzer["arn"]},
        states=(State("status", "ACTIVE", analyzer["status"]),),
    )


def read_password_policy(question: Question) -> Observed | None:
    """Read the password policy; what no configuration sets is told as states."""
    found = password_policy.read(question.clients.session, question.desired)
    if not found:
        return None
    states = [State(name, value, found[name]) for name, value in password_policy.FIXED.items()]
    if password_policy.AGE not in question.desired:
        states.append(State("maximum age", "none", found.get(password_policy.AGE, "none")))
    names = (password_policy.LENGTH, password_policy.REUSE, password_policy.AGE)
    return Observed(properties={name: found.get(name) for name in names}, states=tuple(states))
