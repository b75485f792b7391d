"""The CDK app: load the configuration, build the stacks, check and synthesize them."""

import sys

from baseline.errors import BaselineError
from baseline.synthesis import configured_file, discard_assembly

if __name__ == "__main__":
    try:
        from baseline.config import load

        config = load(configured_file())
        # Imported after the configuration is known to be good: a mistake is answered at once.
        from baseline.assembly import build_app, synthesize

        synthesize(build_app(config))
    except BaselineError as error:
        discard_assembly()
        print(error, file=sys.stderr)  # noqa: T201
        sys.exit(error.exit_code)
