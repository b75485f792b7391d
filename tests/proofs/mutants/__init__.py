"""Organizations with one thing wrong each, by the name of what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from baseline.config import load
from baseline.promises.subject import Subject, subject_of
from tests.proofs.mutants.known import known
from tests.proofs.mutants.model import Mutant, by_name
from tests.proofs.mutants.organization import ORGANIZATION
from tests.proofs.mutants.people import PEOPLE
from tests.proofs.mutants.resources import RESOURCES

__all__ = ["MUTANTS", "SHIPPED", "Mutant"]

SHIPPED: Subject = subject_of(
    load(Path(__file__).parent / "configuration.yaml"), file="baseline.yaml"
)
MUTANTS: Mapping[str, Mutant] = by_name(tuple(known(SHIPPED)), ORGANIZATION, PEOPLE, RESOURCES)
