"""Linear time, told by a ratio of CPU times in one run and never by a clock on the wall."""

import time

TIMES = 8


def assert_linear(act, small, large):
    """`large` is eight times `small`; `act` must not take far more than eight times as long on it."""
    base = min(_seconds(act, small) for _ in range(3))
    assert _seconds(act, large) <= base * TIMES * 4 + 0.05


def _seconds(act, given):
    started = time.process_time()
    act(given)
    return time.process_time() - started
