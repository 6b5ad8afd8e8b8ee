# `make help` says what each target does. ARGS="…" is handed on to the tool behind it.
.DEFAULT_GOAL := help
SHELL := /bin/bash

# The first Python here that is new enough.
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
VENV ?= .venv
BIN := $(or $(if $(RENRAN_PYTHON),$(dir $(RENRAN_PYTHON))),$(VENV)/bin/)
PY := $(BIN)python
MANAGE := $(PY) manage.py
WORKERS ?= 2
export VENV

.PHONY: help setup run worker test pythons check lint format migrate messages schema seed bench shell clean python

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

python:
	@test -n "$(PYTHON)" || { echo "Renran needs Python 3.11 or later; none was found (name one: make PYTHON=…)." >&2; exit 1; }

run: python ## start the site on http://127.0.0.1:8000 (PORT=… for another), with worker and demo library
	@exec $(PYTHON) -m tools.run

test: setup ## run the whole test suite (ARGS="-k word", WORKERS=1; services join where they are present)
	@$(PY) -m texts.tests.specs
	@$(PY) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

pythons: setup ## try the pinned packages on every supported Python of this machine
	@$(PY) -m tools.pythons

check: setup ## format, lint, types, import contracts, migrations, templates, scripts, styles, translations: what CI checks
	@$(PY) -m tools.check $(ARGS)

setup: python ## make .venv with everything for working on Renran
	@$(PYTHON) -m tools.environment requirements.txt requirements-dev.txt

worker: setup ## start one task worker with its clock (make run starts one already)
	@exec $(PY) -m celery -A cms worker --beat --pool=solo --loglevel=INFO

lint: setup ## lint Python, templates, scripts and styles, mending what can be mended
	@$(BIN)ruff check --fix . && $(BIN)djlint --lint --quiet templates && $(PY) -m tools.node lint

format: setup ## format Python, templates, scripts and styles
	@$(BIN)ruff format . && $(BIN)ruff check --select I --fix --quiet . && $(BIN)djlint --reformat --quiet templates
	@$(PY) -m tools.node format

migrate: setup ## write new migrations and apply them
	@$(MANAGE) makemigrations && $(MANAGE) migrate

messages: setup ## collect strings into locale/en and compile them
	@$(PY) -m tools.messages

schema: setup ## describe /api/v1/ in docs/api/schema.yaml
	@DJANGO_SETTINGS_MODULE=cms.settings.test $(PY) -m tools.schema

seed: setup ## write the demo library into the database (twice changes nothing)
	@$(MANAGE) migrate --verbosity 0 && $(MANAGE) load_demo

bench: setup ## measure the site into docs/benchmarks.md (ARGS="50000", ARGS=compare); other measurements: python -m bench.NAME
	@$(PY) -m bench.whole_site $(ARGS)

shell: setup ## open a Python shell with the models loaded
	@$(MANAGE) shell

clean: ## remove caches and built files; .venv and var/ stay
	@rm -rf staticfiles .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache .coverage htmlcov
	@find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +
