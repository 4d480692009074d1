#!/bin/bash
# fuzz.sh: every fuzz target for FUZZ_SECONDS (default 30), two at a time. Findings stay in build/fuzz/found/.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${FUZZ_SECONDS:-30}
dir=build/fuzz
cc=clang
command -v ccache >/dev/null && cc="ccache clang"
flags="-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined"
make --no-print-directory -j"$(nproc)" BUILD=$dir CC="$cc" EXTRA_CFLAGS="$flags -O1" $dir/libcongtin.a $dir/gen/embedded.o
libraries=$(pkg-config --libs libmicrohttpd sqlite3 libpq jansson icu-i18n icu-uc libsodium liboath libcurl libconfig \
	libbrotlienc zlib libseccomp libxml-2.0 xlsxwriter)
mkdir -p $dir/found $dir/corpus

target() { # NAME
	local name=$1 begun=$SECONDS
	# shellcheck disable=SC2086
	clang -D_GNU_SOURCE -Isrc -I$dir -std=gnu17 -g -O1 -fsanitize=fuzzer,address,undefined \
		$(pkg-config --cflags jansson icu-uc sqlite3 libxml-2.0) -o "$dir/${name}_fuzz" "tests/fuzz/${name}_fuzz.c" \
		$dir/libcongtin.a $dir/gen/embedded.o $libraries -lpthread -lm
	mkdir -p "$dir/corpus/$name" "tests/fuzz/corpus/$name"
	if "$dir/${name}_fuzz" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -print_final_stats=1 \
		-artifact_prefix="$dir/found/$name-" "$dir/corpus/$name" "tests/fuzz/corpus/$name" >"$dir/$name.log" 2>&1; then
		echo "$name: quiet, $(awk '/number_of_executed_units/ {print $2}' "$dir/$name.log") runs in $((SECONDS - begun)) s"
		return 0
	fi
	echo "FAILED $name"
	tail -30 "$dir/$name.log"
	return 1
}

good=0 bad=0 running=()
for source in tests/fuzz/*_fuzz.c; do
	name=$(basename "$source" _fuzz.c)
	target "$name" &
	running+=($!)
	if [ ${#running[@]} = 2 ]; then
		if wait "${running[0]}"; then good=$((good + 1)); else bad=$((bad + 1)); fi
		running=("${running[@]:1}")
	fi
done
for pid in "${running[@]}"; do
	if wait "$pid"; then good=$((good + 1)); else bad=$((bad + 1)); fi
done
echo "$good passed, $bad failed, 0 skipped"
[ $bad = 0 ]
