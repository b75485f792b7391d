"""A setting: what CloudFormation lacks, done by one small function with exactly its permissions."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from aws_cdk import Aws, CfnResource, IgnoreMode, RemovalPolicy, Stack, Stage
from aws_cdk.aws_iam import CfnManagedPolicy, CfnRole
from aws_cdk.aws_lambda import CfnFunction
from aws_cdk.aws_logs import CfnLogGroup
from aws_cdk.aws_s3_assets import Asset
from constructs import Construct

from baseline.constructs.logical_id import pascal_case
from baseline.constructs.setting_module import SettingModule, statements, wildcard_reasons
from baseline.nag import acknowledge
from baseline.runtime.continuation import SERVICE_TIMEOUT_SECONDS

PACKAGE = Path(__file__).parent.parent
LOG_RETENTION_DAYS = 365
FUNCTION_TIMEOUT_SECONDS = 900
"""Lambda's longest. Source: Lambda quotas, read 2026-11-24."""


class Setting(Construct):
    """One setting: its function, its role, its log group and the custom resource that runs it.

    The role holds the actions the module declares and the function's own log group. Nothing can
    switch the setting off again, so deleting the stack leaves it as it is. `resource` is what
    other resources wait for. `resource_fields` fills the module's resource patterns where they
    name more than the partition, the account and the function.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        prefix: str,
        module: SettingModule,
        properties: Mapping[str, Any] | None = None,
        resource_fields: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        self.name = module.__name__.rpartition(".")[2]
        log_group = self._log_group()
        role = self._role(prefix)
        function = self._function(role, log_group)
        function_arn = function.attr_arn
        policy = self._policy(
            module,
            prefix,
            role,
            log_group,
            {**_pseudo_parameters(), "function": function_arn, **(resource_fields or {})},
        )
        self.resource = CfnResource(
            self,
            "Resource",
            type=f"Custom::Baseline{pascal_case(self.name)}",
            properties={
                "ServiceToken": function_arn,
                "ServiceTimeout": str(int(SERVICE_TIMEOUT_SECONDS)),
                "Revision": str(module.REVISION),
                **(properties or {}),
            },
        )
        # The first call of a role whose policy is not there yet is refused.
        self.resource.add_resource_dependency(policy)

    def attribute(self, name: str) -> str:
        """Return the template expression for what the setting answered under `name`."""
        return self.resource.get_att(name).to_string()

    def _log_group(self) -> CfnLogGroup:
        group = CfnLogGroup(self, "Log", retention_in_days=LOG_RETENTION_DAYS)
        group.apply_removal_policy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
        acknowledge(
            group,
            {
                "NIST.800.53.R5-CloudWatchLogGroupEncrypted": (
                    "CloudWatch Logs encrypts it with its own key; it names AWS calls and ids, "
                    "no secret, and must exist before the first key of the baseline does."
                )
            },
        )
        return group

    def _role(self, prefix: str) -> CfnRole:
        return CfnRole(
            self,
            "Role",
            path=f"/{prefix}/",
            description=f"Runs the setting {self.name}.",
            assume_role_policy_document=_document(
                {
                    "Effect": "Allow",
                    "Action": "sts:AssumeRole",
                    "Principal": {"Service": "lambda.amazonaws.com"},
                }
            ),
        )

    def _function(self, role: CfnRole, log_group: CfnLogGroup) -> CfnFunction:
        function = CfnFunction(
            self,
            "Function",
            description=f"Ensures the setting {self.name} when CloudFormation asks.",
            code=_runtime_code(Stack.of(self)),
            handler=f"runtime.settings.{self.name}.handler",
            runtime="python3.14",
            architectures=["arm64"],
            memory_size=256,
            timeout=FUNCTION_TIMEOUT_SECONDS,
            role=role.attr_arn,
            logging_config=CfnFunction.LoggingConfigProperty(log_group=log_group.ref),
        )
        acknowledge(
            function,
            {
                "NIST.800.53.R5-LambdaConcurrency": (
                    "CloudFormation calls it once per deploy, and reserving concurrency fails in "
                    "new accounts, whose limit is often 10."
                ),
                "NIST.800.53.R5-LambdaDLQ": (
                    "Every outcome is answered to CloudFormation, which fails the deploy and "
                    "shows the reason; a queue would hold nothing more."
                ),
                "NIST.800.53.R5-LambdaInsideVPC": (
                    "It only calls public AWS APIs under its own role; the management account "
                    "has no network of its own."
                ),
            },
        )
        return function

    def _policy(
        self,
        module: SettingModule,
        prefix: str,
        role: CfnRole,
        log_group: CfnLogGroup,
        fields: Mapping[str, str],
    ) -> CfnManagedPolicy:
        own_log = {
            "Sid": "OwnLog",
            "Effect": "Allow",
            "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
            "Resource": [log_group.attr_arn],
        }
        policy = CfnManagedPolicy(
            self,
            "Policy",
            path=f"/{prefix}/",
            description=f"What the setting {self.name} may do.",
            roles=[role.ref],
            policy_document=_document(*statements(module, fields), own_log),
        )
        acknowledge(policy, wildcard_reasons(module))
        return policy


_uploads: WeakKeyDictionary[Stack, CfnFunction.CodeProperty] = WeakKeyDictionary()


def _runtime_code(stack: Stack) -> CfnFunction.CodeProperty:
    """The one upload a stack's settings share: the package `runtime`, nothing else."""
    if stack not in _uploads:
        asset = Asset(
            stack,
            "RuntimeCode",
            path=str(PACKAGE),
            exclude=["*", "!runtime", "!runtime/**", "__pycache__", "*.pyc"],
            ignore_mode=IgnoreMode.GIT,
        )
        _let_lambda_read(stack, asset)
        _uploads[stack] = CfnFunction.CodeProperty(
            s3_bucket=asset.s3_bucket_name, s3_key=asset.s3_object_key
        )
    return _uploads[stack]


def _let_lambda_read(stack: Stack, asset: Asset) -> None:
    """Make the staged code readable by everybody, whatever the umask of who cloned it.

    The CLI zips files with the mode they have. Lambda runs them as another user; from one that it
    cannot read no function starts, and CloudFormation waits an hour for the answer.

    Source: AWS knowledge center, "permission denied" and "unable to import module" errors of
    deployment packages; aws-cdk issue 8233, of who met it; read 2026-11-30.
    """
    stage = Stage.of(stack)
    assert stage is not None  # noqa: S101
    # Without staging the path is that of the source itself, and this names nothing there.
    for path in (Path(stage.asset_outdir) / Path(asset.asset_path).name).rglob("*.py"):
        path.chmod(path.stat().st_mode | 0o444)


@cache
def _pseudo_parameters() -> Mapping[str, str]:
    """What resource patterns may name of every stack; each look-up asks the CDK's process."""
    return {"partition": Aws.PARTITION, "account": Aws.ACCOUNT_ID, "region": Aws.REGION}


def _document(*statements: Mapping[str, Any]) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": list(statements)}
