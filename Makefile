# What a newcomer needs: `make demo` and `make test`. Python 3.11 and its pip are enough; both locks hold
# exact versions with hashes.
PYTHON ?= python3.11
VENV   ?= .venv
STORE  ?= communique-store
PORT   ?= 8000
BIN    := $(VENV)/bin
PIP     = $(BIN)/python -m pip --disable-pip-version-check --quiet install

.PHONY: help demo check format test test-full lock reference clean

help:  ## This list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/'

demo: $(VENV)/run.stamp  ## Read the five reports of seeds/ and serve the graph at http://127.0.0.1:8000
	$(BIN)/communique build seeds --store $(STORE)
	$(BIN)/communique serve --store $(STORE) --host 127.0.0.1 --port $(PORT)

check: $(VENV)/dev.stamp  ## Lint, formatting and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy -p communique

format: $(VENV)/dev.stamp  ## Put every file into the one format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

test: $(VENV)/dev.stamp  ## The tests
	$(BIN)/python -m pytest

test-full: $(VENV)/dev.stamp  ## The tests, with the slow ones
	$(BIN)/python -m pytest -m "slow or not slow"

reference: $(VENV)/dev.stamp  ## Make the reference pages anew from what they describe
	$(BIN)/python -m communique.ontology.pages
	$(BIN)/python -m typer communique.api.cli.app utils docs --name communique --title Commands \
	  --output docs/reference/commands.md
	$(BIN)/python -m communique.api.http.reference docs/reference/routes.md

lock: | $(BIN)/python  ## Take the newest versions that pyproject.toml allows into both locks
	$(PIP) uv
	$(BIN)/uv pip compile pyproject.toml --upgrade --all-extras $(LOCKING) --output-file requirements-dev.lock
	$(BIN)/uv pip compile pyproject.toml --extra notebook --extra validate --extra build --constraints requirements-dev.lock \
	  --no-annotate $(LOCKING) --output-file requirements.lock

LOCKING = --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
          --no-emit-find-links --custom-compile-command "make lock"

clean:  ## Remove what was built; reports and stores stay
	rm -rf $(VENV) build dist src/*.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r requirements.lock
	PYTHONWARNINGS=ignore $(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r requirements-dev.lock
	PYTHONWARNINGS=ignore $(PIP) --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/run.stamp
