#!/bin/bash
# A private PostgreSQL cluster for tests: a Unix socket in DIR, no network, nothing kept.
#
#	url=$(tests/support/postgres.sh start DIR)	makes DIR, prints postgresql://…
#	tests/support/postgres.sh stop DIR		ends the server and removes DIR
#
# DIR must not exist or be empty. PostgreSQL refuses to run as root, so root runs it as
# `postgres` or, without such an account, as `nobody`. Durability is off: tests of that have
# no business here.
set -euo pipefail

complain() {
	echo "postgres.sh: $*" >&2
	exit 1
}

find_programs() {
	local dir
	for dir in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -Vr); do
		if [ -x "$dir/initdb" ] && [ -x "$dir/pg_ctl" ]; then
			echo "$dir"
			return
		fi
	done
	complain "PostgreSQL's server is not installed"
}

as_owner() {
	if [ "$(id -u)" = 0 ]; then
		local owner=nobody
		id postgres >/dev/null 2>&1 && owner=postgres
		setpriv --reuid "$owner" --regid "$(id -g "$owner")" --clear-groups -- "$@"
	else
		"$@"
	fi
}

start() {
	local dir=$1 bin settings
	bin=$(find_programs)
	mkdir -p "$dir"
	dir=$(cd "$dir" && pwd)
	[ -z "$(ls -A "$dir")" ] || complain "$dir is not empty"
	# A socket's whole path has at most 107 bytes.
	[ ${#dir} -le 85 ] || complain "the path $dir is too long for a socket"
	chmod 755 "$dir"
	if [ "$(id -u)" = 0 ]; then
		chown "$(id -u postgres 2>/dev/null || id -u nobody)" "$dir"
	fi
	(
		cd "$dir"
		as_owner "$bin/initdb" -D "$dir/data" -U congtin -A trust -E UTF8 --locale=C.UTF-8 \
			--no-sync >"$dir/initdb.log" 2>&1
	) || { cat "$dir/initdb.log" >&2; rm -rf "$dir"; complain "initdb failed"; }
	settings="-c listen_addresses='' -c unix_socket_directories='$dir' -c fsync=off"
	settings+=" -c full_page_writes=off -c shared_buffers=32MB -c max_connections=40"
	settings+=" -c deadlock_timeout=50ms -c log_min_messages=fatal"
	(
		cd "$dir"
		as_owner "$bin/pg_ctl" start -D "$dir/data" -w -t 60 -l "$dir/server.log" -o "$settings" \
			>"$dir/start.log" 2>&1 </dev/null
	) || { cat "$dir/start.log" "$dir/server.log" >&2; rm -rf "$dir"; complain "the server did not start"; }
	echo "postgresql:///postgres?host=$dir&user=congtin"
}

stop() {
	local dir=$1 bin
	[ -d "$dir/data" ] || return 0
	bin=$(find_programs)
	dir=$(cd "$dir" && pwd)
	(cd "$dir" && as_owner "$bin/pg_ctl" stop -D "$dir/data" -m immediate -w -t 30 >/dev/null 2>&1) || true
	rm -rf "$dir"
}

case "${1:-} ${2:-}" in
"start "?*) start "$2" ;;
"stop "?*) stop "$2" ;;
*) complain "usage: postgres.sh start|stop DIR" ;;
esac
