"""python -m tadamon.language: bring both catalogs up to date and say what is missing; --check only says."""

import sys

from .extraction import missing, update


def main(arguments: list[str]) -> int:
    """0, or 1 when --check found something."""
    check = arguments == ["--check"]
    if arguments and not check:
        print(__doc__)
        return 2
    if not check:
        update()
    findings = missing()
    print(*findings, sep="\n", end="\n" if findings else "")
    print(f"{len(findings)} to do" if findings else "Nothing is missing.")
    return 1 if check and findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
