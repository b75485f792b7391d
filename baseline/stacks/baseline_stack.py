"""What all stacks of the baseline have in common."""

from __future__ import annotations

from aws_cdk import App, DefaultStackSynthesizer, Environment, Stack

from baseline.config import Config


class BaselineStack(Stack):
    """A stack in the management account that nobody deletes by accident.

    The account stays open, so the same template serves any account; the region comes from the
    configuration, or is given for what AWS keeps elsewhere. `name` completes the stack's name:
    `{prefix}-{name}`.
    """

    def __init__(
        self,
        app: App,
        construct_id: str,
        *,
        config: Config,
        name: str,
        description: str,
        region: str | None = None,
    ) -> None:
        super().__init__(
            app,
            construct_id,
            stack_name=f"{config.prefix}-{name}",
            description=description,
            env=Environment(region=region or config.home_region),
            tags=dict(config.tags),
            termination_protection=True,
            synthesizer=DefaultStackSynthesizer(generate_bootstrap_version_rule=False),
        )
