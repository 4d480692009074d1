#!/bin/bash
# setup.sh [check|bench|coverage]: installs the Debian packages that are missing. Needs root or sudo only then.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/packages.sh

wanted=("${run_packages[@]}")
[ "${1:-}" = check ] && wanted+=("${check_packages[@]}")
[ "${1:-}" = bench ] && wanted+=("${check_packages[@]}" "${bench_packages[@]}")
[ "${1:-}" = coverage ] && wanted+=("${coverage_packages[@]}")

# Programs count as there wherever they come from: another nodejs than Debian's brings its own npm,
# and Debian's npm package then cannot be installed beside it.
declare -A program=([nodejs]=node [npm]=npm [chromium]=chromium [nginx-light]=nginx [curl]=curl [wrk]=wrk)

missing=()
for package in "${wanted[@]}"; do
	[ -n "${program[$package]:-}" ] && command -v "${program[$package]}" >/dev/null && continue
	state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
	[ "$state" = installed ] || missing+=("$package")
done
[ ${#missing[@]} = 0 ] && exit 0

as_root=()
if [ "$(id -u)" != 0 ]; then
	command -v sudo >/dev/null || {
		echo "These packages are missing; install them as root: ${missing[*]}" >&2
		exit 1
	}
	as_root=(sudo)
fi
echo "Installing: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
# Services that packages bring (PostgreSQL, nginx) are not started by this.
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
	apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
