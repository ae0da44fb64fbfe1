"""How fast and how light: `make bench` builds realistic data on both engines and measures pages over HTTP.

Nothing here asserts a time. SCALE=10k|100k|1m (1m is measured beside 10k, to see the growth),
ENGINES=sqlite,postgresql. The databases stay in .cache/bench/ and a build that was stopped goes on.
"""

from pathlib import Path

HOME = Path(__file__).parents[2] / ".cache" / "bench"
SCALES = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000}
PASSWORD = "measured-not-guessed"
# name: (username, code of the unit)
PEOPLE = {"hq": ("bench-hq", "ER"), "directorate": ("bench-cairo", "EG-C"), "approver": ("bench-cairo-head", "EG-C")}
