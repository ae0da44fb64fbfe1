"""What the tests stand on: throwaway PostgreSQL clusters, Debian's Chromium, Chromium 109 and axe-core.

Nothing here knows pytest. A component that is not there raises `Missing`, whose text says what to type;
nothing is skipped.
"""


class Missing(RuntimeError):
    """A component the tests need is not on this machine. The message says what to type."""

    def __init__(self, what, line):
        super().__init__(f"{what} is not here. Type: {line}")
