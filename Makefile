# guiju: set-up, checks, site. `make` lists the targets.

PYTHON ?= python3
PORT ?= 8000
BENCH ?= tables
EACH ?= 10000
BENCHES := assess search site spark tables
VENV := .venv
BIN := $(VENV)/bin
# What is installed into .venv/, and locked, for which purpose; each includes what guiju itself needs, and dev includes the others.
PURPOSES := mcp signatures site tables spark dev
READY := $(PURPOSES:%=$(VENV)/.%)
COMPILE := uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --quiet --no-annotate \
	--custom-compile-command 'make lock'

# What the tests run beside Python, each where it is found or else installed.
SERVERS := CHROMIUM=$$(.ci/browser) && POSTGRES_BIN=$$(.ci/postgres) && JAVA_HOME=$$(.ci/java) && SYNAPSE_PYTHON=$$(.ci/synapse) && \
	export CHROMIUM POSTGRES_BIN JAVA_HOME SYNAPSE_PYTHON

export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore
# The user's own settings must not change what is installed or imported here.
unexport PYTHONPATH PYTHONHOME PIP_USER PIP_TARGET PIP_PREFIX PIP_REQUIRE_VIRTUALENV VIRTUAL_ENV UV_TARGET UV_PREFIX UV_SYSTEM_PYTHON

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help serve test quick coverage build bench hostile release mutate lint ruff scripts mypy yamllint check format
.PHONY: browser lock workbooks venv tables spark clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' Makefile

serve: check ## set up, check, build both languages, serve them and every change (PORT=8000)
	@$(BIN)/guiju serve --port $(PORT) || { test $$? != 2 || echo "guiju: with make: make serve PORT=8080" >&2; exit 1; }

test: lint $(VENV)/.judges ## everything: lint, then the tests, a browser included (SHUFFLE=7: in an order drawn by 7)
	@$(SERVERS) && \
		$(BIN)/python -m pytest -n auto --dist worksteal --durations=25 $(if $(SHUFFLE),--shuffle $(SHUFFLE))

quick: lint ## lint, and the tests without browser, servers, Spark and builds of the site (ROOM=citations: those of a room)
	@test -d tests/$(ROOM) || { echo "guiju: there is no folder tests/$(ROOM)" >&2; exit 1; }
	$(BIN)/python -m pytest -n auto --dist worksteal -q -m "not browser and not server and not spark and not build" tests/$(ROOM)

coverage: $(VENV)/.judges ## which branches of the package the tests take, in htmlcov/; all of them unless PYTEST names some
	@$(SERVERS) && \
		$(BIN)/python -m pytest -n auto --dist worksteal -q --cov --cov-report=term:skip-covered --cov-report=html $(PYTEST)

build: check ## check, then the site in both languages, in site/
	$(BIN)/mkdocs build --quiet --strict -f mkdocs.yml
	$(BIN)/mkdocs build --quiet --strict -f mkdocs.en.yml

bench: venv ## scan 100 million rows beside peers (15 GB on disk; BENCH=assess, search, site or spark measures that)
	@test -n "$(filter $(BENCH),$(BENCHES))" || { echo "guiju: there is no benchmark $(BENCH); known: $(BENCHES)" >&2; exit 1; }
	@case $(BENCH) in search) CHROMIUM=$$(.ci/browser) && export CHROMIUM;; spark) JAVA_HOME=$$(.ci/java) && export JAVA_HOME;; esac && \
		$(BIN)/python bench/$(BENCH).py

hostile: $(VENV)/.site ## inputs made to break each reader and door, within budgets; goes on where it ended (EACH=10000)
	$(BIN)/python bench/hostile.py --each $(EACH) --seconds 3600 --state .hostile.json

release: $(VENV)/.site ## build all that a release publishes, in dist/: the same bytes each time
	@$(BIN)/python .ci/release.py

mutate: $(VENV)/.site ## change the data in one place at a time, and list what no example, scenario, case or expectation notices
	$(BIN)/guiju mutate

LINT := ruff scripts mypy yamllint check
lint: venv ## ruff, oxlint, oxfmt, tsc, mypy --strict, yamllint, guiju check
	@$(MAKE) --no-print-directory --jobs --output-sync=target $(LINT)

ruff: venv ## lint and formatting of the Python code
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --output-format concise

scripts: $(VENV)/.judges ## lint, types and formatting of JavaScript and style sheets
	$(BIN)/oxlint --deny-warnings --format unix tools
	$(BIN)/oxfmt --list-different 'tools/**/*.js'
	$(BIN)/node $(VENV)/npm/node_modules/typescript/bin/tsc
	$(BIN)/python .ci/stylesheets.py --check

mypy: venv ## types of the package
	$(BIN)/mypy --strict

yamllint: venv ## form of the YAML files
	$(BIN)/yamllint --strict .

check: $(VENV)/.site ## invariants of the knowledge base
	$(BIN)/guiju check

format: venv ## format Python, JavaScript and style sheets
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(BIN)/oxlint --fix tools
	$(BIN)/oxfmt 'tools/**/*.js'
	$(BIN)/python .ci/stylesheets.py

browser: ## Chromium, Chinese font and pdftoppm, where missing
	@.ci/browser

lock: ## rebuild the locks in requirements/ from pyproject.toml (needs uv)
	@command -v uv >/dev/null || { echo "guiju: make lock needs uv; pip install uv" >&2; exit 1; }
	$(COMPILE) --upgrade --extra dev --output-file requirements/dev.lock
	for purpose in $(filter-out dev,$(PURPOSES)); do \
		$(COMPILE) --extra $$purpose --constraints requirements/dev.lock --output-file requirements/$$purpose.lock || exit 1; done
	$(COMPILE) --constraints requirements/dev.lock --output-file requirements/base.lock
	uv pip compile .ci/synapse.in --universal --python-version 3.11 --generate-hashes --quiet --no-annotate --upgrade \
		--custom-compile-command 'make lock' --output-file .ci/synapse.txt

workbooks: venv ## save the sample workbooks of the tests again (needs soffice)
	@command -v soffice >/dev/null || { echo "guiju: make workbooks needs soffice; install LibreOffice" >&2; exit 1; }
	$(BIN)/python tests/workbooks/make.py

venv: $(VENV)/.dev ## all that any target needs, in .venv/

tables: $(VENV)/.tables ## add to .venv/ what scans of tables need

spark: $(VENV)/.spark ## add to .venv/ what scans with Spark need

$(READY): $(VENV)/.%: requirements/%.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "guiju: needs Python 3.11 or later; $(PYTHON) is $$($(PYTHON) -V 2>&1); make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || .ci/ensurepip $(PYTHON)
	test -x $(BIN)/python || $(PYTHON) -m venv --clear $(VENV)
	.ci/install $(VENV) $<
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --no-index -e .
	@touch $(if $(filter dev,$*),$(READY),$@)

# Judges that are only on npm, TypeScript among them; without their install scripts, of which one is needed: it makes a program executable.
# And what a package ships that is read, not run: without what it needs.
$(VENV)/.judges: .ci/npm/package-lock.json .ci/judges.txt $(VENV)/.dev
	mkdir -p $(VENV)/npm && cp .ci/npm/package.json .ci/npm/package-lock.json $(VENV)/npm
	cd $(VENV)/npm && ../bin/npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	-chmod +x $(VENV)/npm/node_modules/@microsoft/sarif-multitool-*/Sarif.Multitool
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r .ci/judges.txt
	@touch $@

clean: ## remove what was built, and the environment
	rm -rf $(VENV) site dist htmlcov .coverage .hostile.json .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
