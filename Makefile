# `make` alone lists the targets. Each one sets up what it needs by itself, the first time only,
# inside .cache, .venv and node_modules. No target ever talks to an AWS account.

CONFIG = examples/try.yaml
KEEP =
UPGRADE =
PYTHON ?=

# aws-cdk-lib keeps digests of assets under HOME, so HOME lies in the checkout too. Only the
# installers see the user's own, where the mirrors of pip and npm may be configured.
own_home := $(HOME)
export HOME := $(CURDIR)/.cache/home
export TMPDIR := $(CURDIR)/.cache/tmp
export XDG_CACHE_HOME := $(CURDIR)/.cache/xdg
export JSII_RUNTIME_PACKAGE_CACHE_ROOT := $(CURDIR)/.cache/jsii
export HYPOTHESIS_STORAGE_DIRECTORY := $(CURDIR)/.cache/hypothesis
export CDK_HOME := $(CURDIR)/.cache/cdk
export CDK_DISABLE_VERSION_CHECK := 1
export CDK_DISABLE_CLI_TELEMETRY := 1
export PYTHONNOUSERSITE := 1
export AWS_EC2_METADATA_DISABLED := true
export AWS_CONFIG_FILE := /dev/null
export AWS_SHARED_CREDENTIALS_FILE := /dev/null
unexport AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_PROFILE AWS_DEFAULT_PROFILE
unexport AWS_REGION AWS_DEFAULT_REGION AWS_ENDPOINT_URL CDK_DEFAULT_ACCOUNT CDK_DEFAULT_REGION
unexport PYTHONDONTWRITEBYTECODE PYTHONHOME PYTHONPATH VIRTUAL_ENV

python = .venv/bin/python
configurations = baseline.yaml $(wildcard examples/*.yaml)
# In make 3.81, which macOS has, variables and long options can stand where short options do.
options = $(filter-out --%,$(firstword -$(MAKEFLAGS)))
dry_run = $(if $(findstring =,$(options)),,$(findstring n,$(options)))
stop_with = $(if $(1),$(error $(1)))
running_emulator = $(shell \
    pid=$$(sed -n 's/.*"pid": *\([0-9][0-9]*\).*/\1/p' .cache/emulator.json 2>/dev/null); \
    if [ -n "$$pid" ] && ps -p "$$pid" -o command= | grep -q emulator; then \
        echo "emulator: still runs (process $$pid); stop it first, with: kill $$pid"; \
    fi)

.DEFAULT_GOAL = help
.NOTPARALLEL:
.PHONY: help setup try test test-deploy test-proofs synth lint check bench docs lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

setup: ## only set up: Python packages, Node.js and the CDK CLI, all inside this folder
	@$(if $(dry_run),,$(call stop_with,$(shell HOME='$(own_home)' PYTHON='$(PYTHON)' $(SHELL) tools/setup.sh)))
	@:

try: setup ## deploy to an emulated AWS and look at the result (CONFIG=file.yaml, KEEP=1)
	$(python) -m emulator.tryout $(CONFIG)$(if $(filter-out 0,$(KEEP)), --keep)

test: setup ## run the fast tests
	CDK_VALIDATION=false $(python) -m tests.side_by_side

test-deploy: setup ## run the tests that deploy to the emulator
	$(python) -m pytest tests/deploy

test-proofs: setup ## run the long tests of the proofs: many configurations, every mutation
	$(python) -m pytest tests/proofs

synth: setup ## write the CloudFormation templates of baseline.yaml to cdk.out
	.venv/bin/cdk synth --quiet

lint: setup ## check style, types and every configuration's templates
	$(python) -m ruff check .
	$(python) -m ruff format --check .
	@# In a fresh clone the types take a minute, so the templates are made and checked beside them.
	rm -rf .cache/lint
	$(python) -m mypy > .cache/types.txt 2>&1 & types=$$!; \
	(set -e; for file in $(configurations); do \
	    CDK_VALIDATION=false .venv/bin/cdk synth --quiet --context "config=$$file" \
	        --output ".cache/lint/$$(basename "$$file" .yaml)"; \
	done; \
	.venv/bin/cfn-lint .cache/lint/*/*.template.json examples/stack-sets/*.yaml); templates=$$?; \
	wait $$types; types=$$?; cat .cache/types.txt; exit $$((templates | types))

check: lint test ## lint, test, and one synthesis in which every warning is an error
	.venv/bin/cdk synth --quiet --strict

bench: setup ## measure the speed goals
	$(python) -m tests.bench

docs: setup ## write the generated pages of docs/reference, and the schema, again
	$(python) -m tools.reference

lock: setup ## resolve the locked versions again (UPGRADE=1 moves them to newer releases)
	HOME='$(own_home)' $(python) -m tools.lock$(if $(UPGRADE), --upgrade)

clean: ## remove everything that was made at run time
	@$(call stop_with,$(running_emulator))
	rm -rf .cache .venv node_modules cdk.out
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.DEFAULT:
	@$(error there is no target '$@'; run 'make' alone to see them)
