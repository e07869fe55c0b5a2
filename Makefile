# One command leaves the repository right: `make check` is what CI runs.
# Needs Python 3.11 or later, make and a package index; nothing else.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PUBLIC := public
PORT   := 8000
CODE   := $(wildcard carblog tests docs benchmarks)

# Installed once for each state of the lock; touched last, so a broken install is tried again.
READY  := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help serve site test sweeps lint types published trial check format docs picture bench bench-pictures lock wheel clean

help: ## show this list
	@echo "carblog: make serve shows the demo blog, make test runs the tests"
	@echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-22s%s\n", $$1, $$2 }'

serve: $(READY) ## build this repository's blog, and show it while you write (PORT=8000)
	@$(BIN)/carblog build
	@echo
	@$(BIN)/carblog serve --port $(PORT) $(ARGS) || test $$? -eq 130 # Ctrl-C

site: $(READY) ## build this repository's blog into public/
	@$(BIN)/carblog build
	@echo
	@echo "The blog is in $(PUBLIC)/. To look at it, and write: make serve"

test: $(READY) ## run the tests (ARGS="-k word" for some)
	$(BIN)/python -m pytest -n auto -m "not slow" $(ARGS)

sweeps: $(READY) ## run the slow ones: kills at every system call, every width of a page
	$(BIN)/python -m pytest -n auto -m slow $(ARGS)

lint: $(READY) ## style and likely bugs, without changing a file
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY) ## check every type
	$(BIN)/mypy $(CODE)

published: site ## ask the built blog every question: valid, linked, accessible, private
	$(BIN)/python -m tests.support.published $(PUBLIC) --axe --every-kind \
	  --base-url "$$(sed -n 's/^base_url: *\([^ ]*\).*/\1/p' site.yaml)"

trial: wheel ## make a site with the built wheel, elsewhere, and ask it every question
	bash .ci/try-wheel

check: lint types test sweeps published trial ## all that CI checks

format: $(READY) ## put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(READY) ## write the tables of docs/themes.md anew, from the code
	$(BIN)/python -m docs.generate

picture: site ## take the picture of the README from the built blog, with Chromium
	$(BIN)/python -m docs.picture

bench: $(READY) ## time articles beside other generators, into docs/benchmarks.md (ARGS="--parts cold")
	$(BIN)/python -m benchmarks $(ARGS)

bench-pictures: $(READY) ## time pictures beside other programs, into docs/benchmarks.md (ARGS="--rounds 1")
	$(BIN)/python -m benchmarks.pictures $(ARGS)

wheel: $(READY) ## build the wheel and the source archive into dist/
	rm -rf dist
	$(BIN)/python -m build --no-isolation --outdir dist

# Hashes are of the index that pip asks by default: extra indexes and local folders of this
# machine are put aside, and none of their addresses is written down.
COMPILE = env -u PIP_FIND_LINKS -u PIP_EXTRA_INDEX_URL PIP_CONFIG_FILE=/dev/null \
	CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --generate-hashes --strip-extras \
	--allow-unsafe --no-emit-options --no-config --resolver=backtracking $(UPGRADE)

lock: $(READY) ## pin every dependency with its hashes (UPGRADE=--upgrade for newer ones)
	$(COMPILE) --output-file requirements.lock pyproject.toml
	$(COMPILE) --extra dev --extra heic --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

clean: ## remove what was built and every cache, the environment excepted
	rm -rf dist build $(PUBLIC) .carblog .cache .hypothesis .pytest_cache
	find carblog tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { \
	  echo "carblog needs Python 3.11 or later, and there is no $(PYTHON). Try: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "carblog needs Python 3.11 or later; $(PYTHON) is $$($(PYTHON) -V 2>&1). Try: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "$(PYTHON) cannot make environments. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@rm -f $(BIN)/python* $(READY) # links left by a Python that is gone
	$(PYTHON) -m venv $(VENV)

$(READY): requirements-dev.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
