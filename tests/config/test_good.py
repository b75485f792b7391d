"""What looks like a mistake but is none: the other side of every rule."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from baseline.config import Config, load
from tests.assemblies import ROOT
from tests.config.files import HEAD, SHIPPED, SMALL

ACCOUNT = "accounts:\n  - {name: webshop, email: EMAIL, unit: workloads}\n"
CONTACT = "contacts: {billing: {name: NAME, title: T, email: b@example.org, phone: '(1) 2-3'}}\n"
LONGEST_EMAIL = "a" * 52 + "@example.com"
DEEPEST = (
    "units: [{key: a, name: A, units: [{key: b, name: B, units: [{key: c, name: C, units: "
    "[{key: d, name: D, units: [{key: e, name: E}]}]}]}]}]\n"
)

GOOD = {
    "prefix-2": f"{SMALL}prefix: ab\n",
    "prefix-16": f"{SMALL}prefix: abcdefgh-1234567\n",
    "prefix-nearly-reserved": f"{SMALL}prefix: laws\n",
    "accounts-1-a-deploy": f"{SMALL}new_accounts_per_deploy: 1\n",
    "accounts-50-a-deploy": f"{SMALL}new_accounts_per_deploy: 50\n",
    "truth-in-capitals": f"{SMALL}tryout: TRUE\n",
    "one-region": "home_region: us-gov-west-1\nallowed_regions: [us-gov-west-1]\nunits: []\n",
    "tags-40": f"{SMALL}tags: {{{', '.join(f't{n}: x' for n in range(40))}}}\n",
    "tag-lengths": f"{SMALL}tags: {{{'k' * 127}: {'v' * 255}, short: s}}\n",
    "tag-signs": f"{SMALL}tags: {{'a_.:/=+-@ ü1': 'Straße _.:/=+-@'}}\n",
    "tag-like-a-reserved-one": f"{SMALL}tags: {{awsome: x}}\n",
    "no-guardrails": f"{SMALL}guardrails: []\n",
    "guardrail-on-two-targets": f"{SMALL}    guardrails: [deny_other_regions]\n"
    "guardrails: [deny_other_regions]\n",
    "units-5-deep": f"{HEAD}{DEEPEST}",
    "unit-key-31": f"{HEAD}units: [{{key: {'k' * 31}, name: K}}]\n",
    "unit-name-128": f"{HEAD}units: [{{key: k, name: '{'ü' * 128}'}}]\n",
    "same-unit-name-elsewhere": f"{HEAD}units: [{{key: a, name: A, units: "
    "[{key: b, name: A}]}, {key: c, name: C, units: [{key: d, name: A}]}]\n",
    "existing-below-existing": f"{HEAD}units: [{{key: a, name: A, existing: true, units: "
    "[{key: b, name: B, existing: true, units: [{key: c, name: C}]}]}]\n",
    "account-where-nothing-is-allowed": f"{SMALL}    guardrails: [deny_everything]\ntryout: true\n"
    + ACCOUNT.replace("EMAIL", "a@example.com"),
    "email-6": f"{SMALL}tryout: true\n{ACCOUNT.replace('EMAIL', 'a@b.test')}",
    "email-64": f"{SMALL}tryout: true\n{ACCOUNT.replace('EMAIL', LONGEST_EMAIL)}",
    "email-example-below": f"{SMALL}tryout: true\n{ACCOUNT.replace('EMAIL', 'a@b.C.Example')}",
    "email-real": SMALL + ACCOUNT.replace("EMAIL", "aws@notexample.com"),
    "contact-alone": f"{SMALL}tryout: true\n{CONTACT.replace('NAME', 'N' * 64)}",
    "contact-taken-out": f"{SMALL}contacts: {{billing: null}}\n",
    "no-groups": f"{SMALL}access: {{groups: []}}\n",
    "passwords-shortest": f"{SMALL}access: {{password_policy: {{minimum_length: 14, "
    "reuse_prevention: 1, maximum_age_days: 1}}\n",
    "passwords-longest": f"{SMALL}access: {{password_policy: {{minimum_length: 128, "
    "reuse_prevention: 24, maximum_age_days: 1095}}\n",
    "passwords-for-ever": f"{SMALL}access: {{password_policy: {{maximum_age_days: null}}}}\n",
    "analyzer-none": f"{SMALL}access: {{analyzer: none}}\n",
    "budget-1": f"{SMALL}billing: {{budget: {{monthly_usd: 1}}}}\n",
    "budget-highest": f"{SMALL}billing: {{budget: {{monthly_usd: 1000000000}}}}\n",
    "budget-none": f"{SMALL}billing: {{budget: null}}\n",
    "budget-emails-10": f"{SMALL}tryout: true\nbilling: {{budget: {{emails: "
    f"[{', '.join(f'a{n}@example.com' for n in range(10))}]}}}}\n",
    "report-name-signs": f'{SMALL}billing: {{report: {{name: "aZ09-_.!*\'()"}}}}\n',
    "report-name-256": f"{SMALL}billing: {{report: {{name: {'c' * 256}}}}}\n",
    "billing-off-in-china": "home_region: cn-north-1\nallowed_regions: [cn-north-1]\nunits: []\n"
    "billing: {focus: false, budget: null}\n",
    "billing-off-in-govcloud": "home_region: us-gov-west-1\nallowed_regions: [us-gov-west-1]\n"
    "units: []\nbilling: {report: {enabled: false}, budget: null}\n",
    "windows-lines": SMALL.replace("\n", "\r\n"),
    "anchor-alone": SMALL.replace("name: Workloads", "name: &here Workloads"),
    "one-document-with-its-mark": f"---\n{SMALL}...\n",
}


def _load(text: str, folder: Path) -> Config:
    file = folder / "mine.yaml"
    file.write_text(text, encoding="utf-8", newline="")
    return load(file)


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD.keys())
def test_it_is_no_mistake(text: str, tmp_path: Path) -> None:
    """A configuration that stays just inside every rule loads."""
    assert isinstance(_load(text, tmp_path), Config)


@pytest.mark.parametrize(
    "word", ["no", "on", "YES", "2026-11-24", "12:30:45", "1_000", "0x1F", "0o17", ".inf", "1.2.3"]
)
def test_words_stay_text(word: str, tmp_path: Path) -> None:
    """A word that older YAML takes for a truth value, time or number is the name it looks like."""
    config = _load(f"{HEAD}units: [{{key: k, name: {word}}}]\ntags: {{{word}: {word}}}\n", tmp_path)
    assert config.units[0].name == word
    if ":" not in word:
        assert dict(config.tags) == {word: word}


@pytest.mark.parametrize("word", ["true", "12", "-1", "1.5", "1e5", "null", "~"])
def test_quotes_make_text(word: str, tmp_path: Path) -> None:
    """A number, truth value or nothing is a name once it stands in quotes."""
    config = _load(f"{HEAD}units: [{{key: k, name: '{word}'}}]\n", tmp_path)
    assert config.units[0].name == word


def test_byte_order_mark(tmp_path: Path) -> None:
    """A byte order mark, as some editors write it, changes nothing."""
    file = tmp_path / "mine.yaml"
    file.write_bytes(codecs.BOM_UTF8 + SMALL.encode())
    assert load(file) == _load(SMALL, tmp_path)


@pytest.mark.parametrize("file", SHIPPED)
def test_shipped_files_are_good(file: str) -> None:
    """The default and the examples load as they are."""
    assert load(ROOT / file).units
