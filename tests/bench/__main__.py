"""`python -m tests.bench`: every speed goal beside what this machine takes; 1 if one is missed.

The measures run in turn, round by round, so that a slow moment slows all of them. Names after the
module keep to the measures that start with one of them.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import yaml
from rich.console import Console
from rich.table import Table

from tests.assemblies import ROOT
from tests.bench.logs import write_logs
from tests.bench.measures import BASELINE, CDK, PYTHON, Measure, Taken, mib, rows, seconds

FEW, MANY = 10, 5_000
EVENTS, EVENTS_PER_SECOND = 100_000, 20_000
START_SECONDS, PROOF_SECONDS = 0.4, 1.5


def measures(folder: Path) -> tuple[Measure, ...]:
    """List what is measured; configurations and assemblies go into `folder`."""
    few, many = (_with_accounts(folder, count) for count in (FEW, MANY))
    quick = {"CDK_OUTDIR": str(folder / "app"), "CDK_VALIDATION": "false"}
    return (
        Measure("import", (PYTHON, "-c", "import baseline, aws_cdk; aws_cdk.App")),
        Measure(
            "synth without proofs",
            (PYTHON, "-m", "tests.bench.synth"),
            3.5,
            "import",
            300,
            variables=quick,
        ),
        Measure("synth", (PYTHON, "app.py"), variables=quick),
        Measure(
            "proofs, start included",
            (PYTHON, "-m", "baseline.checks.promises", "baseline.yaml"),
            START_SECONDS + PROOF_SECONDS,
        ),
        Measure(
            "cdk synth, validated",
            (CDK, "synth", "--quiet", "--output", str(folder / "cli")),
            9.3,
            "import",
            900,
            variables={"CDK_VALIDATION": "true"},
        ),
        Measure(
            f"{FEW} accounts", (PYTHON, "app.py"), variables={**quick, "CDK_CONTEXT_JSON": few}
        ),
        Measure(
            f"{MANY} accounts",
            (PYTHON, "app.py"),
            1.1,
            f"{FEW} accounts",
            variables={**quick, "CDK_CONTEXT_JSON": many},
        ),
        _try("baseline.yaml", 25),
        _try("examples/try.yaml", 40),
        _impact(folder / "logs"),
        Measure(
            "tests",
            (PYTHON, "-m", "tests.side_by_side", "-q"),
            60,
            rounds=1,
            variables={"CDK_VALIDATION": "false"},
        ),
    )


def _try(file: str, most_seconds: float) -> Measure:
    command = (PYTHON, "-m", "emulator.tryout", file)
    return Measure(f"try, {Path(file).name}", command, most_seconds, rounds=1)


def _impact(logs: Path) -> Measure:
    """Measure the replay of a trail's files, reading and unpacking them included."""
    return Measure(
        f"impact of {EVENTS:,} events",
        (
            *(BASELINE, "guardrails", "impact", "--logs", str(logs)),
            *("--unit", "Workloads/Production", "--management-account", "111122223333"),
        ),
        EVENTS / EVENTS_PER_SECOND,
        most_mib=200,
        rounds=3,
    )


def _with_accounts(folder: Path, count: int) -> str:
    """Write the example with so many accounts; return the context that names the file."""
    config = yaml.safe_load((ROOT / "examples/try.yaml").read_text(encoding="utf-8"))
    config["accounts"] = [
        {"name": f"account-{n}", "email": f"account-{n}@example.com", "unit": "sandbox"}
        for n in range(count)
    ]
    file = folder / f"{count}.yaml"
    file.write_text(yaml.safe_dump(config), encoding="utf-8")
    return json.dumps({"config": str(file)})


def _chosen(every: Sequence[Measure], names: Sequence[str]) -> list[Measure]:
    """Keep what starts with one of `names`, and what that is held beside; all without names."""
    named = [each for each in every if not names or each.told.startswith(tuple(names))]
    beside = {each.beside for each in named}
    return [each for each in every if each in named or each.told in beside]


def _taken(measures: Sequence[Measure], console: Console) -> dict[str, Taken]:
    """Run the measures in turn: a round that warms caches and shows the memory, then timed ones."""
    warm: dict[str, int] = {}
    for measure in measures:
        if measure.most_mib is not None:
            warm[measure.told] = mib(measure)
        elif measure.rounds > 1:
            seconds(measure)
    times: dict[str, list[float]] = {each.told: [] for each in measures}
    for done in range(max(each.rounds for each in measures)):
        for measure in measures:
            if done < measure.rounds:
                times[measure.told].append(seconds(measure))
        console.print(f"round {done + 1}", highlight=False)
    return {told: Taken(timed, warm.get(told, 0)) for told, timed in times.items()}


def main(names: Sequence[str]) -> int:
    """Run the measures in turn and print them beside their goals."""
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        chosen = _chosen(measures(Path(folder)), names)
        if any(each.told.startswith("impact") for each in chosen):
            write_logs(Path(folder, "logs"), EVENTS)
        taken = _taken(chosen, console)
    table = Table("measure", "found", "goal", "")
    found = rows(chosen, taken)
    for row in found:
        table.add_row(row.told, row.found, row.goal, "missed" if row.is_missed else "")
    console.print(table)
    return 1 if any(row.is_missed for row in found) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
