# Two commands for a new user: `make run` and `make test`. Everything else is for those who change it.

VENV ?= .venv
DATA ?= ../shared/data
WORKERS ?= auto
PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)

BIN := $(VENV)/bin
READY := $(VENV)/.ready
# An environment is whole when its stamp, written last, tells of this lock.
WANTED := $(shell cat requirements.lock pyproject.toml 2>/dev/null | cksum | tr ' ' -)

.PHONY: help run test test-slow test-spark check check-all format lint types floors lock clean environment

help:  ## show these lines
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

run: environment  ## set everything up and clean seeds/ into cleaned/
	@$(BIN)/python -m cleancopy run seeds --output cleaned --config config.yaml

test: environment  ## set everything up and run the whole test suite
	@$(BIN)/python -m pytest -n auto $(PYTEST_ARGS)

test-spark: environment  ## run the tests that start a real Spark (needs Java 17)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -e '.[spark]'
	@$(BIN)/python -m pytest -m spark tests/engines tests/batch tests/docs

test-slow: environment  ## run the tests that take minutes: 100,000 files, 10,000 in quarantine, kills at random
	@# Dolma's own mixer, apart and without its requirements: they want older libraries than ours.
	-@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --only-binary :all: --upgrade \
		--target $(VENV)/dolma dolma==1.2.1
	@$(BIN)/python -m pytest -m slow

check: format lint types test floors  ## everything that must hold before a commit

check-all: check test-slow test-spark  ## the slow suites as well

format: environment
	@$(BIN)/ruff format --check .

lint: environment
	@$(BIN)/ruff check .

types: environment
	@$(BIN)/mypy

floors: environment  ## hold the quality floors against the development data in DATA
	@if [ -d "$(DATA)" ]; then $(BIN)/python -m benchmarks.floors --data $(DATA); \
		else echo "quality floors skipped: there is no folder $(DATA); name it with make floors DATA=…"; fi

lock: environment  ## pin every version anew, with hashes
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --no-emit-index-url --no-emit-find-links --no-config --upgrade -o requirements.lock

clean:  ## remove the environment and everything that was computed, but not cleaned/
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis cleaned/.work cleaned/run.json

# The documentation's commands are tested in the environment that runs the tests, which must stay as it is.
ifdef AS_IT_IS
environment: ;
else
environment:
	@test -n "$(PYTHON)" || { echo "cleancopy needs Python 3.11 or newer; none was found" >&2; exit 2; }
	@if [ -e "$(VENV)" ] && [ ! -e "$(VENV)/pyvenv.cfg" ] && [ -n "$$(ls -A "$(VENV)")" ]; then \
		echo "$(VENV) is no environment; it is not replaced" >&2; exit 2; fi
	@if [ "$$(cat $(READY) 2>/dev/null)" != "$(WANTED)" ] || ! $(BIN)/python -c "import cleancopy, luigi" 2>/dev/null; then \
		echo "setting up $(VENV) from requirements.lock (a minute or so)" >&2; \
		rm -rf $(VENV) && $(PYTHON) -m venv $(VENV) \
		&& $(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock \
		&& $(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable . \
		&& echo "$(WANTED)" > $(READY); \
	fi
endif
