"""Linear time, told by a ratio of CPU times in one run and never by a clock on the wall."""

import time
from timeit import repeat

TIMES = 8


def assert_linear(act, small, large):
    """`large` is eight times `small`; `act` must not take far more than eight times as long on it."""
    assert _seconds(act, large) <= _seconds(act, small) * TIMES * 4 + 0.05


def _seconds(act, given):
    """The best of three, without the garbage of the whole test run (timeit keeps the collector off)."""
    return min(repeat(lambda: act(given), timer=time.process_time, number=1, repeat=3))
