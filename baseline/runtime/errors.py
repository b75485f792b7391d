"""What can go wrong in a setting, told apart by what the lifecycle has to do about it."""

from __future__ import annotations


class SettingError(Exception):
    """The setting refuses, or was refused; the text is one line a person can act on."""


class NotFinishedError(Exception):
    """Time ran out while AWS was still working; the same call later goes on from there."""


class AnswerError(Exception):
    """CloudFormation's response URL took no answer, however often it was tried."""
