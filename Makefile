.PHONY: run test check bench soak dev

run:
	@bin/setup run && exec .venv/bin/python -m app.serve

test:
	@bin/setup test && exec .venv/bin/python -m pytest -n 3 --dist worksteal $(ARGS)

check:
	@bin/setup test && exec bin/check

bench:
	@bin/setup test && exec .venv/bin/python -m tests.bench

soak:
	@bin/setup test && exec .venv/bin/python -m tests.soak

dev:
	@bin/setup run && exec .venv/bin/python -m app.serve --reload
