# What there is to do. `make` alone lists it.
JOBS ?= $(shell nproc)
EXAMPLES = $(filter-out examples/README.md examples/truth.json,$(wildcard examples/*))
FUZZ_SECONDS ?= 60
FUZZ_TARGETS = $(notdir $(basename $(wildcard fuzz/*_fuzz.cpp)))
SOURCES = $(shell git ls-files '*.cpp' '*.h')

.PHONY: help setup build demo check test asan tsan fuzz kill-test format check-format lint includes eval bench train install package check-package clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

setup: ## install what is needed from Debian packages and npm (only what is missing)
	@tools/setup.sh

build: setup ## the release executable, at build/stemma
	@cmake --preset release >build-release.log 2>&1 || { cat build-release.log; rm -f build-release.log; exit 1; }; rm -f build-release.log
	cmake --build --preset release -j $(JOBS) --target stemma
	@cp -f build/release/apps/stemma/stemma build/stemma

demo: build ## read the example story: briefing on the terminal, page in build/demo.html
	build/stemma read $(EXAMPLES)
	@build/stemma read --format html --output build/demo.html $(EXAMPLES)
	@echo
	@echo "The same as a page: build/demo.html"

check: build includes check-format ## build everything and pass all tests
	cmake --build --preset release -j $(JOBS)
	ctest --preset release

test: setup ## quick: the tests of a debug build
	cmake --preset dev
	cmake --build --preset dev -j $(JOBS)
	ctest --preset dev

asan tsan: setup ## the tests under a sanitizer
	cmake --preset $@
	cmake --build --preset $@ -j $(JOBS)
	ctest --preset $@

fuzz: setup ## each fuzz target for FUZZ_SECONDS (60)
	cmake --preset fuzz
	cmake --build --preset fuzz -j $(JOBS) --target $(FUZZ_TARGETS)
	@for name in $(FUZZ_TARGETS); do \
	  mkdir -p build/fuzz/found/$$name; \
	  echo "== $$name"; \
	  build/fuzz/fuzz/$$name -max_total_time=$(FUZZ_SECONDS) -max_len=20000 -timeout=10 -verbosity=0 \
	    -artifact_prefix=build/fuzz/found/$$name/ \
	    build/fuzz/found/$$name fuzz/corpus/$${name%_fuzz} || exit 1; \
	done

kill-test: setup ## kill an intake and a briefing at KILLS (250) random moments and look at what is left
	cmake --preset release
	cmake --build --preset release -j $(JOBS) --target test_app
	STEMMA_KILLS=$(or $(KILLS),250) build/release/tests/test_app --gtest_filter='Kill.*'

format: setup ## lay out the code
	clang-format -i $(SOURCES)

check-format: setup ## fail where the code is not laid out by .clang-format
	@clang-format --dry-run --Werror $(SOURCES)

lint: setup ## clang-tidy over the library (slow; needs the clang-tidy package)
	cmake --preset dev
	clang-tidy -p build/dev --quiet --extra-arg=-Wno-unknown-warning-option $(filter src/%.cpp,$(SOURCES))

includes: ## check that the rooms include one another in one direction only
	@tools/check_includes.sh

eval: build ## score every stage against the shared gold data, where it is present
	tools/eval.sh

bench: build ## words/s and MB/s of every stage
	build/stemma bench $(EXAMPLES)

train: ## learn models/ anew from the shared gold data (about four hours on one core)
	@tools/setup.sh tools/packages_train.txt
	tools/train.sh

install: build ## executable, man page and completions below PREFIX (/usr/local)
	tools/install.sh $(or $(PREFIX),/usr/local)

package: build ## a Debian package, in build/package
	tools/package.sh

check-package: package ## install it on a clean root and run it there
	tools/check_package.sh build/package/*.deb

clean: ## remove everything that was built
	rm -rf build
