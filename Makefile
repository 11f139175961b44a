# `make` lists what it can do. Everything is installed into .venv; the Debian packages are for the tests alone.

PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin

.DEFAULT_GOAL := help
SAMPLE := var/sample
.PHONY: help run sample test lint format bench system clean

help:  ## list what make can do
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: .venv/.ready  ## start the dashboard (PORT=8501)
	$(BIN)/streamlit run app.py --server.port $(PORT)

# A new country: remove $(SAMPLE) and $(SAMPLE)-history.sqlite3 first.
sample: .venv/.ready  ## start it on an invented country, to learn on; kept in var/
	@test -e $(SAMPLE) || $(BIN)/python -m data sample $(SAMPLE) --history $(SAMPLE)-history.sqlite3
	SPREADSHEET=$(SAMPLE) HISTORY_URL=sqlite:///$(SAMPLE)-history.sqlite3 \
	$(BIN)/streamlit run app.py --server.port $(PORT)

# What is missing on the system fails the checks that need it; all the others still run and report.
test: .venv/.ready  ## all checks: system packages, lint, types, tests in a real browser too
	@missing=$$($(MAKE) -s --no-print-directory system); failed=; \
	$(MAKE) --no-print-directory lint && $(BIN)/python -m pytest || failed=1; \
	test -z "$$missing" || printf '%s\n' "$$missing"; \
	test -z "$$missing$$failed"

lint: .venv/.ready  ## style, format, types and spelling
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python -m tests.spelling

format: .venv/.ready  ## put the code into its format
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: .venv/.ready  ## measure
	$(BIN)/python -m tests.bench

# Chromium for the browser tests, hunspell for the wording, LibreOffice (either build) for the workbooks.
system:  ## the Debian packages that the tests use, installed where they are missing
	@missing() { \
	    command -v chromium >/dev/null || echo chromium; \
	    command -v hunspell >/dev/null || echo hunspell; \
	    words=$$(hunspell -D 2>&1 </dev/null || true); \
	    case "$$words" in *lv_LV*) ;; *) echo hunspell-lv;; esac; \
	    case "$$words" in *en_US*) ;; *) echo hunspell-en-us;; esac; \
	    { command -v soffice && \
	      { ! command -v dpkg-query || dpkg-query -W -f '$${db:Status-Status}\n' 'libreoffice-calc*' | grep -x installed; }; \
	    } >/dev/null 2>&1 || echo libreoffice-calc-nogui; \
	}; \
	list=$$(echo $$(missing)); test -n "$$list" || exit 0; \
	root=sudo; ask='sudo -n'; test "$$(id -u)" != 0 || { root=; ask=; }; \
	if command -v apt-get >/dev/null && $$ask true 2>/dev/null; then \
	    echo "Installing $$list" >&2; \
	    { $$ask apt-get -qq update && \
	    $$ask env DEBIAN_FRONTEND=noninteractive apt-get -qq -y install --no-install-recommends $$list; } >/dev/null || true; \
	fi; \
	list=$$(echo $$(missing)); test -z "$$list" || \
	{ echo "Missing for the tests: $${root:+$$root }apt-get install --no-install-recommends $$list"; exit 1; }

clean:  ## remove what was made here; the store in var/ stays
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +

.venv/.ready: requirements.txt requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed" if sys.version_info < (3, 11) else 0)'
	@echo "Installing the pinned packages into .venv; this takes about half a minute"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -r requirements-dev.txt
	@touch $@
