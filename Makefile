# Minutebook: the papers in corpus/ become extracted/minutebook.db. What has to be redone is decided by `minutebook ingest`, not here.

PYTHON  ?= python3
VENV    ?= .venv
CORPUS  ?= corpus
OUT     ?= extracted
WORKERS ?=
PORT    ?= 8001
TO      ?= exported
ARGS    ?=

BIN     := $(VENV)/bin
READY   := $(VENV)/ready
AS_ROOT := $(if $(filter 0,$(shell id -u)),,sudo)
UV      := uv==0.13.9
AUDIT   := pip-audit==2.10.1

.DEFAULT_GOAL := help
.PHONY: help setup fetch ingest watch serve publish federate serve-public status doctor ocr-tools browser-tools test test-browser pictures test-trust check format bench parity bench-site bench-tables bench-scale native native-off wheel evaluate sample generate lock clean licences audit export

help:  ## list the targets
	@echo "make ingest [CORPUS=dir] [OUT=dir] [WORKERS=n], then make serve. All targets:"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-13s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: $(READY)  ## the virtual environment, from the lock file (the other targets see to it themselves)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Minutebook needs Python 3.11 or later. Name one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@echo "Setting up $(VENV) (once; a minute or two)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

ingest: $(READY)  ## bring the database up to the papers
	@$(BIN)/minutebook ingest "$(CORPUS)" --out "$(OUT)" $(if $(WORKERS),--workers $(WORKERS)) $(ARGS)

fetch: $(READY)  ## get papers from a council's website (ADDRESS=... CONTACT=you@example.org; docs/fetching.md)
	@$(BIN)/minutebook fetch $(if $(ADDRESS),"$(ADDRESS)") --to "$(CORPUS)" $(if $(CONTACT),--contact "$(CONTACT)") $(ARGS)

watch: $(READY)  ## bring in what arrives in CORPUS, until Ctrl-C
	@$(BIN)/minutebook watch "$(CORPUS)" --out "$(OUT)" $(if $(WORKERS),--workers $(WORKERS)) $(ARGS)

serve: $(READY)  ## open the database in Datasette, on this machine only
	@$(BIN)/minutebook serve --out "$(OUT)" --port $(PORT)

publish: $(READY)  ## make the public copy of the database, and check it (docs/publishing.md)
	@$(BIN)/minutebook publish --out "$(OUT)" $(ARGS)

federate: $(READY)  ## one index over the councils' folders in COUNCILS="councils/*" (OUT=folder, ARGS=--public)
	@$(BIN)/minutebook federate $(COUNCILS) --out "$(OUT)" $(ARGS)

export: $(READY)  ## write the public tables as CSV, JSON and Parquet (TO=folder)
	@$(BIN)/minutebook export --out "$(OUT)" "$(TO)" $(ARGS)

serve-public: $(READY)  ## open the public copy to everybody, with limits (docs/public-server.md)
	@$(BIN)/minutebook serve-public --out "$(OUT)" --port $(PORT) $(ARGS)

status: $(READY)  ## what the database holds, and what an ingest would do
	@$(BIN)/minutebook status --out "$(OUT)"

doctor: $(READY)  ## what is installed, and what is missing
	@$(BIN)/minutebook doctor

ocr-tools:  ## install tesseract, which reads scanned pages (Debian and Ubuntu)
	@command -v apt-get >/dev/null || { echo "This needs apt-get. On a Mac: brew install tesseract. Elsewhere: install tesseract 5."; exit 1; }
	$(AS_ROOT) apt-get install --yes --no-install-recommends tesseract-ocr

browser-tools: $(READY)  ## install what the browser tests need (Debian's Chromium, Playwright, axe-core by npm)
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || command -v apt-get >/dev/null \
		|| { echo "This needs apt-get. Elsewhere: install Chromium so that the command chromium starts it."; exit 1; }
	@command -v npm >/dev/null || { echo "This needs npm, which comes with Node.js."; exit 1; }
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || $(AS_ROOT) apt-get install --yes --no-install-recommends chromium \
		|| { $(AS_ROOT) apt-get update && $(AS_ROOT) apt-get install --yes --no-install-recommends chromium; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement tests/browser/requirements.lock
	@npm ci --prefix tests/browser --ignore-scripts --no-audit --no-fund --silent

test: $(READY)  ## run the tests (ARGS="-k dates" for some of them)
	@$(BIN)/python -m pytest -m "not slow and not browser" $(ARGS)

test-browser: browser-tools  ## walk through the site in Chromium, and look for what keeps people out
	@$(BIN)/python -m pytest tests/browser $(ARGS)

pictures: browser-tools  ## take the pictures of the site in docs/ anew
	@$(BIN)/python tests/browser/take_pictures.py

test-trust: $(READY)  ## all tests of hostile papers and broken-off runs, with a table (an hour)
	@$(BIN)/python -m pytest tests/trust $(ARGS)

check: $(READY)  ## lint, format, types, tests, and that no generated file is stale
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict pipeline
	$(BIN)/python -m pytest -m "not slow and not browser" $(ARGS)
	$(BIN)/minutebook generate --check

format: $(READY)  ## put the code into its usual form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY)  ## what a page costs beside other tools, and what a document costs by its size
	$(BIN)/python bench/speed.py $(ARGS)
	$(BIN)/python bench/sizes.py

parity: $(READY)  ## the share of pages read exactly as stock pdfplumber reads them
	$(BIN)/python bench/parity.py $(ARGS)

bench-site: $(READY)  ## how fast the site answers over a million actions, beside plain Datasette (half an hour)
	$(BIN)/python bench/site.py $(ARGS)

bench-scale: $(READY)  ## what growing costs: linking, loading, searching, publishing, federating by size (some minutes; docs/scale.md)
	$(BIN)/python bench/scale.py $(ARGS)

bench-tables: $(READY)  ## how well tables are found and read (cell adjacency F1)
	$(BIN)/python bench/tables.py $(ARGS)

native: $(READY)  ## compile the dearest modules for this machine: optional, needs a C compiler and some minutes (CONTRIBUTING.md)
	@$(BIN)/python tools/native.py

native-off: $(READY)  ## take the compiled modules away again
	@$(BIN)/python tools/native.py --off

wheel: $(READY)  ## make wheels in dist/: a pure one and, with a C compiler, one for this Python with compiled modules (CONTRIBUTING.md)
	@$(BIN)/python tools/wheel.py $(ARGS)

evaluate: $(READY)  ## hold the database against papers read by people
	@$(BIN)/minutebook evaluate --out "$(OUT)" $(ARGS)

sample: $(READY)  ## print the sample papers anew from their words
	$(BIN)/python tests/corpus/printing/make_sample.py

generate: $(READY)  ## write the files that are made from the schemas and records
	@$(BIN)/minutebook generate

lock: $(READY)  ## choose the versions of all dependencies anew
	$(BIN)/python -m pip install --quiet "$(UV)"
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --upgrade --quiet \
		--no-emit-index-url --no-emit-find-links --no-header --output-file requirements.lock
	$(BIN)/uv pip compile tests/browser/requirements.in --universal --python-version 3.11 --generate-hashes --upgrade --quiet \
		--no-emit-index-url --no-emit-find-links --no-header --output-file tests/browser/requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra parquet --constraint requirements.lock --universal --python-version 3.11 --generate-hashes \
		--quiet --no-emit-index-url --no-emit-find-links --no-header --output-file deploy/requirements.lock

licences: $(READY)  ## list the licences of all dependencies (docs/licences.md)
	@$(BIN)/python tools/licences.py

audit:  ## ask whether a dependency has a known vulnerability
	@test -x .audit/bin/pip-audit || { $(PYTHON) -m venv .audit && .audit/bin/python -m pip install --quiet --disable-pip-version-check "$(AUDIT)"; }
	@$(PYTHON) tools/audit.py .audit/bin/pip-audit

clean:  ## take away everything that was made, except the virtual environment
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find extracted -mindepth 1 ! -name README.md ! -name withdrawn.json -delete
	find . -name __pycache__ -type d -not -path "./$(VENV)/*" -prune -exec rm -rf {} +
