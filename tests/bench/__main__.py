"""python -m tests.bench, with SCALE and ENGINES from the environment."""

import logging
import os
import sys

from tests.bench import SCALES, engines, report
from tests.bench.building import build, fingerprint, size_on_disk
from tests.bench.measuring import grown, measure


def main() -> int:
    scale, wanted = os.environ.get("SCALE", "10k"), os.environ.get("ENGINES", "sqlite,postgresql").split(",")
    if scale not in SCALES or not set(wanted) <= {"sqlite", "postgresql"}:
        print(f"✗ SCALE is one of {', '.join(SCALES)}; ENGINES are sqlite, postgresql or both", file=sys.stderr)
        return 1
    results, weights = [], []
    for engine in wanted:
        with engines.cluster(engine) as address:
            for name in ["10k", "1m"] if scale == "1m" else [scale]:
                app = engines.application(engines.database(engine, address, name, fingerprint()))
                logging.disable()
                print(f"→ {engine}, {name} meetings", flush=True)
                with app.app_context():
                    build(SCALES[name])
                    print(f"  {size_on_disk() / 1e6:,.0f} MB", flush=True)
                found, weights = measure(app, engine, name)
                results += found
    grown(results)
    print(report.table(results), report.weights_table(weights), sep="\n\n")
    if scale == "1m":
        print("At 1m most meetings older than two months hold two outcomes and no other rows.")
    print(f"→ {report.keep(results, weights)}")
    return 0


sys.exit(main())
