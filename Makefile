# Two commands matter:   make run   starts the product;   make test   proves it.
# Both do all their own set-up in .venv and need only Python 3.11+, git and make.
#
#   PYTHON=python3.12 make setup    another interpreter for the environment
#   PORT=9000 make run              another port

PYTHON ?= python3
PORT ?= 8000
WORKERS ?= 2
BUDGET ?= 40
VENV := .venv
BIN := $(VENV)/bin
BENCH := $(VENV)/bench
KILLS := tests/office/test_kills.py tests/acceptance/test_server_kills.py
NODE := benchmarks/determination/node
PIP := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help setup setup-test setup-bench run test soak mutants bench bench-documents bench-summary bench-door check coverage format lock clean

help:
	@echo "make setup       the environment in $(VENV), with the rongcuo command"
	@echo "make run         set up, then start the server and say how to log in   (PORT=$(PORT))"
	@echo "make test        set up, then the fast gates and every test            (WORKERS=$(WORKERS))"
	@echo "make soak        the properties and the kills with large budgets, the mutants  (BUDGET=$(BUDGET) times)"
	@echo "make mutants     is a fault in determination or law noticed by a test? (WORKERS=$(WORKERS))"
	@echo "make bench       determination beside other engines, in an environment of its own: about half an hour"
	@echo "make bench-door  acts through the door by one and by many at once, on both databases: some minutes"
	@echo "make bench-documents, make bench-summary  official documents beside other ways; the summary of 100,000 files"
	@echo "make check       the fast gates: format, lint, types, layers, packs"
	@echo "make coverage    which lines of the core its own tests do not reach"
	@echo "make format      put the sources into their form"
	@echo "make lock        make the locked requirements anew (needs uv)"
	@echo "make clean       remove the environment and the caches; data stays"

# A stamp is younger than what it was made from, so a second call does nothing.
$(VENV)/.environment: scripts/make_environment.py
	@command -v $(PYTHON) >/dev/null || { echo "No $(PYTHON) here; Rongcuo needs Python 3.11 or newer (make setup PYTHON=…)."; exit 1; }
	@$(PYTHON) scripts/make_environment.py $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.environment requirements/run.txt pyproject.toml
	@echo "Installing the locked packages of requirements/run.txt …"
	@$(PIP) install --quiet --require-hashes -r requirements/run.txt
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.run requirements/test.txt
	@echo "Installing the locked packages of requirements/test.txt …"
	@$(PIP) install --quiet --require-hashes -r requirements/test.txt
	@touch $@

# Other engines pin what the product does not, so they have an environment of their own; those of Node come only where npm is.
$(BENCH)/.bench: scripts/make_environment.py requirements/bench.txt $(NODE)/package-lock.json pyproject.toml
	@$(PYTHON) scripts/make_environment.py $(BENCH)
	@echo "Installing the locked packages of requirements/bench.txt …"
	@$(BENCH)/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes -r requirements/bench.txt
	@$(BENCH)/bin/python -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation --editable .
	@npm ci --silent --no-audit --no-fund --prefix $(NODE) || echo "No npm that installs here: the engines of Node are left out."
	@touch $@

setup: $(VENV)/.run
	@:

setup-test: $(VENV)/.test
	@:

setup-bench: $(BENCH)/.bench
	@:

run: setup
	@$(BIN)/rongcuo serve --port $(PORT)

# The gates come first: they are quick, and their findings are the plainest.
test: setup-test
	@$(BIN)/python scripts/prepare_machine.py
	@$(MAKE) --no-print-directory check
	@$(BIN)/python -m pytest -n $(WORKERS)

soak: setup-test
	@RONGCUO_BUDGET=$(BUDGET) $(BIN)/python -m pytest tests/properties -n $(WORKERS) --durations=0 --durations-min=60
	@RONGCUO_BUDGET=67 $(BIN)/python -m pytest tests/office/test_summaries.py -k "slow_count and sqlite" --durations=1
	@RONGCUO_BUDGET=$(BUDGET) $(BIN)/python -m pytest $(KILLS) -n $(WORKERS) -rP --durations=0 --durations-min=60
	@$(MAKE) --no-print-directory mutants

# Stopped at any time, it goes on where it was: what is settled is kept in .mutants.
mutants: setup-test
	@PYTHONHASHSEED=0 $(BIN)/python -m scripts.mutants --workers $(WORKERS)

bench: setup-bench
	@$(BENCH)/bin/python -m benchmarks.determination --write

bench-documents: setup-bench
	@$(BENCH)/bin/python -m benchmarks.documents --write

bench-summary: setup-test
	@$(BIN)/python -m benchmarks.summary --write

bench-door: setup-test
	@$(BIN)/python -m benchmarks.door --write

check: setup-test
	@$(BIN)/ruff format --check --quiet || { echo "Some files are not in form (listed by: $(BIN)/ruff format --check); make format puts them right."; exit 1; }
	@$(BIN)/ruff check
	@RONGCUO_HOME=$(VENV)/check $(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/rongcuo check

coverage: setup-test
	@$(BIN)/coverage run -m pytest --quiet $(wildcard tests/unit tests/properties tests/packs)
	@$(BIN)/coverage report

format: setup-test
	@$(BIN)/ruff check --fix --exit-zero --quiet
	@$(BIN)/ruff format

UV_COMPILE = uv pip compile pyproject.toml --quiet --universal --generate-hashes --python-version 3.11 \
	--no-emit-index-url --custom-compile-command "make lock" --group build

lock:
	@command -v uv >/dev/null || { echo "make lock needs uv (pip install uv)."; exit 1; }
	@$(UV_COMPILE) --extra office --output-file requirements/run.txt
	@$(UV_COMPILE) --extra office --extra replay --extra compiled --extra spark --group test --constraint requirements/run.txt --output-file requirements/test.txt
	@$(UV_COMPILE) --extra office --extra replay --extra compiled --group bench --output-file requirements/bench.txt
	@echo "Locked: requirements/run.txt, requirements/test.txt and requirements/bench.txt"

clean:
	@rm -rf $(VENV) build dist .coverage .hypothesis .import_linter_cache .mutants .mypy_cache .pytest_cache .ruff_cache
	@find benchmarks src tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +
