# Everything that is done with the program from a shell; `make` alone lists it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
ARGS ?=

export PIP_DISABLE_PIP_VERSION_CHECK := 1

help: ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## /make \1	/p' $(MAKEFILE_LIST) | expand -t 24

run: $(READY) ## start the program: make run ARGS="--sample"
	@$(BIN)/harmonic-desktop $(ARGS)

test: $(READY) ## run the tests: make test ARGS="tests/domain -k undo"
	$(BIN)/python -m pytest -n auto $(ARGS)

check: $(READY) ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(READY) ## measure against the goals; ends with 1 when one is missed
	$(BIN)/python -m benchmarks $(ARGS)

bundle: $(READY) ## build dist/harmonic-desktop, which needs no Python, and start it
	@.ci/system-packages $(PYTHON) bundle
	$(BIN)/pyinstaller --noconfirm --log-level WARN harmonic.spec
	$(BIN)/python -m tests.packaging.start_bundle dist/harmonic-desktop

system-packages: ## install, or name, what Qt takes from the system
	@.ci/system-packages $(PYTHON) run

clean: ## remove what was built and the virtual environment
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(READY): pyproject.toml constraints.txt .ci/system-packages | system-packages
	@echo "Making $(VENV) …"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt setuptools hatchling
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --no-build-isolation --editable '.[dev]'
	@touch $@

.PHONY: help run test check bench bundle system-packages clean
