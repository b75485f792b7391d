"""What decides the rows of the tables: guardrails placed on the way to each place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from baseline.guardrails import SHIPPED, GuardrailContext
from baseline.guardrails.bundles import policies_for
from baseline.policy.decide import Level
from baseline.policy.documents import Document, Statement, document

Change = Callable[[tuple[Statement, ...]], tuple[Statement, ...]]

FULL_ACCESS: Document = document(
    {"Sid": "FullAWSAccess", "Effect": "Allow", "Action": "*", "Resource": "*"}
)


@dataclass(frozen=True, eq=False)
class Ground:
    """Guardrails by the target they stand on, and the targets on the way to each place."""

    context: GuardrailContext
    guardrails: Mapping[str, tuple[str, ...]]
    paths: Mapping[str, tuple[str, ...]]

    @cache  # noqa: B019
    def levels(
        self, place: str, without: str | None = None, change: Change | None = None
    ) -> tuple[Level, ...]:
        """Write the levels that bind a place, with one guardrail taken away or changed."""
        return tuple(
            Level(target, [FULL_ACCESS, *self._documents(target, without, change)])
            for target in self.paths[place]
        )

    def _documents(self, target: str, without: str | None, change: Change | None) -> list[Document]:
        names = self.guardrails.get(target, ())
        kept = [name for name in names if name != without]
        documents = [each.document for each in policies_for(target, kept, self.context)]
        if change is not None and without in names:
            statements = SHIPPED[str(without)].statements(self.context)
            documents.append(document(*change(statements)))
        return documents
