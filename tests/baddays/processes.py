"""The processes of a server."""

from pathlib import Path


def children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        found += map(int, task.read_text().split())
    return found


def family(pid: int) -> list[int]:
    """The process and all below it."""
    return [pid, *(each for child in children(pid) for each in family(child))]
