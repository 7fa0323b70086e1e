# Thin: every target calls the command line or a test. `make` alone lists them.
AREA := 22
YEAR := 2018
PARTY := V
PYTHON ?=

# Relative paths only, so that a folder with spaces in its name works too.
VENV := .venv
BIN := $(VENV)/bin
LOCKED := $(VENV)/.locked
READY := $(VENV)/.installed

# What another environment has set must not reach into this one.
unexport PYTHONPATH PYTHONHOME PYTHONUSERBASE VIRTUAL_ENV
unexport PIP_USER PIP_TARGET PIP_PREFIX PIP_CONSTRAINT

PIP := $(BIN)/python -m pip -qq --disable-pip-version-check --no-input

# Says where the Python behind a name lies; inside an active environment, the one it was made from.
FIND_BASE := import ensurepip, sys, venv; sys.version_info >= (3, 11) or sys.exit(1); \
  print(getattr(sys, "_base_executable", sys.executable))

# An environment knows the folder it was made in. After a move, or half made, it is made anew.
ifneq ($(shell cat $(LOCKED) 2>/dev/null),$(CURDIR))
.PHONY: $(LOCKED)
endif

.DEFAULT_GOAL := help
.PHONY: help report lab test check docs fuzz bench texts lock clean distclean

help: ## list what make can do
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile
	@echo "For example: make report AREA=2281 YEAR=2022 PARTY=M"

report: $(READY) ## make the report in reports/: AREA, YEAR and PARTY choose which
	@$(BIN)/valanalys report --area "$(AREA)" --year "$(YEAR)" --party "$(PARTY)"

lab: $(READY) ## open the notebooks in JupyterLab, with the tidy tables ready
	@$(BIN)/valanalys clean
	@$(BIN)/jupyter lab notebooks

test: $(READY) ## run every test, on all cores
	@$(BIN)/python -m pytest -n logical --dist loadfile

check: $(READY) ## format, lint, types, who imports whom, notebook and house rules, generated docs
	@echo "ruff format"; $(BIN)/ruff format --check --quiet .
	@echo "ruff check"; $(BIN)/ruff check --quiet .
	@echo "mypy"; $(BIN)/mypy
	@echo "import-linter"; $(BIN)/lint-imports --no-logo
	@echo "notebook rules"; $(BIN)/python tests/checks/notebook_rules.py notebooks
	@echo "house rules"; $(BIN)/python tests/checks/house_rules.py .
	@echo "generated docs"; PYTHONPATH=tests $(BIN)/python tests/checks/generate_docs.py . --check

docs: $(READY) ## write what is generated in docs/ anew; with OFFICIAL=folder, what files there lack too
	@PYTHONPATH=tests $(BIN)/python tests/checks/generate_docs.py . --corpus $(if $(OFFICIAL),--official $(OFFICIAL))

fuzz: $(READY) ## seats against votelib, sorting and the plain law; CASES=100000 SECONDS=300 SEED=1
	@PYTHONPATH=tests $(BIN)/python tests/fuzz_seats.py \
	  $(or $(CASES),100000) $(or $(SECONDS),300) $(or $(SEED),1)

bench: $(READY) ## time and memory of one report, of reading official files, of seats and of claims
	@$(BIN)/python tests/bench/bench_report.py
	@$(BIN)/python tests/bench/bench_official.py
	@PYTHONPATH=tests $(BIN)/python tests/bench/bench_seats.py
	@PYTHONPATH=tests $(BIN)/python tests/bench/bench_claims.py

texts: $(READY) ## judge the marked texts of tests/corpus against official files; OFFICIAL=folder
	@PYTHONPATH=tests $(BIN)/python tests/bench/heldout_texts.py $(OFFICIAL)

lock: $(READY) ## pin anew what pyproject.toml asks for; PACKAGE=name renews one pin, UPGRADE=1 all
	@$(BIN)/uv pip compile pyproject.toml --group dev --output-file requirements.lock \
	  --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	  --no-emit-index-url --custom-compile-command "make lock" --quiet \
	  $(if $(PACKAGE),--upgrade-package "$(PACKAGE)") $(if $(UPGRADE),--upgrade)
	@echo "requirements.lock is written; the next make installs from it."

clean: ## remove what was built: reports, tidy tables, caches
	@find reports data/processed -mindepth 1 ! -name README.md ! -name .gitkeep -delete 2>/dev/null || true
	@find src tests notebooks \( -name __pycache__ -o -name .ipynb_checkpoints \) \
	  -prune -exec rm -rf {} + 2>/dev/null || true
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist

distclean: clean ## remove what was built and the environment
	@rm -rf $(VENV)

# The environment: first the pinned packages, then this project itself, without a network.
# Each stamp is written last, so an install that was broken off is done again.
$(LOCKED): requirements.lock
	@rm -f $(LOCKED) $(READY)
	@for name in "$(PYTHON)" python3 python3.14 python3.13 python3.12 python3.11 python; do \
	  base=$$("$$name" -c '$(FIND_BASE)' 2>/dev/null) && break; \
	done; \
	if [ -z "$$base" ]; then \
	  echo "No Python 3.11 or newer with the venv module was found." \
	    "Install one (on Debian and Ubuntu: apt install python3 python3-venv)," \
	    "or name one: make PYTHON=/path/to/python3" >&2; \
	  exit 1; \
	fi; \
	echo "Making $(VENV) with $$("$$base" --version)"; \
	"$$base" -m venv --clear $(VENV)
	@echo "Installing the packages in requirements.lock (a minute or two the first time)"
	@$(PIP) install --require-hashes -r requirements.lock
	@pwd -P > $(LOCKED)

$(READY): $(LOCKED) pyproject.toml
	@echo "Installing valanalys itself"
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $(READY)
