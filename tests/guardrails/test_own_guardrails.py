"""A mistake in a guardrail of one's own is told in a line of its own, before anything is made."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from baseline.config.own_mistakes import mistakes_of
from baseline.guardrails import SHIPPED
from baseline.guardrails.own_guardrails import Own, own_guardrails
from tests.assemblies import ROOT

PURGE = (ROOT / "tests/guardrails/own_guardrail.txt").read_text(encoding="utf-8")
"""A file with a good guardrail, as a newcomer writes it after `docs/how-to/add.md`."""

Read = Callable[..., Own]


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Read a folder with these files, given by name."""

    def _read(**files: str) -> Own:
        package = f"own_{tmp_path.name}"
        folder = tmp_path / package
        folder.mkdir()
        (folder / "__init__.py").touch()
        for name, text in files.items():
            (folder / f"{name}.py").write_text(text, encoding="utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        return own_guardrails(SHIPPED, import_module(package))

    return _read


def _told(own: Own) -> list[str]:
    """Write each mistake with the name of its file alone."""
    return [
        str(each).replace(each.file, Path(each.file).name, 1) for each in mistakes_of(own, SHIPPED)
    ]


def _names(own: Own) -> list[str]:
    return [each.guardrail.name for each in own.written]


def test_a_good_file_has_none(read: Read) -> None:
    """A right guardrail is found, and nothing is said of it."""
    own = read(queues=PURGE)
    assert _names(own) == ["deny_queue_purge"]
    assert _told(own) == []


AT = "queues.py:20: deny_queue_purge"
ACTION = "must be an action that AWS had on 2026-10-27"
MISTAKES = {
    "bundle": (
        ('bundle="protection"', 'bundle="mine"'),
        f"{AT}.bundle: must be a known bundle (got 'mine'); choose from organization, identity, "
        "protection, limits, regions, suspended",
    ),
    "name": (
        ('name="deny_queue_purge"', 'name="DenyPurge"'),
        "queues.py:20: DenyPurge.name: must be lower-case words joined by underscores "
        "(got 'DenyPurge'); write it such as deny_queue_purge",
    ),
    "sid": (
        ('sid="DenyQueuePurge"', 'sid="Deny Queue Purge"'),
        f"{AT}.sid: must be the name in camel case (got 'Deny Queue Purge'); "
        "write 'DenyQueuePurge'",
    ),
    "no-sentence": (
        ("reading and deleting messages go on.", "reading goes on"),
        f"{AT}.breaks: must be sentences (got 'Nobody empties a queue at once; reading goes on'); "
        "end it with a full stop",
    ),
    "no-ascii": (
        ("nothing brings", "nothing \u2013 brings"),
        f"{AT}.why: must be ASCII, as policies are (got '\u2013'); write it in plain letters",
    ),
    "no-date": (
        (", read 2026-11-24", ""),
        f"{AT}.source: must end with the day it was read (got 'Service Authorization Reference, "
        "Amazon SQS'); end it such as: read 2026-11-24",
    ),
    "sid-of-a-statement": (
        ('"Sid": "DenyQueuePurge"', '"Sid": "Deny Queue"'),
        f"{AT}.statements['Deny Queue']: must have a Sid of letters and digits that begins with "
        "the guardrail's name (got 'Deny Queue'); begin it with 'DenyQueuePurge'",
    ),
    "effect": (
        ('"Effect": "Deny"', '"Effect": "Allow"'),
        f"{AT}.statements['DenyQueuePurge']: must deny (got 'Allow'); write 'Effect': 'Deny'",
    ),
    "declared-action": (
        ('actions=("sqs:PurgeQueue",)', 'actions=("sqs:PurgeQueu",)'),
        f"{AT}.denies[0].actions: {ACTION} (got 'sqs:PurgeQueu'); did you mean 'sqs:PurgeQueue'?",
    ),
    "action": (
        ('"Action": "sqs:PurgeQueue"', '"Action": ["sqs:Purge*", "sqs:Prge*"]'),
        f"{AT}.statements['DenyQueuePurge'].Action: {ACTION} (got 'sqs:Prge*'); "
        "look it up in the Service Authorization Reference, or renew the list: "
        "make lock UPGRADE=1, then python -m tools.actions",
    ),
    "service": (
        ('"Action": "sqs:PurgeQueue"', '"NotAction": "sqss:PurgeQueue"'),
        f"{AT}.statements['DenyQueuePurge'].NotAction: {ACTION} (got 'sqss:PurgeQueue'); "
        "did you mean 'sqs:PurgeQueue'?",
    ),
    "no-tuple": (
        ('actions=("sqs:PurgeQueue",)', 'actions=("sqs:PurgeQueue")'),
        f"{AT}.denies[0].actions: must be a tuple (got 'sqs:PurgeQueue'); "
        "write ('sqs:PurgeQueue',)",
    ),
    "nothing-declared": (
        (
            'denies=(Denial(actions=("sqs:PurgeQueue",), resources=("*",), who=Who.EVERYBODY),)',
            "denies=()",
        ),
        f"{AT}.denies: must say what is denied (got nothing); "
        "declare it, apart from the statements",
    ),
    "no-list-of-denials": (
        ("who=Who.EVERYBODY),)", "who=Who.EVERYBODY))"),
        f"{AT}.statements: must be written like those of baseline/guardrails/catalogue/ "
        "(got TypeError: 'Denial' object is not iterable); mend it",
    ),
    "statements-that-raise": (
        ('"Resource": "*"', '"Resource": _.nothing'),
        f"{AT}.statements: must be written like those of baseline/guardrails/catalogue/ "
        "(got AttributeError: 'GuardrailContext' object has no attribute 'nothing'); mend it",
    ),
    "shipped-name": (
        ('name="deny_queue_purge"', 'name="deny_vpc_peering"'),
        "queues.py:20: deny_vpc_peering.name: must be used once "
        "(got that of a guardrail that ships); give it a name of its own",
    ),
    "resource-control-name": (
        ('name="deny_queue_purge"', 'name="deny_insecure_transport"'),
        "queues.py:20: deny_insecure_transport.name: must be used once "
        "(got that of a guardrail that ships); give it a name of its own",
    ),
    "syntax": (
        ("    return (\n", "    return ((\n"),
        "queues.py:10: file: must be Python that can be read (got SyntaxError: '(' was never "
        "closed); mend it, or take the file out of the folder",
    ),
    "import": (
        ("import Statement", "import Statemnt"),
        "queues.py:6: file: must be Python that can be read (got ImportError: cannot import name "
        "'Statemnt' from 'baseline.policy.documents' (",
    ),
    "value": (
        (
            '    breaks="Nobody empties a queue at once; reading and deleting messages go on.",\n',
            "",
        ),
        "queues.py:20: file: must be Python that can be read (got TypeError: Guardrail.__init__() "
        "missing 1 required positional argument: 'breaks'); mend it, or take the file out of the "
        "folder",
    ),
}


@pytest.mark.parametrize(("change", "line"), MISTAKES.values(), ids=list(MISTAKES))
def test_a_mistake_is_a_line(change: tuple[str, str], line: str, read: Read) -> None:
    """Each mistake is told with file, line, rule, what was found and what to do; none is silent."""
    old, new = change
    assert old in PURGE
    own = read(queues=PURGE.replace(old, new))
    told = [each for each in _told(own) if each.startswith(line)]
    assert len(told) == 1
    assert "\n" not in told[0]


def test_all_are_told_at_once(read: Read) -> None:
    """Mistakes in several files are all told, by file, and one file does not hide another's."""
    own = read(a="x = (\n", b=PURGE.replace('bundle="protection"', 'bundle="b"'), c=PURGE)
    assert [line.partition(" (got")[0] for line in _told(own)] == [
        "a.py:1: file: must be Python that can be read",
        "b.py:20: deny_queue_purge.bundle: must be a known bundle",
        "c.py:20: deny_queue_purge.name: must be used once",
    ]


def test_a_sid_is_used_once(read: Read) -> None:
    """Two guardrails whose statements share a Sid are told, also where their names differ."""
    other = PURGE.replace("deny_queue_purge", "deny_queue").replace(
        'sid="DenyQueuePurge"', 'sid="DenyQueue"'
    )
    (line,) = _told(read(a=PURGE, b=other))
    assert line.startswith(
        "b.py:20: deny_queue.statements['DenyQueuePurge']: must have a Sid used once "
        "(got that of the guardrail deny_queue_purge in "
    )


def test_what_a_file_imports_is_not_its_own(read: Read) -> None:
    """A shipped guardrail that a file imports to build on is no second one of its name."""
    text = f"from baseline.guardrails.catalogue.network import DENY_VPC_PEERING\n{PURGE}"
    own = read(queues=text.replace("from __future__ import annotations\n", ""))
    assert _names(own) == ["deny_queue_purge"]
    assert _told(own) == []
