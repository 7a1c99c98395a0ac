# Two commands matter: `make demo` shows the thing working, `make test` says whether it still does.
# Both install themselves into .venv first; nothing outside this folder is touched.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/installed
PEERS  := .venv-peers
# of both builds the one that is made last
PAGES  := src/ostrakon/notebook/static/widgets.js
PAGE_SOURCES := $(shell find web-app/src web-app/public web-app/index.html web-app/*.ts web-app/*.js src/ostrakon/report/messages -type f)

.PHONY: demo serve pages wheel test lint types bench bench-peers verify study install clean

# the scripts that write the pages of docs/verification; each says in its first lines how long it takes
VERIFY := society community_size court_list calibration mutations coverage_of_intervals coverage_pairing closed_forms published

demo: $(STAMP)
	$(BIN)/ostrakon run article-2018

# the page on which a regime is played with
serve: $(STAMP) pages
	$(BIN)/ostrakon serve

test: $(STAMP) pages
	$(BIN)/ruff check .
	$(BIN)/mypy
	cd web-app && npm run --silent check && npm test --silent
	$(BIN)/pytest -n 2 --dist loadgroup

# the pages are built into the package; needs Node 20 or later
pages: $(PAGES)

$(PAGES): web-app/node_modules/installed $(PAGE_SOURCES)
	cd web-app && npm run --silent build
	@touch $@

web-app/node_modules/installed: web-app/package-lock.json
	@command -v npm >/dev/null || { echo "the pages are built with Node 20 or later and npm, which are not here"; exit 1; }
	cd web-app && npm ci --silent --no-audit --no-fund
	@touch $@

wheel: $(STAMP) pages
	rm -rf build
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-build-isolation --no-deps -w dist .

lint: $(STAMP)
	$(BIN)/ruff check .

types: $(STAMP)
	$(BIN)/mypy

bench: $(STAMP)
	@test -n "$(wildcard benchmarks/*.py)" || { echo "there is no benchmark in benchmarks/"; exit 1; }
	@for file in $(filter-out benchmarks/peers.py,$(wildcard benchmarks/*.py)); do echo "== $$file"; $(BIN)/python "$$file" || exit 1; done

# other frameworks have an environment of their own, so that theirs and ours need not agree on versions
bench-peers: $(STAMP) $(PEERS)/installed
	$(BIN)/python benchmarks/peers.py

$(PEERS)/installed: benchmarks/peers-requirements.lock
	$(PYTHON) -m venv $(PEERS)
	@echo '*' > $(PEERS)/.gitignore
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check -r benchmarks/peers-requirements.lock
	@touch $@

verify: $(STAMP)
	@for name in $(VERIFY); do echo "== verification/$$name.py"; $(BIN)/python verification/$$name.py || exit 1; done
	@cat docs/verification/*.md | grep -o '[0-9]* of [0-9]* rows hold' | awk '{held += $$1; all += $$3} END {print held " of " all " rows hold"}'

# the worked study, made again, and its small files kept
study: $(STAMP)
	rm -rf runs/study-article-2018
	$(BIN)/ostrakon study studies/article-2018/study.yaml --out runs/study-article-2018 --yes
	$(BIN)/python studies/keep.py runs/study-article-2018 studies/article-2018/folder

install: $(STAMP)

# The stamp is written last, so an installation that was cut short is taken up again.
$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "ostrakon needs Python 3.11 or later; name one with PYTHON=..."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $(STAMP)

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache build src/ostrakon.egg-info
