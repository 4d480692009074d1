#!/bin/bash
# bench.sh: speed and memory, as ratios to nginx, a bare SQLite loop and other ways to count days, from the same run.
set -euo pipefail
cd "$(dirname "$0")/.."

tools/setup.sh bench
make --no-print-directory -j"$(nproc)" all build/tests/bench/sqlite_loop build/tests/bench/audit_rows \
	build/tests/bench/deadline_bench build/tests/bench/duties_bench build/tests/bench/screen_bench
exec node tests/bench/bench.mjs
