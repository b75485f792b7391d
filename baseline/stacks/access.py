"""Who gets into the management account."""

from __future__ import annotations

from aws_cdk import App

from baseline.config import Config
from baseline.constructs.access.break_glass_role import BreakGlassRole
from baseline.constructs.access.groups import Groups
from baseline.constructs.access.organization_analyzer import OrganizationAnalyzer
from baseline.constructs.access.password_policy import PasswordPolicy
from baseline.identity import IdentityContext
from baseline.stacks.baseline_stack import BaselineStack


class AccessStack(BaselineStack):
    """Groups, the password policy, the break-glass role and the organization's analyzer."""

    def __init__(self, app: App, construct_id: str, *, config: Config) -> None:
        super().__init__(
            app,
            construct_id,
            config=config,
            name="access",
            description="Groups that require MFA, passwords, break glass and Access Analyzer.",
        )
        access = config.access
        context = IdentityContext(
            partition=config.partition,
            prefix=config.prefix,
            first_login_password_change=access.first_login_password_change,
        )
        Groups(self, "Groups", names=access.groups, context=context)
        BreakGlassRole(self, "BreakGlass", context=context)
        PasswordPolicy(
            self,
            "PasswordPolicy",
            prefix=config.prefix,
            minimum_length=access.password_policy.minimum_length,
            reuse_prevention=access.password_policy.reuse_prevention,
            maximum_age_days=access.password_policy.maximum_age_days,
        )
        if access.analyzer == "managed":
            OrganizationAnalyzer(self, "Analyzer", prefix=config.prefix)
