"""Guardrails over what the baseline sets up in member accounts besides roles, keys and buckets.

Its names begin with the prefix, and CloudFormation puts `StackSet-` before the name of a stack
that comes from a stack set. Only StackSets builds there.
"""

from __future__ import annotations

from baseline.guardrails.catalogue.exemption import but_stacksets
from baseline.guardrails.model import Denial, Guardrail, GuardrailContext, Who
from baseline.policy.documents import Statement

# Verbs, not names, so that a call AWS adds later under one of them is denied from its first day;
# of those that put, logs names each, because a function puts its own events.
_CHANGES = [
    *(
        f"cloudformation:{verb}*"
        for verb in ("Cancel", "Continue", "Create", "Delete", "Execute", "Import", "Rollback")
    ),
    *(f"cloudformation:{verb}*" for verb in ("Set", "Signal", "Stop", "Tag", "Untag", "Update")),
    *(f"cloudwatch:{verb}*" for verb in ("Delete", "Disable", "Put", "Set", "Tag", "Untag")),
    *(f"events:{verb}*" for verb in ("Delete", "Disable", "Put", "Remove", "Tag", "Untag")),
    *(f"lambda:{verb}*" for verb in ("Add", "Create", "Delete", "Invoke", "Publish", "Put")),
    *(f"lambda:{verb}*" for verb in ("Remove", "Send", "Stop", "Tag", "Untag", "Update")),
    *(f"logs:{verb}*" for verb in ("Associate", "Delete", "Disassociate", "PutB", "PutD", "PutI")),
    *("logs:PutLogGroup*", "logs:PutMetric*", "logs:PutRetention*", "logs:PutSubscription*"),
    *("logs:PutSyslog*", "logs:PutTransformer", "logs:Tag*", "logs:Untag*"),
    *(f"sns:{verb}*" for verb in ("Add", "Create", "Delete", "Put", "Remove", "Set", "Tag")),
    *("sns:Subscribe", "sns:Unsubscribe", "sns:Untag*"),
]
_RESOURCES = (
    "cloudformation:*:*:stack/{prefix}-*",
    "cloudformation:*:*:stack/StackSet-{prefix}-*",
    "cloudformation:*:*:stackset/{prefix}-*",
    "cloudwatch:*:*:alarm:{prefix}-*",
    "events:*:*:rule/{prefix}-*",
    "lambda:*:*:function:{prefix}-*",
    "logs:*:*:log-group:/{prefix}/*",
    "logs:*:*:log-group:/aws/lambda/{prefix}-*",
    "sns:*:*:{prefix}-*",
)


def _protect_baseline_resources(context: GuardrailContext) -> tuple[Statement, ...]:
    return (
        {
            "Sid": "ProtectBaselineResources",
            "Effect": "Deny",
            "Action": _CHANGES,
            "Resource": [
                f"arn:{context.partition}:{each.replace('{prefix}', context.prefix)}"
                for each in _RESOURCES
            ],
            "Condition": but_stacksets(context, "protect_baseline_resources"),
        },
    )


PROTECT_BASELINE_RESOURCES = Guardrail(
    name="protect_baseline_resources",
    sid="ProtectBaselineResources",
    bundle="organization",
    default_place="root",
    why=(
        "An alarm without its filter, its topic or its rule is silent. Who takes over an account "
        "takes off the one piece that reports them, deletes the stack it came from, or rewrites a "
        "function to act with the baseline's role."
    ),
    breaks=(
        "Nobody in a member account, CloudFormation StackSets aside, creates, changes, tags or "
        "deletes a stack, alarm, rule, function or topic whose name begins with the prefix and a "
        "hyphen, calls such a function, or changes a log group under /prefix/ or of such a "
        "function. Services call, write and publish on. Choose other names for other stacks."
    ),
    source=(
        "Service Authorization Reference, CloudFormation, CloudWatch, CloudWatch Logs, "
        "EventBridge, Lambda and SNS; CloudFormation user guide, Prerequisites for using "
        "CloudFormation StackSets; read 2026-11-24"
    ),
    denies=(
        Denial(
            actions=(
                "cloudformation:CancelUpdateStack",
                "cloudformation:ContinueUpdateRollback",
                "cloudformation:CreateChangeSet",
                "cloudformation:CreateStack",
                "cloudformation:CreateStackInstances",
                "cloudformation:CreateStackRefactor",
                "cloudformation:CreateStackSet",
                "cloudformation:DeleteChangeSet",
                "cloudformation:DeleteStack",
                "cloudformation:DeleteStackInstances",
                "cloudformation:DeleteStackSet",
                "cloudformation:ExecuteChangeSet",
                "cloudformation:ExecuteStackRefactor",
                "cloudformation:ImportStacksToStackSet",
                "cloudformation:RollbackStack",
                "cloudformation:SetStackPolicy",
                "cloudformation:SignalResource",
                "cloudformation:StopStackSetOperation",
                "cloudformation:TagResource",
                "cloudformation:UntagResource",
                "cloudformation:UpdateStack",
                "cloudformation:UpdateStackInstances",
                "cloudformation:UpdateStackSet",
                "cloudformation:UpdateTerminationProtection",
            ),
            resources=tuple(
                f"arn:{{partition}}:cloudformation:*:*:{each}"
                for each in ("stack/{prefix}-*", "stack/StackSet-{prefix}-*", "stackset/{prefix}-*")
            ),
            who=Who.EVERYBODY_BUT_STACKSETS,
        ),
        Denial(
            actions=(
                "logs:AssociateKmsKey",
                "logs:DeleteDataProtectionPolicy",
                "logs:DeleteLogGroup",
                "logs:DeleteLogStream",
                "logs:DeleteMetricFilter",
                "logs:DeleteRetentionPolicy",
                "logs:DeleteSubscriptionFilter",
                "logs:DeleteSyslogConfiguration",
                "logs:DeleteTransformer",
                "logs:DisassociateKmsKey",
                "logs:PutBearerTokenAuthentication",
                "logs:PutDataProtectionPolicy",
                "logs:PutIndexPolicy",
                "logs:PutLogGroupDeletionProtection",
                "logs:PutMetricFilter",
                "logs:PutRetentionPolicy",
                "logs:PutSubscriptionFilter",
                "logs:PutSyslogConfiguration",
                "logs:PutTransformer",
                "logs:TagLogGroup",
                "logs:TagResource",
                "logs:UntagLogGroup",
                "logs:UntagResource",
            ),
            resources=(
                "arn:{partition}:logs:*:*:log-group:/{prefix}/*",
                "arn:{partition}:logs:*:*:log-group:/aws/lambda/{prefix}-*",
            ),
            who=Who.EVERYBODY_BUT_STACKSETS,
        ),
        Denial(
            actions=(
                "cloudwatch:DeleteAlarms",
                "cloudwatch:DisableAlarmActions",
                "cloudwatch:PutAlarmMuteRule",
                "cloudwatch:PutCompositeAlarm",
                "cloudwatch:PutLogAlarm",
                "cloudwatch:PutMetricAlarm",
                "cloudwatch:SetAlarmState",
                "cloudwatch:TagResource",
                "cloudwatch:UntagResource",
            ),
            resources=("arn:{partition}:cloudwatch:*:*:alarm:{prefix}-*",),
            who=Who.EVERYBODY_BUT_STACKSETS,
        ),
        Denial(
            actions=(
                "events:DeleteRule",
                "events:DisableRule",
                "events:PutRule",
                "events:PutTargets",
                "events:RemoveTargets",
                "events:TagResource",
                "events:UntagResource",
            ),
            resources=("arn:{partition}:events:*:*:rule/{prefix}-*",),
            who=Who.EVERYBODY_BUT_STACKSETS,
        ),
        Denial(
            actions=(
                "lambda:AddPermission",
                "lambda:CreateAlias",
                "lambda:CreateFunction",
                "lambda:CreateFunctionUrlConfig",
                "lambda:DeleteAlias",
                "lambda:DeleteFunction",
                "lambda:DeleteFunctionCodeSigningConfig",
                "lambda:DeleteFunctionConcurrency",
                "lambda:DeleteFunctionEventInvokeConfig",
                "lambda:DeleteFunctionUrlConfig",
                "lambda:DeleteProvisionedConcurrencyConfig",
                "lambda:DeleteResourcePolicy",
                "lambda:InvokeAsync",
                "lambda:InvokeFunction",
                "lambda:InvokeFunctionUrl",
                "lambda:PublishVersion",
                "lambda:PutFunctionCodeSigningConfig",
                "lambda:PutFunctionConcurrency",
                "lambda:PutFunctionEventInvokeConfig",
                "lambda:PutFunctionRecursionConfig",
                "lambda:PutFunctionScalingConfig",
                "lambda:PutProvisionedConcurrencyConfig",
                "lambda:PutResourcePolicy",
                "lambda:PutRuntimeManagementConfig",
                "lambda:RemovePermission",
                "lambda:SendDurableExecutionCallbackFailure",
                "lambda:SendDurableExecutionCallbackHeartbeat",
                "lambda:SendDurableExecutionCallbackSuccess",
                "lambda:StopDurableExecution",
                "lambda:TagResource",
                "lambda:UntagResource",
                "lambda:UpdateAlias",
                "lambda:UpdateFunctionCode",
                "lambda:UpdateFunctionCodeSigningConfig",
                "lambda:UpdateFunctionConfiguration",
                "lambda:UpdateFunctionEventInvokeConfig",
                "lambda:UpdateFunctionUrlConfig",
            ),
            resources=("arn:{partition}:lambda:*:*:function:{prefix}-*",),
            who=Who.EVERYBODY_BUT_STACKSETS,
        ),
        Denial(
            actions=(
                "sns:AddPermission",
                "sns:CreateTopic",
                "sns:DeleteTopic",
                "sns:PutDataProtectionPolicy",
                "sns:RemovePermission",
                "sns:SetSubscriptionAttributes",
                "sns:SetTopicAttributes",
                "sns:Subscribe",
                "sns:TagResource",
                "sns:Unsubscribe",
                "sns:UntagResource",
            ),
            resources=("arn:{partition}:sns:*:*:{prefix}-*",),
            who=Who.EVERYBODY_BUT_STACKSETS,
        ),
    ),
    statements=_protect_baseline_resources,
    exemptible=True,
)
