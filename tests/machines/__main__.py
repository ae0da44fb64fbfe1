"""python -m tests.machines: brings everything here or says what to type; with --fetched only asks."""

import sys

from . import Missing, chromium, npm, postgres


def main(arguments):
    """0 when every machine is here (and, with --fetched, nothing has to come from npm any more), else 1."""
    if "--fetched" in arguments:
        return 0 if npm.fetched(chromium.OLD) and npm.fetched(chromium.AXE) else 1
    try:
        for machine in (postgres.binaries, chromium.executable, chromium.chromium_109, chromium.axe):
            machine()
    except Missing as missing:
        print(f"✗ {missing}", file=sys.stderr)
        return 1
    return 0


sys.exit(main(sys.argv[1:]))
