# congtin: `make help` lists what this file can do.
SHELL = /bin/bash
.DELETE_ON_ERROR:

# `make V=1` shows the whole commands.
ifneq ($(V),1)
.SILENT:
endif
MAKEFLAGS += --no-builtin-rules

CC = gcc
BUILD = build
ASSETS = build/assets
PREFIX = /usr/local
VERSION = 0.1.0

PACKAGES = libmicrohttpd sqlite3 libpq jansson icu-i18n icu-uc libsodium liboath libcurl libconfig \
	libbrotlienc zlib libseccomp libxml-2.0 xlsxwriter
TEST_PACKAGES = cmocka

CPPFLAGS = -D_GNU_SOURCE -Isrc -I$(BUILD) -DCONGTIN_VERSION='"$(VERSION)"'
WARNINGS = -Wall -Wextra -Wshadow -Wconversion -Werror
CFLAGS = -std=gnu17 -O2 -g -fno-omit-frame-pointer -fstack-protector-strong $(WARNINGS) $(EXTRA_CFLAGS)
LDFLAGS = -Wl,-z,relro,-z,now $(EXTRA_LDFLAGS)
PACKAGE_CFLAGS := $(shell pkg-config --cflags $(PACKAGES) 2>/dev/null | sed 's/-I/-isystem /g')
PACKAGE_LIBS := $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) -lpthread -lm

SOURCES := $(sort $(wildcard src/*/*.c))
SQL := $(sort $(wildcard src/*/*.sql))
TEMPLATES := $(sort $(wildcard src/*/*.html))
RESOURCES := $(sort $(wildcard regulations/*.conf calendars/*.csv demo/*.json demo/*.csv po/*.po congtin.conf))
SCHEMA := $(patsubst src/%.sql,$(BUILD)/gen/%,$(sort $(wildcard src/store/schema/*.sql)))
SCHEMA_TEXTS := $(SCHEMA:=.sqlite.sql) $(SCHEMA:=.postgres.sql)
EMBEDDED := $(if $(wildcard tools/embed.c),$(BUILD)/gen/embedded.o)
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o)
SQL_HEADERS := $(SQL:src/%.sql=$(BUILD)/gen/%.sql.h)
TESTS := $(patsubst tests/%.c,$(BUILD)/tests/%,$(sort $(wildcard tests/*/*_test.c)))
TEST_SUPPORT := $(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard tests/support/*.c)))

.PHONY: all help setup run check soak bench asan coverage fuzz fmt install deb clean tests-build

all: $(BUILD)/congtin ## build the program (default)

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## install the Debian packages that are missing
	@tools/setup.sh

run: setup ## build, create var/congtin.db with demo data, serve http://127.0.0.1:8080
	@$(MAKE) --no-print-directory all
	@tools/run.sh

check: ## everything that has to pass; closes with one line of figures
	@tools/check.sh

soak: ## what chance decides, as often as before a release: hours
	@tools/soak.sh

bench: ## speed and memory, as ratios measured in one run
	@tools/bench.sh

asan: ## the unit, store and web tests under address and undefined-behaviour sanitizers
	@tools/asan.sh

coverage: ## the branches of src/law that its tests take: all of them
	@tools/coverage.sh

fuzz: ## every fuzz target for FUZZ_SECONDS (default 30) each
	@tools/fuzz.sh

fmt: ## format C with clang-format
	clang-format -i $(shell git ls-files '*.c' '*.h')

install: all ## install under DESTDIR/PREFIX
	tools/install.sh "$(DESTDIR)" "$(PREFIX)" $(BUILD)/congtin

deb: ## a Debian package in build/
	tools/deb.sh $(VERSION)

clean: ## remove what was built
	rm -rf $(BUILD)

# --- the program ---------------------------------------------------------------------------------

$(BUILD)/congtin: $(BUILD)/src/main.o $(EMBEDDED) $(BUILD)/libcongtin.a
	echo "  LD   $@"
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(PACKAGE_LIBS)

$(BUILD)/libcongtin.a: $(OBJECTS)
	@rm -f $@
	ar rcs $@ $^

$(BUILD)/%.o: %.c | $(SQL_HEADERS)
	@mkdir -p $(@D)
	echo "  CC   $<"
	$(CC) $(CPPFLAGS) $(CFLAGS) $(PACKAGE_CFLAGS) -MMD -MP -c -o $@ $<

# --- what is generated ---------------------------------------------------------------------------

$(BUILD)/tools/%: tools/%.c
	@mkdir -p $(@D)
	$(CC) -D_GNU_SOURCE -std=gnu17 -O2 -g $(WARNINGS) $(shell pkg-config --cflags zlib libbrotlienc) -o $@ $< \
		$(shell pkg-config --libs zlib libbrotlienc)

$(BUILD)/gen/%.sql.h: src/%.sql $(BUILD)/tools/sqlgen
	@mkdir -p $(@D)
	$(BUILD)/tools/sqlgen $< $@

# What the office asks, in one list.
$(BUILD)/gen/office/queries.h: $(filter $(BUILD)/gen/office/%,$(SQL_HEADERS))
	@printf '#include "%s"\n' $(^:$(BUILD)/%=%) >$@
	@echo 'static const struct sql *const QUERIES[] = {' >>$@
	@sed -n 's/.* const struct sql \(SQL_[a-z0-9_]*\) = {$$/\t\&\1,/p' $^ >>$@
	@echo '};' >>$@

$(BUILD)/gen/store/schema/%.sqlite.sql $(BUILD)/gen/store/schema/%.postgres.sql: src/store/schema/%.sql tools/schema.awk
	@mkdir -p $(@D)
	awk -v out=$(@D)/$* -f tools/schema.awk $<

node_modules/.stamp: package.json package-lock.json
	npm ci --no-audit --no-fund --ignore-scripts=false
	@touch $@

$(ASSETS)/.stamp: node_modules/.stamp tools/bundle.mjs $(shell find assets -type f 2>/dev/null)
	node tools/bundle.mjs
	@touch $@

$(BUILD)/gen/embedded.c: $(BUILD)/tools/embed $(ASSETS)/.stamp $(TEMPLATES) $(RESOURCES) $(SCHEMA_TEXTS)
	@mkdir -p $(@D)
	$(BUILD)/tools/embed $@ --assets $(ASSETS) --templates $(TEMPLATES) --resources $(RESOURCES) $(SCHEMA_TEXTS)

$(BUILD)/gen/embedded.o: $(BUILD)/gen/embedded.c
	$(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

# --- tests ---------------------------------------------------------------------------------------

tests-build: $(TESTS)

$(BUILD)/tests/%: $(BUILD)/tests/%.o $(TEST_SUPPORT) $(EMBEDDED) $(BUILD)/libcongtin.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(PACKAGE_LIBS) $(shell pkg-config --libs $(TEST_PACKAGES))

$(BUILD)/tests/%.o: tests/%.c | $(SQL_HEADERS) $(BUILD)/gen/office/queries.h
	@mkdir -p $(@D)
	echo "  CC   $<"
	$(CC) $(CPPFLAGS) -Itests $(CFLAGS) $(PACKAGE_CFLAGS) -MMD -MP -c -o $@ $<

.SECONDARY:
-include $(OBJECTS:.o=.d) $(BUILD)/src/main.d $(TESTS:=.d) $(TEST_SUPPORT:.o=.d)
