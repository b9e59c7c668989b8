# Every target sets up what it needs: a fresh machine with Python 3.11 or newer and make is enough.
.DEFAULT_GOAL := help
SHELL := /bin/sh
.DELETE_ON_ERROR:

# The first interpreter that runs and is new enough; override with `make PYTHON=/path/to/python test`.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DOCS := $(VENV)/.docs
API ?=
INDEX ?=
DRAFT ?=
CHECK ?=

.PHONY: help setup generate check lint types test test-wheels test-versions docs docs-serve test-docs bench release build publish clean relock

help: ## Show this help
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

setup: $(READY) ## Make .venv with every pinned dependency (other targets do it by themselves)

$(READY): requirements.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; none was found. Say which: make PYTHON=/path/to/python setup"; exit 1; }
	@echo "Setting up $(VENV) …"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

generate: $(READY) ## Turn specs/ into generated/ (one API: make generate API=wix-orders)
	@$(BIN)/specpress generate $(API)

check: $(READY) ## Say whether generated/ is in step with specs/, and if not, why; writes nothing
	@$(BIN)/specpress check $(API)

lint: $(READY) ## Look for mistakes in the code, the packages, specs/ and the workflows
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@said=$$($(BIN)/zizmor --offline --quiet --no-progress --strict-collection .github/workflows 2>&1) || { echo "$$said"; exit 1; }
	@$(BIN)/specpress lint

types: $(READY) ## Type-check the generator (mypy strict) and the packages (mypy, pyright, ty, all strict)
	@$(BIN)/mypy
	@$(BIN)/python -m tests.support.checkers

test: $(READY) ## Run all tests but those that build wheels (test-wheels) or open a browser (test-docs)
	@$(BIN)/python -m pytest -q -n auto -m "not wheels and not site"

test-versions: $(READY) ## Run the tests of the packages on every Python that this machine has; VERSIONS=3.13 for one
	@$(BIN)/python -m tests.support.versions $(VERSIONS)

test-wheels: $(READY) ## Build the wheels, install them into an empty environment, run the wire tests there; publish them to an index
	@$(BIN)/python -m pytest -q -n auto --dist loadfile -m wheels tests/packages tests/publish

$(DOCS): $(READY) requirements-docs.txt
	@echo "Setting up the docs' tools …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-docs.txt
	@touch $@

docs: $(DOCS) ## Build the docs site from generated/: open site/index.html
	@$(BIN)/specpress docs

docs-serve: $(DOCS) ## Show the docs site, and build it again on every save
	@$(BIN)/specpress docs --serve

test-docs: $(DOCS) ## Prove the docs site in headless Chromium (installed by apt-get if there is none)
	@command -v chromium google-chrome >/dev/null || { \
		root=$$(test "$$(id -u)" = 0 || echo sudo); $$root apt-get update -qq && $$root apt-get install -qq -y chromium >/dev/null; }
	@$(BIN)/python -m pytest -q -n auto -m site tests/site

bench: $(READY) ## Measure: generation, import, a call; ratios taken side by side in one run
	@$(BIN)/python bench/run.py

release: $(READY) ## Decide the next versions, date the changelogs, record the release; DRAFT=1 only drafts, CHECK=1 only checks
	@$(BIN)/specpress release $(API) $(if $(DRAFT),--draft) $(if $(CHECK),--check)

build: $(READY) ## Build the packages' wheels and source archives into dist/
	@$(BIN)/specpress build $(API)

publish: $(READY) ## Upload the packages to an index, by name or URL: make publish INDEX=team
	@$(BIN)/specpress publish $(API) --index "$(INDEX)"

relock: ## Resolve the dependencies again and write requirements*.txt (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --python-version 3.11 --extra publish --group dev pyproject.toml -o requirements.txt
	uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --python-version 3.11.5 -c requirements.txt --extra docs --group docs pyproject.toml -o requirements-docs.txt

clean: ## Remove the environment, caches and artefacts
	rm -rf $(VENV) .specpress dist build site .mypy_cache .ruff_cache .pytest_cache .hypothesis
