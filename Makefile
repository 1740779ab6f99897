# khabar: `make run` and `make test` on a fresh machine; `make help` for the rest.
PREFIX  ?= /usr/local
DESTDIR ?=
CC      ?= cc
CFLAGS  ?= -O2 -g
BUILD   ?= build
CORPUS  ?=
UNICODE_DATA ?= $(firstword $(wildcard /usr/share/unicode/BidiCharacterTest.txt /usr/share/unicode/ucd/BidiCharacterTest.txt))
PKG_CONFIG ?= pkg-config
JOBS ?= $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
VERSION := 0.1.0

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules
ifndef VERBOSE
Q := @
SAY = @printf '%-7s %s\n'
else
SAY = @:
endif

# The module table is the one in src/README.md; here it decides what each module's tests link with.
MODULES := base charset text doc feed fetch work store lang page term source ui app
$(shell mkdir -p $(BUILD) && awk -F'|' 'NF > 4 && $$2 !~ /module|---/ { gsub(/ /, "", $$2); gsub(/–/, "", $$3); print "LAYERS_" $$2 " := " $$3 }' src/README.md >$(BUILD)/layers.mk)
include $(BUILD)/layers.mk
closure = $(sort $(1) $(foreach layer,$(LAYERS_$(1)),$(call closure,$(layer))))
archives = $(patsubst %,$(BUILD)/lib/%.a,$(call closure,$(1)))

LIBRARIES := ncursesw fribidi harfbuzz libcurl icu-uc icu-i18n libxml-2.0 gumbo md4c-html jansson sqlite3 libzstd
# ncurses' own feature macros would fight with ours.
LIBRARY_CFLAGS := $(filter-out -D_XOPEN_SOURCE% -D_DEFAULT_SOURCE% -D_GNU_SOURCE%,$(shell $(PKG_CONFIG) --cflags $(LIBRARIES) 2>/dev/null))
# libcurl is loaded by the fetch worker alone (src/fetch/curl_library.h): by the name that a program linked with it would ask
# for. Where none is found, or it is set empty, the program is linked with it.
ifeq ($(origin CURL_LIBRARY),undefined)
CURL_LIBRARY := $(shell objdump -p "$$($(CC) -print-file-name=libcurl.so)" 2>/dev/null | awk '$$1 == "SONAME" { print $$2 }')
endif
LINKED := $(if $(CURL_LIBRARY),$(filter-out libcurl,$(LIBRARIES)),$(LIBRARIES))
LOADER := $(if $(CURL_LIBRARY),$(if $(filter Linux,$(shell uname -s)),-ldl))
LIBRARY_LIBS   := $(shell $(PKG_CONFIG) --libs $(LINKED) 2>/dev/null) -lstemmer -lm $(LOADER)
TEST_LIBS      := $(shell $(PKG_CONFIG) --libs cmocka 2>/dev/null || echo -lcmocka)

WARNINGS := -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion -Wstrict-prototypes -Wmissing-prototypes \
            -Wpointer-arith -Wwrite-strings -Wvla -Wundef
ifdef WERROR
WARNINGS += -Werror
endif
ifdef SANITIZE
SANITIZER := -DKHABAR_DEBUG -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
endif
# One function a section: a test links only what it reaches.
COMPILE := $(CC) -std=c17 -D_GNU_SOURCE -Iinclude -Isrc $(LIBRARY_CFLAGS) $(WARNINGS) \
           -fstack-protector-strong -ffunction-sections -fdata-sections \
           -DKHABAR_VERSION='"$(VERSION)"' -DKHABAR_SHARE='"$(PREFIX)/share/khabar"' \
           $(if $(CURL_LIBRARY),-DCURL_LIBRARY='"$(CURL_LIBRARY)"') $(CPPFLAGS) $(CFLAGS) $(SANITIZER)
# Apple's linker looks through archives as often as it must and has other names for the rest.
ifeq ($(shell uname -s),Darwin)
LINK_FLAGS := -Wl,-dead_strip
else
LINK_FLAGS := -Wl,--as-needed -Wl,--gc-sections
GROUP_START := -Wl,--start-group
GROUP_END := -Wl,--end-group
endif
LINK := $(CC) $(CFLAGS) $(SANITIZER) $(LDFLAGS) $(LINK_FLAGS)

SOURCES := $(foreach m,$(MODULES),$(wildcard src/$(m)/*.c))
objects = $(patsubst src/%.c,$(BUILD)/obj/%.o,$(wildcard src/$(1)/*.c)) $(if $(EMBED_$(1)),$(BUILD)/obj/$(1)/embedded.gen.o)

# Catalogues: gettext's, compiled in (include/base/catalogue.h).
CATALOGUES   := $(patsubst src/po/%.po,$(BUILD)/po/%.mo,$(sort $(wildcard src/po/*.po)))
EMBED_base   := $(CATALOGUES)
EMBED_source := src/source/builtin.ini
EMBED_ui     := $(sort $(wildcard themes/*.theme))
EMBED_app    := $(sort $(wildcard src/app/welcome/*.html))

.PHONY: all run pot po test test-unit check-asan check-layers test-corpus test-terminals golden-update fuzz bench bench-peers bench-keys bench-long bench-faults bench-all deps install uninstall \
        dist clean help present present-test

all: present $(BUILD)/khabar ## Build $(BUILD)/khabar (never installs anything)

# Only a build that could not link asks what is missing.
present:
	@sh src/dependencies.sh check run
present-test:
	@sh src/dependencies.sh check test

run: ## Install what is missing, build, and start khabar
	@sh src/dependencies.sh check run 2>/dev/null || $(MAKE) --no-print-directory deps
	@$(MAKE) --no-print-directory -j$(JOBS) all
	@$(BUILD)/khabar $(ARGS)

deps: ## Install the libraries and tools through the system's package manager
	@sh src/dependencies.sh install test

$(BUILD)/khabar: $(BUILD)/obj/app/main.o $(patsubst %,$(BUILD)/lib/%.a,$(MODULES))
	$(SAY) LINK $@
	$(Q)$(LINK) -o $@ $< $(GROUP_START) $(filter %.a,$^) $(GROUP_END) $(LIBRARY_LIBS)

define module_rules
$$(BUILD)/lib/$(1).a: $$(filter-out %/main.o,$$(call objects,$(1)))
	@mkdir -p $$(@D)
	@rm -f $$@
	$$(Q)$$(AR) rcs $$@ $$^
$(if $(EMBED_$(1)),$$(BUILD)/gen/$(1)/embedded.c: $(EMBED_$(1)) src/embed.awk
	@mkdir -p $$(@D)
	$$(SAY) EMBED $$@
	$$(Q)for f in $(EMBED_$(1)); do echo "file $$$$(basename $$$$f)"; od -An -v -tu1 $$$$f; done | awk -v module=$(1) -f src/embed.awk >$$@
$$(BUILD)/obj/$(1)/embedded.gen.o: $$(BUILD)/gen/$(1)/embedded.c
	@mkdir -p $$(@D)
	$$(Q)$$(COMPILE) -c -o $$@ $$<)
endef
AR := ar
$(foreach m,$(MODULES),$(eval $(call module_rules,$(m))))

$(BUILD)/obj/%.o: src/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(SAY) CC $<
	$(Q)$(COMPILE) -MMD -MP -c -o $@ $<

# Another compiler or other flags make everything anew.
$(BUILD)/flags: FORCE
	@mkdir -p $(@D); echo '$(COMPILE)' | cmp -s - $@ || echo '$(COMPILE)' >$@
FORCE:

# ---- languages ------------------------------------------------------------------------------------------------
# A name that goes into a text stands isolated there (FSI … PDI), so that its direction is its own affair; nobody who
# translates has to type what is not seen. Options and paths among words that run right to left begin with a
# left-to-right mark, or the dashes of --width would stand at its other end; behind a Latin word they need none, and
# what is copied from there is the command alone.
FROM_THE_RIGHT := ar fa he ur
LEFT_TO_RIGHT := s,(^"|["(«־]|[^A-Za-z0-9] )(--?[a-z]|~/|/[a-z]),\1\xE2\x80\x8E\2,g
$(BUILD)/po/%.mo: src/po/%.po Makefile
	@command -v msgfmt >/dev/null || { echo 'msgfmt is missing, which makes the catalogues of src/po: install gettext (make deps)' >&2; exit 1; }
	@mkdir -p $(@D)
	$(SAY) MSGFMT $<
	$(Q)msgcat --no-wrap $< | sed -E '/^msgstr/,/^$$/{s/%[0-9$$.*]*s/\xE2\x81\xA8&\xE2\x81\xA9/g;$(if $(filter $*,$(FROM_THE_RIGHT)),$(LEFT_TO_RIGHT))}' | msgfmt -c --endianness=little -o $@ -

# These translate a format that they are given: function and parameter.
TRANSLATING := error_set:3 status_say:2 status_set_progress:2 app_usage:1 app_warn:1 app_say:1 prompting_ask:3 tell:2 reject:2 wrong:2 advise:2 say:3
# These show words that they are given.
SHOWING := store_run:3 store_next_row:3 run_named:3 store_begin:2 store_end:3 store_fail:2 refuse:2 import_note:5 note:3
XGETTEXT := xgettext --language=C --from-code=UTF-8 --add-location=file --add-comments=TRANSLATORS --package-name=khabar \
            --copyright-holder='the authors of khabar' --keyword --keyword=_ --keyword=N_ --keyword=catalogue_plural:1,2 --keyword=COMMAND:7 \
            --flag=_:1:pass-c-format --flag=N_:1:pass-c-format --flag=catalogue_plural:1:pass-c-format --flag=catalogue_plural:2:pass-c-format \
            $(SHOWING:%=--keyword=%) $(foreach t,$(TRANSLATING),--keyword=$(t) --flag=$(t):c-format)
MESSAGE_SOURCES := $(sort $(wildcard src/*/*.[ch] include/*/*.h))

pot: $(BUILD)/khabar.pot ## All messages of the source, as a template for translators: $(BUILD)/khabar.pot
# What has no letter in it ("%s: %s") says nothing that could be translated.
$(BUILD)/khabar.pot: $(MESSAGE_SOURCES) Makefile
	$(SAY) XGETTEXT $@
	$(Q)$(XGETTEXT) -o - $(MESSAGE_SOURCES) | msggrep -v --msgid -E -e '^([^A-Za-z%]|%[-0-9.*]*(z|l|ll)?[a-zA-Z%])*$$' - | \
	  sed '/^"POT-Creation-Date:/d; s/charset=CHARSET/charset=UTF-8/' >$@

po: $(BUILD)/khabar.pot ## Bring src/po/*.po up to what the source says now
	@for po in src/po/*.po; do msgmerge --quiet --no-wrap --update --backup=off --previous --add-location=file $$po $< && msgfmt --statistics -o /dev/null $$po; done

# ---- tests ----------------------------------------------------------------------------------------------------
# tests/unit/<module>/x_test.c and tests/golden/<module>/driver.c link with what that module may include.
# Others (unicode, fuzz, bench, hostile) say what they need in LINKS_<name>, all modules by default.
UNIT    := $(patsubst tests/%.c,$(BUILD)/tests/%,$(sort $(wildcard tests/unit/*/*_test.c)))
GOLDEN  := $(patsubst tests/%.c,$(BUILD)/tests/%,$(sort $(wildcard tests/golden/*/driver.c)))
UNICODE := $(patsubst tests/%.c,$(BUILD)/tests/%,$(sort $(wildcard tests/unicode/*_test.c)))
BENCHES := $(patsubst tests/%.c,$(BUILD)/tests/%,$(sort $(wildcard tests/bench/*.c)))
FUZZERS := $(patsubst tests/%.c,$(BUILD)/tests/%,$(sort $(wildcard tests/fuzz/*_fuzz.c)))

define test_module_rules
$$(BUILD)/tests/unit/$(1)/%: tests/unit/$(1)/%.c $$(call archives,$(1)) $$(BUILD)/flags
	@mkdir -p $$(@D)
	$$(SAY) TEST $$<
	$$(Q)$$(COMPILE) -MMD -MP -MF $$@.d $$< -o $$@ $$(LDFLAGS) $(LINK_FLAGS) $(GROUP_START) $$(filter %.a,$$^) $(GROUP_END) $$(LIBRARY_LIBS) $$(TEST_LIBS)
$$(BUILD)/tests/golden/$(1)/driver: tests/golden/$(1)/driver.c $$(call archives,$(1)) $$(BUILD)/flags
	@mkdir -p $$(@D)
	$$(SAY) TEST $$<
	$$(Q)$$(COMPILE) -MMD -MP -MF $$@.d $$< -o $$@ $$(LDFLAGS) $(LINK_FLAGS) $(GROUP_START) $$(filter %.a,$$^) $(GROUP_END) $$(LIBRARY_LIBS)
endef
$(foreach m,$(MODULES),$(eval $(call test_module_rules,$(m))))

$(BUILD)/tests/unicode/%: tests/unicode/%.c $(call archives,text) $(BUILD)/flags
	@mkdir -p $(@D)
	$(SAY) TEST $<
	$(Q)$(COMPILE) -MMD -MP -MF $@.d $< -o $@ $(LDFLAGS) $(LINK_FLAGS) $(GROUP_START) $(filter %.a,$^) $(GROUP_END) $(LIBRARY_LIBS) $(TEST_LIBS)

ALL_BUT_APP := $(patsubst %,$(BUILD)/lib/%.a,$(filter-out app ui,$(MODULES)))
$(BUILD)/tests/bench/%: tests/bench/%.c $(ALL_BUT_APP) $(BUILD)/flags
	@mkdir -p $(@D)
	$(SAY) BENCH $<
	$(Q)$(COMPILE) -MMD -MP -MF $@.d $< -o $@ $(LDFLAGS) $(LINK_FLAGS) $(GROUP_START) $(filter %.a,$^) $(GROUP_END) $(LIBRARY_LIBS)
$(BUILD)/tests/fuzz/%: tests/fuzz/%.c $(ALL_BUT_APP) $(BUILD)/flags
	@mkdir -p $(@D)
	$(SAY) FUZZ $<
	$(Q)$(COMPILE) -MMD -MP -MF $@.d $< -o $@ $(FUZZ_ENGINE) $(LDFLAGS) $(LINK_FLAGS) $(GROUP_START) $(filter %.a,$^) $(GROUP_END) $(LIBRARY_LIBS)

-include $(shell find $(BUILD) -name '*.d' -not -path '$(BUILD)/*/obj/*' 2>/dev/null)

test: ## Install what is missing, build, and run all tests
	@sh src/dependencies.sh check test 2>/dev/null || $(MAKE) --no-print-directory deps
	@$(MAKE) --no-print-directory -j$(JOBS) test-all

.PHONY: test-all
# The longest comes first: several run at once.
LONGEST := tests/screen/screens_test.py
TEST_COMMANDS = "python3 $(LONGEST) $(BUILD)/khabar" "sh tests/check-layers.sh" "sh tests/po.sh $(BUILD)/khabar.pot" "sh tests/key_layouts.sh" $(patsubst %,"%",$(UNIT)) \
        $(foreach g,$(GOLDEN),"sh tests/golden/run.sh $(g)") \
        $(foreach u,$(UNICODE),"$(u) $(dir $(UNICODE_DATA))") \
        $(foreach s,$(filter-out $(LONGEST),$(sort $(wildcard tests/screen/*_test.py tests/hostile/*_test.py tests/fault/*_test.py tests/terminals/*_test.py))),"python3 $(s) $(BUILD)/khabar") \
        "sh tests/docs.sh $(BUILD)/khabar"
test-all: $(BUILD)/khabar $(BUILD)/khabar.pot $(UNIT) $(GOLDEN) $(UNICODE)
	@sh tests/run.sh $(TEST_COMMANDS)

test-unit: ## Unit tests and goldens of one module: make test-unit MODULE=text
	@$(MAKE) --no-print-directory $(filter $(BUILD)/tests/unit/$(MODULE)/%,$(UNIT)) $(filter $(BUILD)/tests/golden/$(MODULE)/%,$(GOLDEN))
	@sh tests/run.sh $(patsubst %,"%",$(filter $(BUILD)/tests/unit/$(MODULE)/%,$(UNIT))) $(foreach g,$(filter $(BUILD)/tests/golden/$(MODULE)/%,$(GOLDEN)),"sh tests/golden/run.sh $(g)")

.PHONY: tests-build
tests-build: $(BUILD)/khabar $(UNIT) $(GOLDEN) $(UNICODE) $(BENCHES)

check-asan: ## All tests again under AddressSanitizer and UndefinedBehaviorSanitizer
	@sh src/dependencies.sh check test 2>/dev/null || $(MAKE) --no-print-directory deps
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/asan SANITIZE=1 CFLAGS='-O1 -g' -j$(JOBS) test-all

check-layers: ## Hold every #include to the table in src/README.md
	@sh tests/check-layers.sh

test-corpus: present-test $(BUILD)/khabar $(BUILD)/tests/golden/text/driver $(BUILD)/tests/golden/term/driver ## Open every file of a corpus: make test-corpus CORPUS=DIR
	@[ -d "$(CORPUS)" ] || { echo 'make test-corpus CORPUS=DIR: name a folder of feeds, pages and texts' >&2; exit 2; }
	@sh tests/run.sh "python3 tests/corpus.py $(BUILD)/khabar $(CORPUS)" \
	  "python3 tests/suites/suites.py $(BUILD)/khabar $(CORPUS)" \
	  "python3 tests/corpus_lines.py $(BUILD)/tests/golden/text/driver $(CORPUS)" \
	  "python3 tests/corpus_rows.py $(BUILD)/khabar $(BUILD)/tests/golden/term/driver $(CORPUS)" \
	  "KHABAR_HOSTILE=$(CORPUS)/hostile python3 tests/hostile/pty_test.py $(BUILD)/khabar"

# The distribution's Python: it has the modules for pictures and for VTE.
SYSTEM_PYTHON ?= $(firstword $(wildcard /usr/bin/python3) python3)
test-terminals: $(BUILD)/khabar ## Pictures of the program in real terminals: make test-terminals TERMINALS='xterm Konsole'
	@$(SYSTEM_PYTHON) tests/terminals/terminals.py $(BUILD)/khabar --pictures $(BUILD)/terminals $(TERMINALS)

golden-update: $(BUILD)/khabar $(GOLDEN) ## Show how goldens differ and ask, one by one, whether the new one is right
	@for g in $(GOLDEN); do sh tests/golden/run.sh --update $$g; done
	@python3 tests/screen/screens_test.py $(BUILD)/khabar --update

fuzz: ## Fuzz the parsers and the text engine for SECONDS each (clang): make fuzz SECONDS=60
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/fuzz CC=clang CFLAGS='-O1 -g -fsanitize=fuzzer-no-link' SANITIZE=1 FUZZ_ENGINE=-fsanitize=fuzzer fuzz-run
.PHONY: fuzz-run
SECONDS ?= 60
fuzz-run: $(FUZZERS)
	@for f in $(FUZZERS); do name=$$(basename $$f); mkdir -p $(BUILD)/found/$$name tests/fuzz/$$name; \
	  $$f -max_total_time=$(SECONDS) -rss_limit_mb=2048 -timeout=10 $(BUILD)/found/$$name tests/fuzz/$$name || exit 1; done

bench: $(BENCHES) $(BUILD)/khabar ## Ratios against the libraries called bare
	@for b in $(BENCHES); do $$b || exit 1; done

bench-peers: $(BUILD)/khabar ## Beside newsraft ($$NEWSRAFT or on PATH) and newsboat: make bench-peers BENCH='--entries 100'
	@python3 tests/bench/side_by_side.py $(BUILD)/khabar $(BENCH)

bench-keys: $(BUILD)/khabar ## How long after a key its output comes, in lists of 100,000 and a million, and during a refresh
	@python3 tests/bench/keys.py $(BUILD)/khabar $(BENCH)

bench-long: $(BUILD)/khabar ## 500 hours of use in some minutes
	@python3 tests/bench/long_run.py $(BUILD)/khabar $(BENCH)

KILLS ?= 200
ERRORS ?= 60
DISKS ?= 20
bench-faults: $(BUILD)/khabar ## Refreshes that are killed, on a failing disk, on a full one: make bench-faults KILLS=200 ERRORS=60 DISKS=20
	@failed=0; for test in "kill_test.py $(BUILD)/khabar $(KILLS)" "io_error_test.py $(BUILD)/khabar $(ERRORS)" \
	  "full_disk_test.py $(BUILD)/khabar $(DISKS)"; do python3 tests/fault/$$test || failed=1; done; exit $$failed

bench-all: $(BUILD)/khabar $(BUILD)/tests/bench/search $(BUILD)/tests/bench/lists ## All of these and one table of it, in an hour; --quick to try: make bench-all BENCH=--quick
	@python3 tests/bench/all.py $(BUILD)/khabar $(BENCH)

# ---- installing -----------------------------------------------------------------------------------------------
COMPLETIONS := bash-completion/completions/khabar zsh/site-functions/_khabar fish/vendor_completions.d/khabar.fish
UNITS := lib/systemd/user
# man/khabar.1, man/ar/khabar.1: the folder is the page's language.
MANUALS := $(sort $(wildcard man/*.[1-8] man/*/*.[1-8]))
manual_place = $(DESTDIR)$(PREFIX)/share/man/$(patsubst man/%,%,$(dir $(1)))man$(patsubst .%,%,$(suffix $(1)))/$(notdir $(1))
define install_manual
	install -m 644 $(1) $(call manual_place,$(1))

endef

install: all ## Install below $(DESTDIR)$(PREFIX)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/khabar/themes \
	  $(sort $(dir $(foreach page,$(MANUALS),$(call manual_place,$(page)))))
	install -m 755 $(BUILD)/khabar $(DESTDIR)$(PREFIX)/bin/khabar
	install -m 644 themes/*.theme $(DESTDIR)$(PREFIX)/share/khabar/themes
	$(foreach page,$(MANUALS),$(call install_manual,$(page)))
	install -d $(dir $(COMPLETIONS:%=$(DESTDIR)$(PREFIX)/share/%)) $(DESTDIR)$(PREFIX)/$(UNITS)
	for shell in bash zsh fish; do $(BUILD)/khabar completion $$shell >$(BUILD)/completion.$$shell || exit 1; done
	install -m 644 $(BUILD)/completion.bash $(DESTDIR)$(PREFIX)/share/$(word 1,$(COMPLETIONS))
	install -m 644 $(BUILD)/completion.zsh $(DESTDIR)$(PREFIX)/share/$(word 2,$(COMPLETIONS))
	install -m 644 $(BUILD)/completion.fish $(DESTDIR)$(PREFIX)/share/$(word 3,$(COMPLETIONS))
	sed 's,@PREFIX@,$(PREFIX),' src/systemd/khabar-refresh.service.in >$(DESTDIR)$(PREFIX)/$(UNITS)/khabar-refresh.service
	install -m 644 src/systemd/khabar-refresh.timer $(DESTDIR)$(PREFIX)/$(UNITS)/

uninstall: ## Remove what install put there
	rm -f $(DESTDIR)$(PREFIX)/bin/khabar $(foreach page,$(MANUALS),$(call manual_place,$(page)))
	rm -f $(COMPLETIONS:%=$(DESTDIR)$(PREFIX)/share/%) $(DESTDIR)$(PREFIX)/$(UNITS)/khabar-refresh.service \
	  $(DESTDIR)$(PREFIX)/$(UNITS)/khabar-refresh.timer
	rm -rf $(DESTDIR)$(PREFIX)/share/khabar

dist: ## Make khabar-$(VERSION).tar.gz of what is committed
	git archive --prefix=khabar-$(VERSION)/ -o khabar-$(VERSION).tar.gz HEAD

clean: ## Remove everything that was built
	rm -rf $(BUILD)

help: ## This list
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))
