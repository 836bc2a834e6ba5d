# Each target is safe to repeat and works from a fresh clone. `make` alone lists them.
SHELL := /bin/bash
BIN := .venv/bin
PYTHON := $(BIN)/python
# Programs find each other by what stands in .venv, not by what the caller's shell has set.
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV

.PHONY: help run test lint check bench fuzz fuzz-seals fuzz-flips package translations screenshots clean

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 20

run:  ## set up, then the demo: a window, or the tour where there is no display (DEMO="--document FILE…" adds documents)
	@installer/bootstrap run
	@$(BIN)/sealdesk demo $(DEMO)

# A file stays on one core: its fixtures, a gateway or a whole tour, are made once.
test:  ## set up, then everything CI runs: lint and all tests (TESTS=path narrows them)
	@installer/bootstrap test
	@$(MAKE) --no-print-directory check
	@QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest -q -n auto --dist loadfile $(TESTS)

lint:  ## set up, then format, style, types and import contracts
	@installer/bootstrap test
	@$(MAKE) --no-print-directory check

check:
	@$(BIN)/ruff check -q .
	@$(BIN)/ruff format --check -q .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-cache >/dev/null || $(BIN)/lint-imports --no-cache

bench:  ## set up, then every benchmark (BENCH=name runs one)
	@installer/bootstrap test
	@$(PYTHON) -m benchmarks $(BENCH)

fuzz:  ## set up, then N mutated documents through the reading worker (N=100000, SEED=…)
	@installer/bootstrap test
	@nice -n 10 $(PYTHON) -m tests.fuzz $(or $(N),100000) $(if $(SEED),--seed $(SEED))

fuzz-seals:  ## set up, then N mutated seals, signatures, certificates and time stamps (N=1000000, SEED=…)
	@installer/bootstrap test
	@nice -n 19 $(PYTHON) -m tests.fuzz.seals $(or $(N),1000000) $(if $(SEED),--seed $(SEED))

fuzz-flips:  ## set up, then N changed bytes of every kind of sealed file, and every bit of their headers
	@installer/bootstrap test
	@nice -n 19 $(PYTHON) -m tests.fuzz.flips $(or $(N),5000) --headers $(if $(SEED),--seed $(SEED))

package:  ## set up, then a folder that runs without Python: dist/sealdesk, tried out at once
	@installer/bootstrap test
	@installer/package

translations:  ## set up, then refresh resources/translations from the source
	@installer/bootstrap test
	@installer/translations

screenshots:  ## set up, then the tour's pictures in screenshots/, and those that the documents show in docs/screenshots
	@installer/bootstrap run
	@installer/screenshots

clean:  ## everything that was made here, except .venv
	@rm -rf build dist tour screenshots *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +
