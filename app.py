"""The CDK app: load the configuration, build the stacks, check and synthesize them."""

import gc
import os
import signal
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from threading import Thread

from baseline.checks.proofs import Proofs
from baseline.errors import BaselineError
from baseline.synthesis import configured_file, discard_assembly

SIGNALLED = 128
"""What a shell adds to the number of a signal for the exit code of what it ended."""


def synthesize_file(file: Path) -> None:
    """Build and synthesize the stacks of a configuration file.

    Raises:
        BaselineError: with every problem of the first step that found any.
    """
    # Python reads the configuration meanwhile.
    loading = Thread(target=load_libraries)
    loading.start()
    from baseline.config import load
    from baseline.config.quotas import check_quotas

    config = load(file)
    check_quotas(file, config)
    # Imported after the configuration is known to be good: a mistake is answered at once.
    from baseline.assembly import build_app, synthesize

    loading.join()
    synthesize(build_app(config))


def load_libraries() -> None:
    """Start the process in which the construct library and the rule packs live."""
    # What fails here fails again where it is imported, and is told once.
    with suppress(Exception):
        for library in ("aws_cdk._jsii", "cdk_nag"):
            import_module(library)


def end(number: int, _: object) -> None:
    """End at once, as a signal asks for, say nothing, and leave nothing that could be deployed.

    An exception instead could be lost in the middle of an import, or leave its lock for ever.
    """
    discard_assembly()
    os._exit(SIGNALLED + number)


if __name__ == "__main__":
    gc.disable()  # The run is over before there is garbage worth looking for.
    for asked_to_end in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked_to_end, end)
    discard_assembly()
    try:
        configured = configured_file()
        with Proofs(configured) as proofs:
            synthesize_file(configured)
            proofs.check()
    except BaseException as error:
        discard_assembly()
        if not isinstance(error, BaselineError):
            raise
        print(error, file=sys.stderr)  # noqa: T201
        sys.exit(error.exit_code)
