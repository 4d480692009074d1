#!/bin/bash
# each.sh: runs test programs side by side; what each of them prints comes whole, in order.
#
#	tools/each.sh JOBS SECONDS FILE...	JOBS at a time, each for at most SECONDS
set -uo pipefail

jobs=$1 seconds=$2 n=0 status=0
shift 2
dir=$(mktemp -d /tmp/congtin-each.XXXXXX)
trap 'rm -rf "$dir"' EXIT

run() { # FILE: .mjs by node
	case $1 in
	*.mjs) timeout "$seconds" node "$1" ;;
	*) timeout "$seconds" "$1" ;;
	esac
}

for file in "$@"; do
	n=$((n + 1))
	while [ "$(jobs -pr | wc -l)" -ge "$jobs" ]; do wait -n; done
	(run "$file" >"$dir/$n" 2>&1 && : >"$dir/$n.good") &
done
wait
n=0
for file in "$@"; do
	n=$((n + 1))
	echo "== $file ${CONGTIN_TEST_ENGINE:-}"
	cat "$dir/$n"
	[ -e "$dir/$n.good" ] || { echo "FAILED: $file" && status=1; }
done
exit $status
