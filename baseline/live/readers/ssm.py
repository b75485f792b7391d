"""Reads parameters of the Systems Manager Parameter Store."""

from __future__ import annotations

from baseline.live.observed import Observed, Question


def read_parameter(question: Question) -> Observed | None:
    """Read a parameter: its value from one call, what is told about it from another."""
    clients, name = question.clients, question.physical_id
    parameter = clients["ssm"].get_parameter(Name=name)["Parameter"]
    described = next(
        clients.pages(
            "ssm",
            "describe_parameters",
            "Parameters",
            ParameterFilters=[{"Key": "Name", "Option": "Equals", "Values": [name]}],
        ),
        None,
    )
    if described is None:
        return None
    tags = clients["ssm"].list_tags_for_resource(ResourceType="Parameter", ResourceId=name)
    return Observed(
        properties={
            "AllowedPattern": described.get("AllowedPattern"),
            "DataType": described.get("DataType"),
            "Description": described.get("Description"),
            "Name": parameter["Name"],
            "Tags": tags["TagList"],
            "Tier": described.get("Tier"),
            "Type": parameter["Type"],
            "Value": parameter["Value"],
        },
        attributes={"Type": parameter["Type"], "Value": parameter["Value"]},
    )
