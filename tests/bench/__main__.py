"""python -m tests.bench, with SCALE, ENGINES and ROOMS from the environment."""

import logging
import os
import sys

from tests.bench import (
    COHORTS,
    DIRECTORY,
    LISTS,
    REGISTER,
    SCALES,
    cohorts,
    comparing,
    directory,
    engines,
    importing,
    register,
    report,
)
from tests.bench.building import build, fingerprint, size_on_disk
from tests.bench.measuring import grown, measure
from tests.bench.pages import finding

KNOWN = {
    "SCALE": set(SCALES),
    "ENGINES": {"sqlite", "postgresql"},
    "ROOMS": {"meetings", "directory", "register", "cohorts", "imports", "search"},
}


def main() -> int:
    scale, wanted = os.environ.get("SCALE", "10k"), os.environ.get("ENGINES", "sqlite,postgresql").split(",")
    rooms = os.environ.get("ROOMS", "meetings,directory").split(",")
    for (name, known), given in zip(KNOWN.items(), ([scale], wanted, rooms), strict=True):
        if not set(given) <= known:
            print(f"✗ {name} is of {', '.join(sorted(known))}", file=sys.stderr)
            return 1
    results, weights, lists = [], [], []
    for engine in wanted:
        with engines.cluster(engine) as address:
            if "meetings" in rooms:
                for name in ["10k", "1m"] if scale == "1m" else [scale]:
                    found, weights = measure(built(engine, address, name, build, SCALES[name]), engine, name)
                    results += found
            if "search" in rooms:
                apps = {name: built(engine, address, name, build, SCALES[name]) for name in ("10k", "1m")}
                results += comparing.compare(apps, engine, pages=finding)
            if "directory" in rooms:
                results += comparing.compare(
                    {
                        name: built(engine, address, f"directory_{name}", directory.build, many, "directory.py")
                        for name, many in DIRECTORY.items()
                    },
                    engine,
                )
            if "register" in rooms:
                apps = {
                    name: built(engine, address, f"register_{name}", register.build, many, "register.py")
                    for name, many in REGISTER.items()
                }
                results += comparing.compare(apps, engine, pages=register.pages)
            if "cohorts" in rooms:
                apps = {
                    name: built(engine, address, f"cohorts_{name}", cohorts.build, many, "cohorts.py")
                    for name, many in (COHORTS | larger()).items()
                }
                results += comparing.compare(apps, engine, pages=cohorts.pages)
            if "imports" in rooms:
                app = built(engine, address, "imports", lambda _many: None, 0, "importing.py")
                lists += importing.measure(app, engine, LISTS)
    grown(results)
    print(report.table(results), report.weights_table(weights), sep="\n\n")
    if lists:
        print(importing.table(lists))
    if scale == "1m":
        print("At 1m ten thousand meetings are repeated a hundred times, with two outcomes and no other rows.")
    if "directory" in rooms:
        print(comparing.verdict(results))
    print(f"→ {report.keep(results, weights)}")
    return 0


def larger() -> dict[str, int]:
    """TRAINEES=500000 measures that many in the place of five million."""
    return {"5m": int(os.environ["TRAINEES"])} if "TRAINEES" in os.environ else {}


def built(engine: str, address: str, name: str, build, many: int, *sources: str):
    """The application on the database of that name, filled up to `many`."""
    app = engines.application(engines.database(engine, address, name, fingerprint(*sources)))
    logging.disable()
    print(f"→ {engine}, {name}", flush=True)
    with app.app_context():
        build(many)
        print(f"  {size_on_disk() / 1e6:,.0f} MB", flush=True)
    return app


sys.exit(main())
