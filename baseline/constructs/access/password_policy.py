"""What the passwords of the account's IAM users must be like."""

from __future__ import annotations

from constructs import Construct

from baseline.constructs.setting import Setting
from baseline.runtime.settings import password_policy


class PasswordPolicy(Construct):
    """The account's password policy; CloudFormation has no resource for it.

    Args:
        minimum_length: characters, 14 to 128.
        reuse_prevention: earlier passwords that cannot be used again, 1 to 24.
        maximum_age_days: days until a password must be changed; none for never.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        prefix: str,
        minimum_length: int,
        reuse_prevention: int,
        maximum_age_days: int | None,
    ) -> None:
        super().__init__(scope, construct_id)
        properties = {
            password_policy.LENGTH: str(minimum_length),
            password_policy.REUSE: str(reuse_prevention),
        }
        if maximum_age_days is not None:
            properties[password_policy.AGE] = str(maximum_age_days)
        Setting(self, "Set", prefix=prefix, module=password_policy, properties=properties)
