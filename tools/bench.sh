#!/bin/bash
# bench.sh: speed and memory, as ratios to nginx and to a bare SQLite loop from the same run.
set -euo pipefail
cd "$(dirname "$0")/.."

tools/setup.sh bench
make --no-print-directory -j"$(nproc)" all build/tests/bench/sqlite_loop build/tests/bench/audit_rows
exec node tests/bench/bench.mjs
