"""The one input: `baseline.yaml`, read into frozen models with every rule checked."""

from __future__ import annotations

from baseline.config.load import load
from baseline.config.problem import Problem
from baseline.config.schema import Config
from baseline.config.sections.accounts import Account
from baseline.config.sections.contacts import Contact, Contacts
from baseline.config.sections.units import PlacedUnit, Unit

__all__ = ["Account", "Config", "Contact", "Contacts", "PlacedUnit", "Problem", "Unit", "load"]
