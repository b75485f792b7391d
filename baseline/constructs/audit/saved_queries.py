"""The saved queries over the trail's log group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aws_cdk.aws_logs import CfnLogGroup, CfnQueryDefinition
from constructs import Construct

from baseline.audit import Query
from baseline.audit.model import fill
from baseline.constructs.logical_id import pascal_case


class SavedQueries(Construct):
    """Puts each query into a folder of CloudWatch Logs Insights named by the prefix."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        prefix: str,
        log_group: CfnLogGroup,
        queries: Sequence[Query],
        values: Mapping[str, str],
    ) -> None:
        super().__init__(scope, construct_id)
        log_group_names = [log_group.ref]
        for query in queries:
            CfnQueryDefinition(
                self,
                pascal_case(query.name),
                name=f"{prefix}/{query.name}",
                query_string=fill(query.text, values),
                log_group_names=log_group_names,
            )
