# Two commands for a new user: `make run` and `make test`. Everything else is for those who change it.

VENV ?= .venv
DATA ?= ../shared/data
WORKERS ?= auto
PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)

BIN := $(VENV)/bin
READY := $(VENV)/.ready
# An environment is whole when its stamp holds the digest of the lock that it was made from.
LOCK_DIGEST := $(shell cat requirements.lock pyproject.toml 2>/dev/null | cksum | tr ' ' -)

.PHONY: help run test check format lint types floors lock clean environment

help:  ## show these lines
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

run: environment  ## set everything up and clean seeds/ into cleaned/
	@$(BIN)/cleancopy run seeds --output cleaned --config config.yaml

test: environment  ## set everything up and run the whole test suite
	@$(BIN)/python -m pytest -n auto $(PYTEST_ARGS)

check: format lint types test floors  ## everything that must hold before a commit

format: environment
	@$(BIN)/ruff format --check .

lint: environment
	@$(BIN)/ruff check .

types: environment
	@$(BIN)/mypy

floors: environment  ## hold the quality floors against the development data in DATA
	@$(BIN)/python -m benchmarks.floors --data $(DATA)

lock: environment  ## pin every version anew, with hashes
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --no-emit-index-url --no-emit-find-links --no-config --upgrade -o requirements.lock

clean:  ## remove the environment and everything that was computed, but not cleaned/
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis cleaned/.work cleaned/run.json

environment:
	@test -n "$(PYTHON)" || { echo "cleancopy needs Python 3.11 or newer; none was found" >&2; exit 2; }
	@if [ "$$(cat $(READY) 2>/dev/null)" != "$(LOCK_DIGEST)" ]; then \
		echo "setting up $(VENV) from requirements.lock" >&2; \
		rm -rf $(VENV) && $(PYTHON) -m venv $(VENV) \
		&& $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock \
		&& $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable . \
		&& echo "$(LOCK_DIGEST)" > $(READY); \
	fi
