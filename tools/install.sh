#!/bin/bash
# install.sh DESTDIR PREFIX PROGRAM: program, manual page, settings, service and an example for nginx.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$1 prefix=$2 program=$3

install -D -m 755 "$program" "$root$prefix/bin/congtin"
install -D -m 644 doc/congtin.1 "$root$prefix/share/man/man1/congtin.1"
install -D -m 644 deploy/nginx.conf "$root$prefix/share/doc/congtin/nginx.conf"
install -D -m 644 LICENSE "$root$prefix/share/doc/congtin/copyright"
install -d "$root$prefix/lib/systemd/system"
sed "s|@PREFIX@|$prefix|g" deploy/congtin.service >"$root$prefix/lib/systemd/system/congtin.service"
# Settings that somebody changed are kept.
[ -e "$root/etc/congtin/congtin.conf" ] || install -D -m 644 congtin.conf "$root/etc/congtin/congtin.conf"
