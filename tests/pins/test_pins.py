"""No upgrade replaces, renames or lets go what the last release made, unless somebody says why.

The pins are of the examples, which a fork need not edit. A release renews them:
`python -m pytest tests/pins --snapshot-update`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from baseline.checks.pinned import changed_pins, pin
from baseline.checks.pins import Pins, pins_file, read_pins, written
from baseline.checks.stacks import SynthesizedStack, read_stacks
from baseline.config import Config, load
from baseline.errors import CheckError, ConfigError
from tests.assemblies import CONFIGURATIONS, assembly, synthesized
from tests.docs.commands import blocks

PINNED = ("try", "eu")


def _stacks(name: str) -> list[SynthesizedStack]:
    return read_stacks(assembly(name).folder)


def _shipped(name: str) -> Pins:
    return read_pins(pins_file(CONFIGURATIONS[name]))


@pytest.fixture
def configuration(tmp_path: Path) -> Path:
    """A configuration beside which `try` is pinned as it is."""
    file = tmp_path / "mine.yaml"
    pin(_stacks("try"), file)
    return file


def _edited(configuration: Path, old: str, new: str) -> Path:
    """Change the pins by hand, in one place."""
    file = pins_file(configuration)
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
    return configuration


@pytest.mark.parametrize("name", PINNED)
def test_an_upgrade_keeps_what_is_pinned(name: str, request: pytest.FixtureRequest) -> None:
    """Every danger against the last release's pins is acknowledged with a reason."""
    if request.config.getoption("update_snapshots"):
        pin(_stacks(name), CONFIGURATIONS[name])
    assert changed_pins(_stacks(name), CONFIGURATIONS[name]) == []


@pytest.mark.parametrize("name", PINNED)
def test_a_pin_holds(name: str, tmp_path: Path) -> None:
    """Each pinned resource that were missing, renamed or unprotected would be seen."""
    pins = _shipped(name)
    file = pins_file(tmp_path / "mine.yaml")
    file.parent.mkdir()
    count = 0
    for stack, pinned_stack in pins.stacks.items():
        for logical_id, resource in pinned_stack.Resources.items():
            count += 1
            other = resource.model_copy(update={"DeletionPolicy": "Delete"})
            resources = {logical_id: other, "Gone": resource}
            changed = pinned_stack.model_copy(update={"Resources": resources})
            file.write_text(written(Pins(stacks={stack: changed})), encoding="utf-8")
            lines = changed_pins(_stacks(name), tmp_path / "mine.yaml")
            assert [line.partition(":")[0] for line in lines] == [
                f"{stack}/{logical_id}",
                f"{stack}/Gone",
                str(file),
            ]
    assert count > 5


def test_what_is_pinned_is_read_back(configuration: Path) -> None:
    """Pins that were just written hold for the stacks they were made of."""
    assert read_pins(pins_file(configuration)).stacks.keys() == {
        each.name for each in _stacks("try")
    }
    assert changed_pins(_stacks("try"), configuration) == []


def test_nothing_pinned(tmp_path: Path) -> None:
    """Without pins everything may change."""
    assert changed_pins(_stacks("try"), tmp_path / "mine.yaml") == []


def test_a_changed_name(configuration: Path) -> None:
    """A stack that would get another name is one line, with each thing that it would leave."""
    _edited(configuration, "StackName: baseline-billing\n", "StackName: other\n")
    (line,) = changed_pins(_stacks("try"), configuration)
    assert line == (
        "Billing: the stack's name changes from other to baseline-billing: a second one is "
        "created; what it holds stays in AWS, and nobody manages it "
        f"(got another than in {pins_file(configuration)}; "
        "left behind: BCMDataExports::Export DataExportsCur2712A2847 baseline-cur2, "
        "DataExportsFocusD130D1E8 baseline-focus; "
        "left behind: CUR::ReportDefinition CostAndUsageReport1A1E4169 baseline-cur); "
        "undo it, or acknowledge it there with a reason"
    )


@pytest.mark.parametrize(
    ("stack", "kind", "switch"),
    [
        ("LogArchive", "AWS::S3::Bucket", "VersioningConfiguration"),
        ("LogArchive", "AWS::S3::Bucket", "LifecycleConfiguration"),
        ("LogArchive", "AWS::KMS::Key", "EnableKeyRotation"),
        ("Audit", "AWS::CloudTrail::Trail", "EnableLogFileValidation"),
    ],
)
def test_a_protection(configuration: Path, stack: str, kind: str, switch: str) -> None:
    """What protects the contents of something pinned does not go without a reason either."""
    stacks = _stacks("try")
    (found,) = (each for each in stacks if each.name == stack)
    resources = {
        name: {**each, "Properties": {k: v for k, v in each["Properties"].items() if k != switch}}
        if each["Type"] == kind
        else each
        for name, each in found.template["Resources"].items()
    }
    weaker = replace(found, template={**found.template, "Resources": resources})
    lines = changed_pins([weaker if each is found else each for each in stacks], configuration)
    dangers = [line for line in lines if not line.startswith(f"{pins_file(configuration)}: ")]
    assert dangers
    assert all(f" changes its {switch} from " in line for line in dangers)


def test_a_reason(configuration: Path) -> None:
    """A danger with a reason passes, the others stay, and the next pins need no reason any more."""
    _edited(configuration, "ReportName: baseline-cur\n", "ReportName: other\n")
    (line,) = changed_pins(_stacks("try"), configuration)
    with pytest.raises(CheckError, match="acknowledge it there with a reason"):
        pin(_stacks("try"), configuration)
    told = line.partition(" (got ")[0]
    _edited(configuration, "acknowledged: {}", f'acknowledged:\n  "{told}": we move to FOCUS')
    assert changed_pins(_stacks("try"), configuration) == []
    pin(_stacks("try"), configuration)
    assert read_pins(pins_file(configuration)).acknowledged == {}
    assert changed_pins(_stacks("try"), configuration) == []


def test_a_reason_for_nothing(configuration: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An acknowledged line that is no danger is told at each synthesis, and gone with new pins."""
    _edited(configuration, "ReportName: baseline-cur\n", "ReportName: other\n")
    (line,) = changed_pins(_stacks("try"), configuration)
    told = line.partition(" (got ")[0]
    entries = [f'"{told}": we move to FOCUS', f'"{told[:-1]}": misspelt', '"Gone": long ago']
    _edited(configuration, "acknowledged: {}", "\n  ".join(["acknowledged:", *entries]))
    assert changed_pins(_stacks("try"), configuration) == []
    where = f"note: {pins_file(configuration)}: acknowledged: must be the line of a danger (got "
    assert capsys.readouterr().err.splitlines() == [
        f"{where}{got!r}); write the line as it is printed, or take it out"
        for got in (told[:-1], "Gone")
    ]
    pin(_stacks("try"), configuration)
    assert changed_pins(_stacks("try"), configuration) == []
    assert capsys.readouterr().err == ""


PAGE = Path("how-to/review-a-change.md")


def test_reasons_as_the_page_writes_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each line that the page acknowledges is YAML, and is that of a danger there can be."""
    config, mine = load(CONFIGURATIONS["default"]), tmp_path / "mine.yaml"
    pin(_stacks("default"), mine)
    moved = synthesized(_without_report(_with_production_moved(config)), nag=False)
    stacks = read_stacks(moved.folder)
    *dangers, _ = changed_pins(stacks, mine)
    reasons = "".join(
        block.removeprefix("acknowledged:\n")
        for block in blocks(PAGE, "yaml")
        if block.startswith("acknowledged:\n")
    )
    _edited(mine, "acknowledged: {}", f"acknowledged:\n{reasons}")
    assert len(read_pins(pins_file(mine)).acknowledged) == len(dangers) == 2
    assert changed_pins(stacks, mine) == []
    assert capsys.readouterr().err == ""


def _with_production_moved(config: Config) -> Config:
    """The unit NonProduction at the top."""
    workloads = next(each for each in config.units if each.key == "workloads")
    production, other = workloads.units
    units = [
        each.model_copy(update={"units": (production,)}) if each is workloads else each
        for each in config.units
    ]
    return config.model_copy(update={"units": (*units, other)})


def _without_report(config: Config) -> Config:
    report = config.billing.report.model_copy(update={"enabled": False})
    billing = config.billing.model_copy(update={"report": report})
    return config.model_copy(update={"billing": billing})


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("acknowledged: {}", "acknowledged: {a: ''}", "acknowledged.a: must be at least 1 char"),
        ("acknowledged: {}", "acknowledge: {}", "acknowledge: must be a known key"),
        ("stacks:", "stacks: [", "file: must be YAML"),
        ("StackName: baseline-billing\n", "\n", "stacks.Billing.StackName: must be given"),
    ],
    ids=["no-reason", "unknown-key", "not-yaml", "name-missing"],
)
def test_pins_that_are_none(configuration: Path, old: str, new: str, told: str) -> None:
    """A mistake in the file of the pins is one line with its place, never a traceback."""
    _edited(configuration, old, new)
    with pytest.raises(ConfigError) as raised:
        changed_pins(_stacks("try"), configuration)
    (problem,) = raised.value.problems
    assert str(problem).startswith(f"{pins_file(configuration)}:")
    assert told in str(problem)
