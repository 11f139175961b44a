# `make` lists what it can do. Everything is installed into .venv; the Debian packages are for the tests alone.

PYTHON ?= python3
PORT ?= 8501
# Who may open it: this machine alone, or whoever reaches it by one of its addresses (0.0.0.0).
ADDRESS ?= localhost
BIN := .venv/bin
# Compiled files are kept whatever the shell says: without them each server that the tests start compiles all anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
SAMPLE := var/sample
.PHONY: help run sample tour pictures check test all-tests lint format bench load audit attack cover mutants lock system clean

help:  ## list what make can do
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: .venv/.ready  ## start the dashboard for this machine (PORT=8501 ADDRESS=localhost)
	@$(BIN)/python -c 'import socket; socket.socket().connect_ex(("localhost", $(PORT))) or \
	    exit("Port $(PORT) is taken by another program: PORT=9000 make run, for one")'
	$(BIN)/streamlit run app.py --server.address $(ADDRESS) --server.port $(PORT)

# A new country: remove $(SAMPLE) and $(SAMPLE)-history.sqlite3 first.
sample: .venv/.ready  ## start it on an invented country, to learn on; kept in var/
	@test -e $(SAMPLE) || { echo 'Making up a country and four years of its edits: this takes about a minute, once.'; \
	    $(BIN)/python -m data --lang en sample $(SAMPLE) --history $(SAMPLE)-history.sqlite3; }
	@echo 'The invented country is at http://localhost:$(PORT); Ctrl-C stops it.'
	@SPREADSHEET=$(SAMPLE) HISTORY_URL=sqlite:///$(SAMPLE)-history.sqlite3 \
	$(BIN)/streamlit run app.py --server.address $(ADDRESS) --server.port $(PORT)

TOUR := var/tour
tour: .venv/.ready  ## start it on the invented country with 100 mistakes, to mend them and watch (README); kept in var/
	@test -e $(TOUR) || $(BIN)/python -m data --lang en sample $(TOUR) --mistakes
	@echo 'The country with its mistakes is at http://localhost:$(PORT)/dati; Ctrl-C stops it.'
	@SPREADSHEET=$(TOUR) HISTORY_URL=sqlite:///$(TOUR)-history.sqlite3 REFRESH_SECONDS=5 \
	$(BIN)/streamlit run app.py --server.address $(ADDRESS) --server.port $(PORT)

pictures: .venv/.ready  ## take the pictures of the pages anew, so that they show what is
	$(BIN)/python -m tests.browser.pictures

check: .venv/.ready  ## style, types, spelling, and every test without browser, LibreOffice and PostgreSQL
	$(call checked,-m "not browser and not office and not postgres")

# What is missing on the system fails the checks that need it; all the others still run and report.
test: .venv/.ready  ## all checks: system packages, and every test in a real browser, LibreOffice and PostgreSQL too
	@missing=$$($(MAKE) -s --no-print-directory system); failed=; \
	$(MAKE) --no-print-directory all-tests || failed=1; \
	test -z "$$missing" || printf '%s\n' "$$missing"; \
	test -z "$$missing$$failed"

all-tests: .venv/.ready
	$(call checked)

# Runs what reads the code beside the tests, which use every processor (a worker is half a gigabyte, so four at most),
# and shows what it said below what the tests said. Each worker's servers, ports and folders are its own.
define checked
@read=$$(mktemp) || exit; trap 'rm -f "$$read"' EXIT; trap 'exit 130' INT TERM; \
$(MAKE) --no-print-directory lint >"$$read" 2>&1 & lint=$$!; \
$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal $(1); failed=$$?; \
wait $$lint || failed=1; \
cat "$$read"; exit $$failed
endef

lint: .venv/.ready  ## style, format, rules between rooms, types and spelling
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports --no-cache --no-logo
	$(BIN)/mypy
	$(BIN)/python -m tests.spelling

format: .venv/.ready  ## put the code into its format
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: .venv/.ready  ## measure
	$(BIN)/python -m tests.bench

load: .venv/.ready  ## many viewers at once, for some eight minutes (ARGS="--viewers 1,50 --seconds 60" for another run)
	$(BIN)/python -m tests.load $(ARGS)

audit: .venv/.ready  ## licences, list of parts (CycloneDX) and known weaknesses of what is shipped, into var/audit
	$(BIN)/python -m tests.audit

attack: .venv/.ready  ## try what strangers try, on this machine alone (SOAK=20: visitors and edits for 20 minutes instead)
	$(BIN)/python -m tests.attack $(if $(SOAK),--soak $(SOAK))

# Chromium for the browser tests, hunspell for the wording, LibreOffice (either build) for the workbooks, PostgreSQL for
# the history, nginx before two replicas; the tests start servers of their own, whatever else of them runs here.
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
	    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || echo postgresql; \
	    { command -v nginx || ls /usr/sbin/nginx; } >/dev/null 2>&1 || echo nginx-light; \
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

cover: .venv/.ready  ## which lines of data/ no test reaches; a browser is not asked
	$(BIN)/python -m pytest -n auto -m "not browser" --cov=data --cov-report=term-missing:skip-covered

mutants: .venv/.ready  ## break data/ on purpose, 400 small ways drawn by chance: do the tests notice?
	$(BIN)/python -m tests.mutants

lock: .venv/.ready  ## work the lists of packages out anew, in their newest versions
	$(BIN)/uv pip compile --quiet --upgrade requirements.in --output-file requirements.txt
	$(BIN)/uv pip compile --quiet --upgrade requirements-dev.in --output-file requirements-dev.txt

clean:  ## remove what was made here; the store in var/ stays
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +

# The first line is for every Python there ever was; it says what pyproject.toml says (a test compares them).
.venv/.ready: requirements.txt requirements-dev.txt
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed: apt-get install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(not (3, 11) <= v < (3, 15) and \
	    "Python 3.11 to 3.14 is needed, and this is %d.%d: make PYTHON=python3.11, for one" % v)'
	@$(PYTHON) deploy/install.py
