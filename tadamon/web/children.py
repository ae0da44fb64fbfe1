"""A process of its own for work that a file or a text may break: limits of memory, processor and time."""

import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Timer

try:
    import resource
except ImportError:  # Windows: only the clock is watched there
    resource = None


def command(script: Path) -> tuple[str, ...]:
    """How a script beside us is run: alone, without the application and without the folder it stands in."""
    return (sys.executable, "-I", str(script))


def start(command: tuple[str, ...], memory: int, cpu: int | None = None, quiet=False) -> subprocess.Popen:
    """Start it with pipes for stdin and stdout, at most `memory` bytes and `cpu` seconds.

    The limits are set from outside, before it is sent anything, so that it cannot forget them. What a `quiet`
    one complains of is not kept: whoever sends it work could fill the log.
    """
    child = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL if quiet else None,
        start_new_session=True,
    )
    if resource and hasattr(resource, "prlimit"):
        with suppress(ProcessLookupError):  # it ended at once; whoever asks it hears that
            resource.prlimit(child.pid, resource.RLIMIT_AS, (memory, memory))
            resource.prlimit(child.pid, resource.RLIMIT_CORE, (0, 0))
            if cpu:
                resource.prlimit(child.pid, resource.RLIMIT_CPU, (cpu, cpu))
    return child


@contextmanager
def within(child: subprocess.Popen, seconds: float):
    """Inside the block, what the child does not finish in time is ended for it."""
    timer = Timer(seconds, child.kill)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def end(child: subprocess.Popen) -> int:
    """Make sure it is gone, with its pipes; its exit code, or minus the signal that ended it.

    One that is just ending by itself is given a moment, so that its own code is told.
    """
    with suppress(BrokenPipeError):
        child.stdin.close()
    with suppress(subprocess.TimeoutExpired):
        child.wait(0.2)
    child.kill()
    child.stdout.close()
    return child.wait()
