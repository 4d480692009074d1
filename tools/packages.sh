# packages.sh - the Debian packages (bookworm and later) that building, running and checking need.
# Sourced by setup.sh and deb.sh.

run_packages=(
	build-essential pkg-config ca-certificates nodejs npm
	libmicrohttpd-dev libsqlite3-dev libpq-dev libjansson-dev libicu-dev libsodium-dev
	liboath-dev libcurl4-openssl-dev libconfig-dev libbrotli-dev zlib1g-dev libseccomp-dev
	libxml2-dev libxlsxwriter-dev libvips42 libpoppler-glib8
)
check_packages=(
	clang libclang-rt-dev libcmocka-dev postgresql chromium fonts-liberation curl openssl sqlite3 libfaketime
	python3-openpyxl python3-aiosmtpd
)
bench_packages=(nginx-light wrk)
coverage_packages=(libcmocka-dev gcovr)
