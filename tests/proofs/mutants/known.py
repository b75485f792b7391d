"""The known mistakes in guardrails, each with the promise that it breaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from baseline.policy.decide import decide
from baseline.promises.subject import Subject
from tests.guardrails.decision_table import Row, rows
from tests.guardrails.mistakes import MISTAKES, Caught
from tests.proofs.mutants.model import Mutant, in_guardrail

PROMISES: Mapping[str, str] = {
    "not_action_slip": "membership",
    "accepting_an_invitation_forgotten": "membership",
    "verb_on_the_log_bucket_forgotten": "log-buckets",
    "governance_bypass_forgotten": "log-buckets",
    "pass_role_forgotten": "becomes-baseline",
    "trust_forgotten": "becomes-baseline",
    "service_missing_from_the_region_list": "exactly",
    "whole_service_spared_in_every_region": "exactly",
    "membership_forgotten": "detection",
    "old_keys_put_back_to_work": "exactly",
    "one_kind_of_provider_forgotten": "exactly",
    "alias_left_open": "exactly",
    "reading_left_open_in_suspended": "suspended",
    "exemption_anybody_can_take": "log-buckets",
    "exemption_under_any_path": "log-buckets",
    "exemption_for_users_too": "becomes-baseline",
    "session_arn": "exactly",
    "wrong_case": "log-buckets",
    "text_operator_on_an_arn": "log-buckets",
    "wildcard_after_the_name": "exactly",
    "path_forgotten": "baseline-roles",
    "central_root_locked_out": "must-work",
    "null_turned_round": "root-user",
    "bool_for_bool_if_exists": "exactly",
    "negated_test_on_a_missing_key": "exactly",
    "missing_key_lets_everybody_through": "exactly",
    "wildcard_in_string_equals": "root-user",
    "home_of_global_services_forgotten": "exactly",
    "one_of_the_public_acls_forgotten": "exactly",
    "sizes_by_too_wide_a_pattern": "exactly",
    "alias_without_its_kind": "keys",
    "account_in_a_bucket_arn": "log-buckets",
    "objects_forgotten": "log-buckets",
    "owner_in_a_snapshot_arn": "exactly",
    "trail_by_another_name": "trail",
    "one_region_in_an_arn": "trail",
    "names_of_stack_sets_forgotten": "alarms-and-stack-sets",
}


def known(subject: Subject) -> Iterator[Mutant]:
    """Make a mutant of each mistake, with the first named row that tells it from the shipped."""
    for mistake in MISTAKES.values():
        mutate = in_guardrail(mistake.guardrail, mistake.mutate)
        changed = mutate(subject)
        row = next(
            each
            for each in _caught(mistake.caught_by)
            if decide(subject.levels(each.place), each.request())
            != decide(changed.levels(each.place), each.request())
        )
        yield Mutant(
            name=mistake.name,
            story=mistake.story,
            promise=PROMISES[mistake.name],
            mutate=mutate,
            place=row.place,
            request=row.request(),
        )


def _caught(by: Caught) -> Iterator[Row]:
    for row in rows():
        named = (row.theme, row.who, row.does) == (by.theme, by.who, by.does)
        if named and all(getattr(row, name) == value for name, value in by.others.items()):
            yield row
