"""One table for a person and one dated JSON for whoever compares."""

import json
import platform
import subprocess
from dataclasses import asdict
from datetime import datetime

from tests.bench import HOME
from tests.bench.engines import processors
from tests.machines.server import ROOT

HEAD = (
    "page",
    "engine",
    "scale",
    "p50 ms",
    "p95 ms",
    "CPU ms",
    "db ms",
    "SQL",
    "KB",
    "gzip",
    "RSS MB",
    "×floor",
    "growth",
    "work",
)


def table(results) -> str:
    rows = [HEAD, *(row(result) for result in results)]
    widths = [max(len(each[at]) for each in rows) for at in range(len(HEAD))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if at < 3 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(each, widths, strict=True))
        )
        for each in rows
    )


def row(r) -> tuple[str, ...]:
    return (
        r.page,
        r.engine,
        r.scale,
        f"{r.p50:.1f}",
        f"{r.p95:.1f}",
        f"{r.cpu:.2f}",
        f"{r.database_cpu:.2f}",
        known(r.statements, "d"),
        f"{r.raw / 1024:.1f}",
        f"{r.sent / 1024:.1f}",
        f"{r.memory / 2**20:.0f}",
        known(r.times_floor, ".1f"),
        known(r.growth, ".2f"),
        known(r.work, ".2f"),
    )


def known(value, form: str) -> str:
    return "" if value is None else format(value, form)


def weights_table(weights) -> str:
    lines = ["first view         HTML+CSS KB   all KB   requests"]
    for weight in weights:
        lines.append(f"{weight.page:<18} {weight.first / 1024:11.1f} {weight.all / 1024:8.1f} {weight.requests:10d}")
    return "\n".join(lines)


def keep(results, weights):
    """Write everything to a file named after this moment; its path."""
    moment = datetime.now().strftime("%Y-%m-%d-%H%M%S")
    file = HOME / f"{moment}.json"
    file.write_text(
        json.dumps(
            {
                "at": moment,
                "commit": commit(),
                "python": platform.python_version(),
                "processors": processors(),
                "results": [asdict(result) for result in results],
                "weights": [asdict(weight) for weight in weights],
            },
            ensure_ascii=False,
            indent=1,
        )
    )
    return file


def commit() -> str:
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip()
