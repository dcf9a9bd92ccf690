# Two commands do everything: `make play` and `make test`. Both make their own environment.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

.PHONY: help play test run manifest doctor setup lint format unit bench weights lock clean
.DEFAULT_GOAL := help

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

play: $(VENV)/.play ## a workspace in a box, in the browser (FRESH=1 starts anew)
	@exec $(BIN)/python app.py play $(if $(FRESH),--fresh)

test: setup ## every check: format, lint, types, rings, tests
	@$(MAKE) --no-print-directory lint unit

run: $(VENV)/.play ## the bot, with the settings in .env
	@exec $(BIN)/python app.py

manifest: $(VENV)/.play ## the Slack app's manifest, to paste at api.slack.com/apps
	@$(BIN)/python app.py manifest

doctor: $(VENV)/.play ## whether settings, tokens, scopes, database and clock are right
	@$(BIN)/python app.py doctor

setup: $(VENV)/.dev ## the environment for development

# What the box needs installs in half the time of what every check needs: a visitor waits for less.
$(VENV)/.play: requirements-play.lock | $(BIN)/python
	@echo "Installing what the box needs into $(VENV) (once; half a minute)" >&2
	@$(PIP) -r requirements-play.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock | $(BIN)/python
	@echo "Installing what every check needs into $(VENV) (once; about a minute)" >&2
	@$(PIP) -r requirements-dev.lock
	@touch $@ $(VENV)/.play

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Groundswell needs Python 3.11 or newer. Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 2; }
	@$(PYTHON) -m venv $(VENV)

lint: setup ## format, lint, types, rings
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: setup ## put the code in shape
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

# Workers of the next run find the tests compiled, and so do the bots that tests start.
unexport PYTHONDONTWRITEBYTECODE

unit: setup ## the tests alone (ARGS="-k kudos")
	@$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder $(ARGS)

bench: setup ## the figures, against their targets
	@$(BIN)/python -m bench

# Not in the lock file: weights are the same to the byte with every version that the extra allows.
weights: setup ## learn the detector's weights again (DATA=folder of public corpora); installs scikit-learn
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[train]'
	@$(BIN)/python -m bot.training $(if $(DATA),--data $(DATA))
	@$(BIN)/python -m pytest -q tests/training/learning.py tests/training/test_weights_agree.py

LOCK = $(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --no-header --no-annotate --quiet

lock: setup ## the lock files from pyproject.toml: hashes, no addresses
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(LOCK) --extra play --extra dev -o requirements-dev.lock
	@$(LOCK) --extra play -c requirements-dev.lock -o requirements-play.lock
	@$(LOCK) -c requirements-dev.lock -o requirements.lock

clean: ## remove the environment and everything the box keeps
	@rm -rf $(VENV) .play
