PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test lint bench check eval eval-holdout clean

run: .venv/ready
	@$(BIN)/neambition run

test: lint
	$(BIN)/python -m pytest

lint: .venv/ready-to-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/neambition check

bench: .venv/ready-to-test
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench.cohorts
	$(BIN)/python -m tests.bench.papers
	$(BIN)/python -m tests.bench.suggestions

eval: .venv/ready-to-test
	$(BIN)/python -m tests.suggestions misses

eval-holdout: .venv/ready-to-test
	$(BIN)/python -m tests.suggestions holdout

clean:
	rm -rf .venv

.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

.venv/ready-to-test: .venv/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	@touch $@
