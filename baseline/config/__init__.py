"""The one input: `baseline.yaml`, read into frozen models with every rule checked."""

from __future__ import annotations

from baseline.config.load import load
from baseline.config.problem import Problem
from baseline.config.schema import Account, Config, PlacedUnit, Unit
from baseline.config.sections.contacts import Contact, Contacts

__all__ = ["Account", "Config", "Contact", "Contacts", "PlacedUnit", "Problem", "Unit", "load"]
