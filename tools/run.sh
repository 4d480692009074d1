#!/bin/bash
# run.sh: serves http://127.0.0.1:8080 with demo data in var/. The data stay for the next run.
set -euo pipefail
cd "$(dirname "$0")/.."

store=var/congtin.db
listen=${LISTEN:-127.0.0.1:8080}

if [ ! -e "$store" ]; then
	# A store that was only half filled is not left behind.
	trap 'rm -f "$store" "$store"-wal "$store"-shm' ERR
	build/congtin init --store "$store" --demo
	trap - ERR
fi

echo
echo "  Cổng:          http://$listen/"
echo "  Bàn làm việc:  http://$listen/desk"
echo
echo "  Tài khoản minh họa, mật khẩu minhhoa-2026:"
grep '"shown": true' demo/accounts.json |
	sed -E 's/.*"login": "([^"]*)", "name": "([^"]*)", "unit": "([^"]*)", "roles": \[([^]]*)\].*/\1\t\3\t\4/; s/"//g' |
	while IFS=$'\t' read -r login unit roles; do
		printf '    %-14s %-7s %s\n' "$login" "$unit" "$roles"
	done
echo
exec build/congtin serve --store "$store" --listen "$listen" --log-requests false
