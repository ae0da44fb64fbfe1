"""How fast and how light: `make bench` builds realistic data on both engines and measures pages over HTTP.

Nothing here asserts a time. SCALE=10k|100k|1m meetings (1m is measured beside 10k, to see the growth),
ENGINES=sqlite,postgresql, ROOMS=meetings,directory,register,cohorts,imports,search. The directory is measured at 1,000 and 100,000 bodies, the
register at 10,000 and 1,000,000 outcomes,
the search and the dashboard at 10,000 and 1,000,000 meetings,
trainees at 50,000 and 5,000,000, or at TRAINEES of them, imports with lists of 1,540 and 50,000 rows. The databases stay in .cache/bench/ and a build that was stopped goes on.
"""

from pathlib import Path

HOME = Path(__file__).parents[2] / ".cache" / "bench"
SCALES = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000}
DIRECTORY = {"1k": 1_000, "100k": 100_000}
REGISTER = {"10k": 10_000, "1m": 1_000_000}
COHORTS = {"50k": 50_000, "5m": 5_000_000}
LISTS = (1_540, 50_000)
GOAL = 1.5  # how much more work a page of the directory may be at the larger of them
PASSWORD = "measured-not-guessed"
# name: (username, code of the unit)
PEOPLE = {"hq": ("bench-hq", "ER"), "directorate": ("bench-cairo", "EG-C"), "approver": ("bench-cairo-head", "EG-C")}
