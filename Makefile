# Needs make and Python 3; everything else comes into .tools/ and .venv/ of this checkout.

python := .venv/bin/python
ready := .venv/.synced

# Whatever environment the shell is in, this checkout's own is used.
export UV_PROJECT_ENVIRONMENT := .venv
unexport VIRTUAL_ENV

# Behind a proxy that signs for others, only the machine's own certificates will do.
ifneq ($(wildcard /etc/ssl/certs/ca-certificates.crt),)
export UV_SYSTEM_CERTS ?= 1
endif

.PHONY: help dev test lint format docs bench package clean
.DEFAULT_GOAL := help

help: ## list these verbs
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1|\2/p' Makefile | awk -F'|' '{ printf "make %-8s %s\n", $$1, $$2 }'

dev: $(ready) ## serve MCP on this machine with the embedded sandbox (PORT=3000)
	@exec $(python) -m asteroid_mcp.entrypoints.cli dev

test: $(ready) ## run every test; branch coverage must reach 95 %
	@$(python) -m pytest --cov

lint: $(ready) ## check style, format and types
	@$(python) -m ruff check
	@$(python) -m ruff format --check
	@$(python) -m mypy

format: $(ready) ## put the code into its format
	@$(python) -m ruff check --fix
	@$(python) -m ruff format

docs: $(ready) ## write the generated parts of the docs anew
	@$(python) scripts/generate_docs.py

bench: $(ready) ## measure start and calls
	@$(python) scripts/bench.py

package: $(ready) ## build the wheel into dist/
	@"$$(scripts/get-uv)" build --wheel --out-dir dist

clean: ## remove all that make has made (.sandbox/ stays: it is yours)
	@rm -rf .venv .tools dist .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache tests/clients/node_modules
	@find functions sandbox scripts tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment is remade when its interpreter is gone, and synced again when the lock has changed.
$(python):
	@found=$$(scripts/find-python) && "$$(scripts/get-uv)" venv --clear --quiet --python "$$found" .venv

$(ready): uv.lock pyproject.toml $(python)
	@"$$(scripts/get-uv)" sync --frozen
	@touch $@
