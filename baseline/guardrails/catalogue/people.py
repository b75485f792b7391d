"""Guardrails over how people and machines prove who they are, where that is set centrally."""

from __future__ import annotations

from baseline.guardrails.catalogue.exemption import but_stacksets
from baseline.guardrails.model import Denial, Guardrail, GuardrailContext, Who
from baseline.policy.documents import Statement

# What makes a lasting secret, or lets one that was switched off work again. Changing one's own
# password and removing secrets stay allowed.
_SECRETS = (
    "iam:CreateAccessKey",
    "iam:CreateLoginProfile",
    "iam:CreateServiceSpecificCredential",
    "iam:CreateUser",
    "iam:ResetServiceSpecificCredential",
    "iam:UpdateAccessKey",
    "iam:UpdateLoginProfile",
    "iam:UpdateServiceSpecificCredential",
    "iam:UploadSSHPublicKey",
    "iam:UploadSigningCertificate",
)


def _deny_iam_users(_: GuardrailContext) -> tuple[Statement, ...]:
    return (
        {
            "Sid": "DenyIamUsers",
            "Effect": "Deny",
            "Action": list(_SECRETS),
            "Resource": "*",
        },
    )


DENY_IAM_USERS = Guardrail(
    name="deny_iam_users",
    sid="DenyIamUsers",
    bundle="identity",
    default_place="units",
    why=(
        "Passwords and access keys of IAM users last until somebody takes them away, and most "
        "leaks of cloud credentials are of such keys. A key for a user of one's own is also how an "
        "intruder stays after the door is shut."
    ),
    breaks=(
        "Nobody in the unit's accounts makes an IAM user, or gives one a password, an access key "
        "or another lasting secret, or puts one back to work. Attach it where people come by role "
        "and programs use roles; e-mail over SMTP and Git over HTTPS with user credentials, and "
        "rotating what is there, stop. Removing such secrets goes on."
    ),
    source=(
        "IAM user guide, Security best practices in IAM, temporary credentials; Service "
        "Authorization Reference, AWS Identity and Access Management, resource type user; read "
        "2026-11-24"
    ),
    denies=(
        Denial(
            actions=(
                "iam:CreateAccessKey",
                "iam:CreateLoginProfile",
                "iam:CreateServiceSpecificCredential",
                "iam:CreateUser",
                "iam:ResetServiceSpecificCredential",
                "iam:UpdateAccessKey",
                "iam:UpdateLoginProfile",
                "iam:UpdateServiceSpecificCredential",
                "iam:UploadSSHPublicKey",
                "iam:UploadSigningCertificate",
            ),
            resources=("*",),
            who=Who.EVERYBODY,
        ),
    ),
    statements=_deny_iam_users,
)


def _protect_password_policy(context: GuardrailContext) -> tuple[Statement, ...]:
    return (
        {
            "Sid": "ProtectPasswordPolicy",
            "Effect": "Deny",
            "Action": ["iam:DeleteAccountPassword*", "iam:UpdateAccountPassword*"],
            "Resource": "*",
            "Condition": but_stacksets(context, "protect_password_policy"),
        },
    )


PROTECT_PASSWORD_POLICY = Guardrail(
    name="protect_password_policy",
    sid="ProtectPasswordPolicy",
    bundle="identity",
    default_place="units",
    why=(
        "The password policy holds for every IAM user of an account at once. Whoever weakens it "
        "lets all of them choose passwords that are guessed."
    ),
    breaks=(
        "Nobody in the unit's accounts but CloudFormation StackSets changes the password policy, "
        "so set it before, or from a stack set."
    ),
    source=(
        "Service Authorization Reference, AWS Identity and Access Management; IAM user guide, Set "
        "an account password policy for IAM users; read 2026-11-24"
    ),
    denies=(
        Denial(
            actions=("iam:DeleteAccountPasswordPolicy", "iam:UpdateAccountPasswordPolicy"),
            resources=("*",),
            who=Who.EVERYBODY_BUT_STACKSETS,
        ),
    ),
    statements=_protect_password_policy,
    exemptible=True,
)

_PROVIDERS = (
    "iam:AddClientIDToOpenIDConnectProvider",
    "iam:CreateOpenIDConnectProvider",
    "iam:CreateSAMLProvider",
    "iam:DeleteOpenIDConnectProvider",
    "iam:DeleteSAMLProvider",
    "iam:RemoveClientIDFromOpenIDConnectProvider",
    "iam:UpdateOpenIDConnectProviderThumbprint",
    "iam:UpdateSAMLProvider",
)


def _protect_identity_providers(context: GuardrailContext) -> tuple[Statement, ...]:
    return (
        {
            "Sid": "ProtectIdentityProviders",
            "Effect": "Deny",
            "Action": list(_PROVIDERS),
            "Resource": "*",
            "Condition": but_stacksets(context, "protect_identity_providers"),
        },
    )


PROTECT_IDENTITY_PROVIDERS = Guardrail(
    name="protect_identity_providers",
    sid="ProtectIdentityProviders",
    bundle="identity",
    default_place="units",
    why=(
        "An identity provider decides who somebody is. One more of them, or another key in one "
        "that is trusted, lets an intruder sign in as anybody whose role trusts it."
    ),
    breaks=(
        "Nobody in the unit's accounts but CloudFormation StackSets creates, changes or removes a "
        "SAML or OpenID Connect provider: roles for service accounts of EKS clusters and pipelines "
        "that sign in by OpenID Connect need theirs made before. Identity Center makes its own."
    ),
    source=(
        "IAM user guide, Identity providers and federation; Service Authorization Reference, AWS "
        "Identity and Access Management, resource types oidc-provider and saml-provider; read "
        "2026-11-24"
    ),
    denies=(
        Denial(
            actions=(
                "iam:AddClientIDToOpenIDConnectProvider",
                "iam:CreateOpenIDConnectProvider",
                "iam:CreateSAMLProvider",
                "iam:DeleteOpenIDConnectProvider",
                "iam:DeleteSAMLProvider",
                "iam:RemoveClientIDFromOpenIDConnectProvider",
                "iam:UpdateOpenIDConnectProviderThumbprint",
                "iam:UpdateSAMLProvider",
            ),
            resources=("*",),
            who=Who.EVERYBODY_BUT_STACKSETS,
        ),
    ),
    statements=_protect_identity_providers,
    exemptible=True,
)
