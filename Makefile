# Everything that is done with the program from a shell; `make` alone lists it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PIP = $(BIN)/python -m pip install -qq --constraint constraints.txt
PURPOSE := run
ARGS ?=

export PIP_DISABLE_PIP_VERSION_CHECK := 1

help: ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## /make \1	/p' $(MAKEFILE_LIST) | expand -t 24

run: $(READY) ## start the program: make run ARGS="--sample"
	@$(BIN)/python -m harmonic_desktop $(ARGS)

test: $(READY) ## run the tests: make test ARGS="tests/domain -k undo"
	$(BIN)/python -m pytest -n auto $(ARGS)

check: $(READY) ## style, types and the import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/python -m pytest -q tests/test_architecture.py

bench: $(READY) ## measure against the goals; ends with 1 when one is missed
	$(BIN)/python -m benchmarks $(ARGS)

bundle: PURPOSE := bundle
bundle: $(READY) ## build dist/harmonic-desktop, which needs no Python, and start it
	$(BIN)/python -m PyInstaller --noconfirm --log-level ERROR harmonic.spec
	$(BIN)/python -m tests.packaging.start_bundle dist/harmonic-desktop

system-packages: ## install, or name, what Qt takes from the system
	@.ci/system-packages $(PYTHON) $(PURPOSE)

clean: ## remove what was built and the virtual environment
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(READY): pyproject.toml constraints.txt .ci/system-packages | system-packages
	@echo "Making $(VENV) …"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) setuptools hatchling
	@$(PIP) --no-build-isolation --editable '.[dev]'
	@touch $@

.PHONY: help run test check bench bundle system-packages clean
