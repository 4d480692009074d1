#!/bin/bash
# soak.sh: the tests that leave something to chance, as often as before a release: hours.
#
# `make check` runs the same with small counts. What a count stands for is said in its test;
# each may be set: CLOCK_KILLS=20 tools/soak.sh.
set -uo pipefail
cd "$(dirname "$0")/.."

export CONGTIN_WALKS=${CONGTIN_WALKS:-100000}
export CONGTIN_INTERLEAVINGS=${CONGTIN_INTERLEAVINGS:-10000}
export CLOCK_KILLS=${CLOCK_KILLS:-200}
export KILLS=${KILLS:-1000}
status=0

run() {
	local began=$SECONDS
	"$@" || status=1
	echo "== $* took $((SECONDS - began)) s"
}

tools/setup.sh check && make --no-print-directory -j"$(nproc)" all tests-build || exit 1
dir=$(mktemp -d /tmp/congtin-pg.XXXXXX)
CONGTIN_TEST_POSTGRES=$(tests/support/postgres.sh start "$dir") || exit 1
export CONGTIN_TEST_POSTGRES
for test in office/merge_test office/walk_test; do
	run "build/tests/$test"
done
run node tests/kill/kill_test.mjs
run node tests/kill/clock_test.mjs
CONGTIN_TEST_ENGINE=postgresql run node tests/kill/clock_test.mjs
tests/support/postgres.sh stop "$dir"
exit $status
