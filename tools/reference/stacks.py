"""The page of the stacks, from the templates of the shipped configuration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from baseline.checks.stacks import SynthesizedStack
from tools.reference.markdown import table


def page(stacks: Sequence[SynthesizedStack]) -> str:
    """Write every stack: where it lives, what it waits for, what it holds."""
    parts = [
        "# Stacks",
        "What `cdk deploy --all` makes of the shipped configuration, in this order. Every stack "
        "has termination protection.",
        table(
            ("stack", "in AWS", "region", "waits for", "resources"),
            (
                (
                    f"[{each.name}](#{each.name.lower()})",
                    f"`{each.stack_name}`",
                    each.region,
                    ", ".join(sorted(each.waits_for)) or "nothing",
                    str(len(list(each.resources()))),
                )
                for each in stacks
            ),
        ),
    ]
    for each in stacks:
        parts += _section(each)
    return "\n\n".join(parts) + "\n"


def _section(stack: SynthesizedStack) -> Iterator[str]:
    yield f"## {stack.name}"
    yield str(stack.template.get("Description", ""))
    counts = Counter(resource["Type"] for _, resource in stack.resources())
    yield table(
        ("resource type", "how many"),
        ((f"`{kind}`", str(count)) for kind, count in sorted(counts.items())),
    )
