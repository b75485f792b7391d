"""What must hold for any configuration at all: problems of one line each, or a whole assembly."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import yaml

from baseline.assembly import build_app, synthesize
from baseline.checks.assembly import check_assembly
from baseline.checks.stacks import read_stacks
from baseline.config import load
from baseline.errors import BaselineError
from tests.assemblies import BILLING, STACKS
from tests.config.drawn import Drawn


def judged(
    config: Drawn, folder: Path, *, validation: bool = False
) -> tuple[Sequence[object], dict[Path, str]]:
    """Synthesize a drawn configuration; return its problems, or templates and regions."""
    file = folder / "mine.yaml"
    file.write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    outdir = Path(tempfile.mkdtemp(dir=folder))
    try:
        synthesize(build_app(load(file), outdir=outdir, validation=validation))
    except BaselineError as error:
        assert error.problems
        for problem in error.problems:
            assert len(str(problem).splitlines()) == 1
            assert "; " in str(problem)
        return error.problems, {}
    return [], whole(outdir)


def whole(assembly: Path) -> dict[Path, str]:
    """List the templates of an assembly that lacks nothing and passes the checks, with regions."""
    assert check_assembly(assembly) == []
    regions = {stack.name: stack.region for stack in read_stacks(assembly)}
    assert set(STACKS) - set(BILLING) <= regions.keys() <= {*STACKS, "Pipeline"}
    return {assembly / f"{name}.template.json": region for name, region in regions.items()}
