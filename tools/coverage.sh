#!/bin/bash
# coverage.sh: which branches of the law its tests take. Every one of src/law has to be: below 100 % it fails.
# The lines of each file are in build/coverage/law.html.
set -euo pipefail
cd "$(dirname "$0")/.."

dir=build/coverage
cc=gcc
command -v ccache >/dev/null && cc="ccache gcc"
tools/setup.sh coverage

# The counters of an earlier run would be added to.
find $dir -name '*.gcda' -delete 2>/dev/null || true
tests=$(for test in tests/law/*_test.c; do echo "$dir/${test%.c}"; done)
# -O0: each branch is one that somebody wrote, not one that the compiler made of it.
# shellcheck disable=SC2086
make --no-print-directory -j"$(nproc)" BUILD=$dir CC="$cc" EXTRA_CFLAGS="--coverage -O0" EXTRA_LDFLAGS=--coverage $tests
for test in $tests; do
	"$test" >"$test.log" 2>&1 || { cat "$test.log"; exit 1; }
done
gcovr --root . --object-directory $dir --filter 'src/law/' --branches --fail-under-branch 100 \
	--txt --print-summary --html-details $dir/law.html "$dir"
