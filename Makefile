# `make demo` and `make test` need python3 (3.11 or newer) and nothing else; the rest they fetch themselves.

SHELL := /bin/bash
BIN := .venv/bin

.PHONY: env servers demo test check bench soak eval clean

env:            ## the environment in .venv, from requirements-dev.lock; made anew only when that changes
	@.ci/env

servers:        ## Dovecot, PostgreSQL and slapd for the tests, where they can be installed
	@.ci/servers

demo: env       ## a play on this machine: mails come, tickets open, answers go out
	$(BIN)/ticketd demo

# Three processes for two cores: they wait for servers and browsers for a third of their time.
test: env servers ## everything but the long runs
	$(BIN)/pytest -n 3 --dist worksteal -m "not soak"

check: env      ## form, lint, types, then the tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	@$(MAKE) --no-print-directory test

bench: env      ## mails per CPU-second, beside the floor; a search among 100,000 articles; figures of 1,000,000 events
	PYTHONPATH=tests $(BIN)/python -m bench
	PYTHONPATH=tests $(BIN)/python -m bench.knowledge
	PYTHONPATH=tests $(BIN)/python -m bench.figures

soak: env servers ## the long runs: hundreds of crashes, and 20,000 simulated tickets, on both engines
	$(BIN)/pytest -m soak --timeout 0

eval:           ## how well mails are read, beside other libraries: make eval CORPORA=FOLDER
	@test -f "$(CORPORA)/score.py" || { echo "Say where the mails and their score.py are: make eval CORPORA=FOLDER"; exit 2; }
	@.ci/env
	@.ci/eval-env
	PYTHONPATH=tests $(BIN)/python -m evaluation "$(CORPORA)"

clean:          ## away with everything that can be made again
	rm -rf .venv .venv-eval .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist demo-output artefacts *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
