# Two commands do everything: `make play` and `make test`. Both make their own environment.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.ready

.PHONY: play test run setup lint format check unit bench lock clean
.DEFAULT_GOAL := help

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

play: setup ## a workspace in a box, in the browser (FRESH=1 starts anew)
	@$(BIN)/python app.py play $(if $(FRESH),--fresh)

test: setup ## every check: format, lint, types, rings, tests
	@$(MAKE) --no-print-directory lint unit

run: setup ## the bot, with the settings in .env
	@$(BIN)/python app.py

setup: $(STAMP) ## the environment; the other commands call it

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Groundswell needs Python 3.11 or newer. Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 2; }
	@echo "Making the environment in $(VENV) (once; about a minute)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $(STAMP)

lint: setup ## format, lint, types, rings
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: setup ## put the code in shape
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

unit: setup ## the tests alone (ARGS="-k kudos")
	@$(BIN)/python -m pytest $(ARGS)

bench: setup ## the figures, against their targets
	@$(BIN)/python -m bench

lock: setup ## requirements.lock from pyproject.toml: hashes, no addresses
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile pyproject.toml --universal --all-extras --generate-hashes --no-header \
	  --no-annotate --quiet -o requirements.lock

clean: ## remove the environment and everything the box keeps
	@rm -rf $(VENV) .play
