#!/bin/bash
# check.sh: everything that has to pass. One line a step, the output of what failed, one line of figures.
#
# A step counts the tests that its programs report; a step without such figures counts as one.
set -uo pipefail
cd "$(dirname "$0")/.."

passed=0 failed=0 skipped=0
logs=build/check
jobs=$(nproc)
started=$SECONDS
mkdir -p $logs

compiler() { # gcc or clang, through ccache where there is one
	if command -v ccache >/dev/null; then echo "ccache $1"; else echo "$1"; fi
}

# Sums of what the log's programs say: cmocka's lines, or "N passed, N failed, N skipped".
figures() {
	awk '
		/^\[  PASSED  \] [0-9]+ test/ { good += $4 }
		/^\[  SKIPPED \] [0-9]+ test/ { left += $4 }
		/^ *[0-9]+ FAILED TEST\(S\)/ { bad += $1 }
		/^[0-9]+ passed, [0-9]+ failed(, [0-9]+ skipped)?$/ { good += $1; bad += $3; left += $5 }
		END { print good + 0, bad + 0, left + 0 }' "$1"
}

step() { # NAME COMMAND...
	local name=$1 log=$logs/$1.log begun=$SECONDS status=0 good bad left
	shift
	"$@" >"$log" 2>&1 </dev/null || status=$?
	read -r good bad left < <(figures "$log")
	if [ $((good + bad + left)) = 0 ]; then
		[ $status = 0 ] && good=1 || bad=1
	elif [ $status != 0 ] && [ "$bad" = 0 ]; then
		bad=1
	fi
	passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + left))
	printf '%-10s %5d passed %3d failed %3d skipped  %4ds\n' "$name" "$good" "$bad" "$left" $((SECONDS - begun))
	[ "$bad" = 0 ] || { grep -E '^\[  FAILED|error:|ERROR|FAILED|fault' "$log" | head -40; tail -40 "$log"; }
}

build() { # DIRECTORY CC [MAKE ARGUMENTS]: program and tests, warnings are errors
	local dir=$1 cc=$2
	shift 2
	make --no-print-directory -j"$jobs" BUILD="$dir" CC="$(compiler "$cc")" "$@" all tests-build
}

source_rules() { # directions and sizes; a translation of all that pages say
	local status=0
	awk -f tools/floors.awk src/*/*.[ch] src/main.c tests/*/*.[ch] || status=1
	awk -f tools/words.awk po/en.po src/*/*.html || status=1
	return $status
}

# A private cluster for COMMAND...: what it tests, it tests on both engines.
with_postgres() {
	local dir url status=0
	dir=$(mktemp -d /tmp/congtin-pg.XXXXXX)
	url=$(tests/support/postgres.sh start "$dir") || return 1
	CONGTIN_TEST_POSTGRES=$url "$@" || status=1
	tests/support/postgres.sh stop "$dir"
	return $status
}

web() {
	local status=0
	tools/each.sh "$jobs" 900 tests/web/*_test.mjs || status=1
	CONGTIN_TEST_ENGINE=postgresql tools/each.sh "$jobs" 900 tests/web/*_test.mjs || status=1
	return $status
}

kills() { # one after the other: these measure time
	local status=0
	tools/each.sh 1 900 tests/kill/*_test.mjs || status=1
	CLOCK_KILLS=10 CONGTIN_TEST_ENGINE=postgresql tools/each.sh 1 900 tests/kill/clock_test.mjs || status=1
	return $status
}

tools/setup.sh check || exit 1
echo "gcc $(gcc -dumpversion), clang $(clang -dumpversion), $jobs cores"
step gcc build build gcc
step rules source_rules
step unit with_postgres tools/each.sh "$jobs" 900 build/tests/*/*_test
step web with_postgres web
step cli tools/each.sh "$jobs" 900 tests/cli/*_test.mjs
step browser tools/each.sh "$jobs" 900 tests/browser/*_test.mjs
step kill with_postgres kills
step clang build build/clang clang
step asan tools/asan.sh
step fuzz tools/fuzz.sh
echo "took $((SECONDS - started)) s"
echo "$passed passed, $failed failed, $skipped skipped"
[ $failed = 0 ]
