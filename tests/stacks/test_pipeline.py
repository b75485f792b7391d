"""The stack of the pipeline alone, as the configuration asks for it."""

from __future__ import annotations

from aws_cdk import App
from aws_cdk.assertions import Template

from baseline.config import Config
from baseline.config.sections.pipeline import Pipeline
from baseline.stacks.pipeline import PipelineStack


def _resources(region: str, *, existing_provider: bool = False) -> dict[str, dict[str, object]]:
    config = Config(home_region=region, allowed_regions=(region,), units=())
    pipeline = Pipeline(repository="acme/landing-zone", existing_provider=existing_provider)
    stack = PipelineStack(App(), "Pipeline", config=config, given=pipeline)
    resources: dict[str, dict[str, object]] = Template.from_stack(stack).to_json()["Resources"]
    return resources


def test_a_provider_that_is_there_already_is_used() -> None:
    """With an existing provider none is made, and the roles trust the account's own."""
    resources = _resources("us-east-1", existing_provider=True)
    assert "GitHubProvider" not in resources
    text = str(resources["PipelineDeployRole"])
    assert ":oidc-provider/token.actions.githubusercontent.com" in text
    assert "'Ref': 'GitHubProvider'" not in text


def test_the_roles_reach_the_regions_of_the_stacks() -> None:
    """A deploy reaches the bootstrap at home and where billing is kept, each once."""
    reached = {
        region: str(_resources(region)["PolicyPipelineDeploy"]).count("deploy-role")
        for region in ("us-east-1", "eu-west-1", "us-gov-west-1", "cn-northwest-1")
    }
    assert reached == {"us-east-1": 1, "eu-west-1": 2, "us-gov-west-1": 1, "cn-northwest-1": 1}


def test_partition() -> None:
    """Roles are named in the partition of the home region."""
    text = str(_resources("us-gov-west-1", existing_provider=True))
    assert "arn:aws-us-gov:iam::" in text
    assert "arn:aws:" not in text
