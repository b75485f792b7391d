"""From a configuration to a cloud assembly: the only file that knows all stacks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from aws_cdk import App, Stack, Tags
from aws_cdk.cx_api import CloudAssembly

from baseline.checks.assembly import check_assembly
from baseline.checks.findings import REPORT, findings
from baseline.config import Config
from baseline.config.guardrail_context import guardrail_context
from baseline.config.quotas import excesses_of
from baseline.errors import CheckError
from baseline.guardrails.bundles import BundledPolicy, policies_for_targets
from baseline.nag import add_rule_packs
from baseline.stacks.access import AccessStack
from baseline.stacks.accounts import AccountsStack
from baseline.stacks.audit import AuditStack
from baseline.stacks.billing import BillingStack
from baseline.stacks.billing_storage import BillingStorageStack
from baseline.stacks.guardrails import GuardrailsStack
from baseline.stacks.log_archive import LogArchiveStack
from baseline.stacks.organization import OrganizationStack
from baseline.stacks.pipeline import PipelineStack

CDK_JSON = Path(__file__).parent.parent / "cdk.json"


def build_app(
    config: Config,
    *,
    outdir: Path | None = None,
    nag: bool = True,
    validation: bool | None = None,
) -> App:
    """Build every stack of `config`; nothing is written before the app is synthesized.

    Stacks wait for each other in the order Organization, Guardrails, Accounts: only one at a time
    may change the organization, and an account is guarded from its first minute. Bucket and key of
    the trail stand in a stack before it.

    Args:
        outdir: where the assembly goes; the CDK's own choice when none.
        nag: hold the templates against the rule packs.
        validation: run the CDK's built-in template validation; its own choice when none.

    Raises:
        CheckError: if AWS would refuse a policy for its size or the number of its like.
    """
    policies = placed_policies(config)
    _measure(config)
    app = App(
        analytics_reporting=False,
        context=cdk_context(),
        outdir=str(outdir) if outdir else None,
        builtin_cloud_formation_validation=validation,
    )
    if nag:
        add_rule_packs(app)
    organization = OrganizationStack(app, "Organization", config=config)
    guardrails = GuardrailsStack(app, "Guardrails", config=config, policies=policies)
    accounts = AccountsStack(app, "Accounts", config=config)
    guardrails.add_stack_dependency(organization, "needs the units")
    accounts.add_stack_dependency(guardrails, "accounts are guarded from their first minute")
    log_archive = LogArchiveStack(app, "LogArchive", config=config)
    audit = AuditStack(app, "Audit", config=config)
    log_archive.add_stack_dependency(organization, "the bucket's policy names the organization")
    audit.add_stack_dependency(log_archive, "the trail needs its bucket and its key")
    access = AccessStack(app, "Access", config=config)
    access.add_stack_dependency(organization, "the analyzer needs trusted access")
    if config.pipeline is not None:
        PipelineStack(app, "Pipeline", config=config, given=config.pipeline)
    _add_billing(app, config)
    _tag(app, config)
    return app


def _tag(app: App, config: Config) -> None:
    """Put the configured tags on everything."""
    for key, value in config.tags.items():
        Tags.of(app).add(key, value)


def _measure(config: Config) -> None:
    """Refuse policies that AWS would refuse, before anything is built of them.

    Raises:
        CheckError: with a line for each that is too large or one too many.
    """
    problems = excesses_of(config)
    if problems:
        raise CheckError(problems)


def _add_billing(app: App, config: Config) -> None:
    """Add the stacks of billing after all others, where the partition has billing at all.

    They need nothing of the others. They come last because somebody must allow access to billing
    by hand first: if that was forgotten, everything else is there already.
    """
    region = config.billing.region(config.partition)
    if region is None:
        return
    others = [each for each in app.node.children if isinstance(each, Stack)]
    storage = BillingStorageStack(app, "BillingStorage", config=config, region=region)
    billing = BillingStack(app, "Billing", config=config, region=region)
    for other in others:
        storage.add_stack_dependency(other, "billing deploys last")
    billing.add_stack_dependency(storage, "the bucket is there before anything is delivered")


def synthesize(app: App) -> CloudAssembly:
    """Write the assembly of `app` and hold it against the checks that need it whole.

    Raises:
        CheckError: with every finding of the rule packs, the validation or the checks.
    """
    report = Path(app.outdir) / REPORT
    report.unlink(missing_ok=True)
    try:
        assembly = app.synth()
    except RuntimeError as error:
        raise CheckError(findings(report) or [str(error).strip()]) from error
    # Under the CDK CLI nothing is raised: it fails by itself, but leaves the assembly deployable.
    problems = findings(report) or check_assembly(Path(assembly.directory))
    if problems:
        raise CheckError(problems)
    return assembly


def placed_policies(config: Config) -> dict[str, tuple[BundledPolicy, ...]]:
    """Write the service control policies of the root and of every unit, by target key."""
    return policies_for_targets(config.guardrails_by_target(), guardrail_context(config))


def cdk_context() -> dict[str, Any]:
    """Read the feature flags, so that a test's templates are the ones that are deployed."""
    context: dict[str, Any] = json.loads(CDK_JSON.read_text(encoding="utf-8"))["context"]
    return context
