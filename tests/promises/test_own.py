"""A fork adds promises in a file of its own, under the rules of those it comes with."""

from __future__ import annotations

from pathlib import Path

import pytest

from baseline.errors import ConfigError
from baseline.promises.model import Promises
from baseline.promises.prove import prove
from baseline.promises.read import OWN, shipped, with_own
from baseline.promises.report import lines
from tests.docs.commands import blocks
from tests.promises.subjects import subject

PAGE = Path("how-to/add.md")


def read(text: str, folder: Path) -> Promises:
    """Read a text as a fork's file."""
    file = folder / OWN
    file.write_text(text, encoding="utf-8")
    return with_own(shipped(), file)


def page() -> str:
    """What the page writes into the file, with a guardrail that there is."""
    text = "".join(
        block for block in blocks(PAGE, "yaml") if block.startswith(("promises:", "callers:"))
    )
    return text.replace("deny_dev_peering", "protect_audit_trail")


def test_the_page(tmp_path: Path) -> None:
    """What the page shows is read, beside all that is shipped."""
    found = read(page(), tmp_path)
    assert found.own == {"dev-has-no-peering"}
    assert [each.name for each in found.promises] == [
        *(each.name for each in shipped().promises),
        "dev-has-no-peering",
    ]
    assert [each.name for each in found.must_work[len(shipped().must_work) :]] == ["dev-deploy"]
    assert set(found.callers) - set(shipped().callers) == {"dev-deploy"}
    assert found.protected[len(shipped().protected) :] == (
        "arn:{partition}:sns:*:*:company-alerts-*",
    )


def test_they_are_proved(tmp_path: Path) -> None:
    """An own promise that does not hold, and own work that is stopped, are each told."""
    stopped = page().replace("codebuild:StartBuild", "account:DisableRegion")
    found = read(stopped, tmp_path)
    own, work = (
        next(iter(prove(subject("default"), found, [name])))
        for name in ("dev-has-no-peering", "must-work")
    )
    (line, *_) = lines(own)
    assert line.startswith(f"{OWN}: dev-has-no-peering: Nobody joins a network of Dev")
    (line, *_) = lines(work)
    assert "account:DisableRegion" in line
    assert "role/dev-deploy" in line


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("name: dev-has-no-peering", "name: trail", "2: promises[0].name: must be a name of its"),
        ("  - name: dev-deploy", "  - name: cdk-lookup", "must_work[0].name: must be a name of"),
        ("  dev-deploy:\n", "  stacksets:\n", "callers.stacksets: must be a name of its own"),
        ("caller: dev-deploy", "caller: dev-deplo", "did you mean 'dev-deploy'?"),
        ("kind: never", "kind: nevr", "4: promises[0].kind: must be "),
        ("codebuild:StartBuild", "StartBuild", "must be an action or a pattern of actions"),
        ("{regions}", "{region}", "must hold only known words in braces"),
        ("protected:", "protect:", "protect: must be a known key"),
    ],
    ids=["promise", "work", "caller", "unknown", "kind", "action", "word", "key"],
)
def test_a_mistake(old: str, new: str, told: str, tmp_path: Path) -> None:
    """Each mistake is told with the file's own name, and a name that is taken is refused."""
    assert old in page()
    with pytest.raises(ConfigError) as raised:
        read(page().replace(old, new), tmp_path)
    problems = [str(each) for each in raised.value.problems]
    assert all(each.startswith(f"{tmp_path / OWN}:") for each in problems)
    assert any(told in each for each in problems), problems
