# hiddenmath: `make run` serves it, `make test` proves it.
# Needs CPython 3.11 to 3.14 with venv, and this make. No compiler, no Node.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=

.PHONY: help run install dev browser lint frontend-test test test-fast verify bench screenshots pictures lock clean
help:  ## show the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | column -t -s "$$(printf '\t')"

run: install  ## install into .venv and serve; make run ARGS=--no-browser
	@$(BIN)/hiddenmath serve $(ARGS)

# ---- installing: each stamp is newer than what it was made from, so a second run does nothing ----

FRONTEND := $(shell find frontend -path frontend/node_modules -prune -o -type f -print 2>/dev/null)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(None if (3, 11) <= v < (3, 15) else f"hiddenmath needs Python 3.11 to 3.14; {sys.executable} is {v.major}.{v.minor}. Name another: make PYTHON=python3.12 ...")'
	@echo "Creating $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.locked: requirements.lock | $(BIN)/python
	@echo "Installing the locked requirements (the first time takes a minute or two)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.installed: pyproject.toml hatch_build.py $(FRONTEND) $(VENV)/.locked
	@echo "Installing hiddenmath (builds the front end)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.installed
	@echo "Installing the development requirements"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# PyTorch and JAX are too heavy for every test run; the others are peers that only benchmarks ask for.
$(VENV)/.heavy: $(VENV)/.dev
	@echo "Installing PyTorch, JAX and the peers of benchmarks"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0 jax==0.10.2 fbpca==1.0 igraph==1.0.0 gensim==4.4.0
	@touch $@

install: $(VENV)/.installed  ## install into .venv
dev: $(VENV)/.dev  ## install with the development tools

browser: dev
	@$(BIN)/python tests/e2e/get_chromium.py

# ---- proving ----

lint: dev  ## ruff, mypy, the import contract
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

frontend-test: dev  ## types and tests of the front end
	$(BIN)/python frontend/npm.py ci
	$(BIN)/python frontend/npm.py run check
	$(BIN)/python frontend/npm.py test

# A process more than there are cores, since tests in a browser wait half of their time, and each of them computes in one
# thread. A file's tests stay together, in the order in which they were collected: the browser's come last.
SIDE_BY_SIDE = --numprocesses=$$($(PYTHON) -c 'import os; print(min(4, os.cpu_count() + 1))') --dist=loadfile
test test-fast: export OPENBLAS_NUM_THREADS = 1

test: lint frontend-test browser  ## everything, in up to four processes; pytest's closing line comes last
	$(BIN)/python -m pytest $(SIDE_BY_SIDE) --no-loadscope-reorder

test-fast: lint frontend-test  ## without the browser
	$(BIN)/python -m pytest -m "not browser and not verify" $(SIDE_BY_SIDE)

verify: $(VENV)/.heavy  ## the long proof: crash, fuzz, peers, new random examples; its result is committed
	$(BIN)/python -m pytest -m verify
	$(BIN)/python -m pytest -m hypothesis --hypothesis-profile=default

bench: $(VENV)/.heavy  ## the benchmarks, one claim a file; writes benchmarks/README.md
	$(BIN)/python benchmarks

screenshots: browser  ## the pictures of the documentation, from the running product
	$(BIN)/python tests/e2e/screenshots.py

pictures: browser  ## the small pictures of tools and lessons, from the running product; make pictures ARGS=pca
	@$(BIN)/python tests/e2e/gallery.py $(ARGS)

lock: dev  ## renew both locks
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock" --output-file requirements.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock" --constraint requirements.lock --group dev --output-file requirements-dev.lock pyproject.toml

clean:  ## remove what was installed and built (progress is kept elsewhere)
	rm -rf $(VENV) frontend/node_modules src/hiddenmath/web/static
