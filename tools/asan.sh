#!/bin/bash
# asan.sh: the tests under address and undefined-behaviour sanitizers, on SQLite.
set -euo pipefail
cd "$(dirname "$0")/.."

cc=gcc
command -v ccache >/dev/null && cc="ccache gcc"
flags="-fsanitize=address,undefined -fno-sanitize-recover=undefined"
make --no-print-directory -j"$(nproc)" BUILD=build/asan CC="$cc" EXTRA_CFLAGS="$flags -O1 -Wno-error=maybe-uninitialized" EXTRA_LDFLAGS="$flags" \
	all tests-build

# The child that reads strangers' files has little memory: the sanitizer's shadow does not fit into it.
export ASAN_OPTIONS=detect_leaks=1:abort_on_error=0 UBSAN_OPTIONS=print_stacktrace=1
unset CONGTIN_TEST_POSTGRES
exec tools/each.sh "$(nproc)" 900 build/asan/tests/*/*_test
