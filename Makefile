# Every target works from a fresh clone, as root or not; bin/ holds what each of them does.
.PHONY: run serve test bench lint texts lock
export MAKECMDGOALS

run:    ## everything, with demo data, on 127.0.0.1:8000 (HOST, PORT, WORKERS)
	@bin/run

serve:  ## production: needs TADAMON_SECRET_KEY, no demo data
	@bin/serve

test:   ## all tests, both engines, both browsers (TESTS="-k name tests/x.py" for some)
	@bin/test $(TESTS)

bench:  ## how fast and how light (SCALE=10k|100k|1m, ROOMS=meetings,directory,register,cohorts,imports,search)
	@bin/machines
	@.venv/bin/python -m tests.bench

lint:   ## style of Python and of templates
	@bin/venv requirements.txt requirements-test.txt
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/djlint --quiet --lint tadamon

texts:  ## every sentence has its Arabic and its English
	@bin/venv requirements.txt
	@.venv/bin/python -m tadamon.language

lock:   ## rewrite requirements.txt and requirements-test.txt
	@bin/lock
