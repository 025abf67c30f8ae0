# Two commands do everything: `make demo` and `make test`.
SHELL := /bin/bash
.DEFAULT_GOAL := help
export PYTHONPATH := $(CURDIR)/src
PY := .venv/bin/python

.PHONY: help
help:
	@echo "make demo   set everything up, fill in the demo, build the packs, serve on 127.0.0.1:8000 (SERVE=0: stop before)"
	@echo "make test   all checks and tests, on SQLite and PostgreSQL, with a real browser"
	@echo "make bench  measure what the documentation claims (NAME=… for one)"
	@echo "make drill  long fault and restore tests"

.PHONY: env
env:
	@tools/bootstrap

.PHONY: demo
demo: env
	@tools/demo

.PHONY: test
test: env
	@tools/test

.PHONY: bench
bench: env
	@$(PY) -m benchmarks $(if $(NAME),--only $(NAME))

.PHONY: drill
drill: env
	@$(PY) -m pytest -m "drill and not journey" tests benchmarks/drills
	@TEST_DATABASE=postgres $(PY) -m pytest -q -m "drill and journey" tests/journeys
	@TEST_DATABASE=postgres TEST_EVERYTHING=1 $(PY) -m pytest -q -n 2 --dist worksteal -m "not journey and not drill"
