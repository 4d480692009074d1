#!/bin/bash
# deb.sh VERSION: build/congtin_VERSION_ARCH.deb, with the libraries that the program is linked to.
set -euo pipefail
cd "$(dirname "$0")/.."
version=$1 root=build/deb arch=$(dpkg --print-architecture)

rm -rf $root
make --no-print-directory all
tools/install.sh "$PWD/$root" /usr build/congtin
mkdir -p $root/DEBIAN build/debian
printf 'Source: congtin\n' >build/debian/control
depends=$(cd build && dpkg-shlibdeps -O congtin 2>/dev/null | sed 's/^shlibs:Depends=//')
cat >$root/DEBIAN/control <<CONTROL
Package: congtin
Version: $version
Architecture: $arch
Maintainer: congtin <congtin@congtin.example>
Depends: $depends, libvips42, libpoppler-glib8
Section: web
Priority: optional
Description: information-provision desk and public portal of a ministry
 Deadlines by Vietnamese law, review by a second person, public pages.
CONTROL
echo /etc/congtin/congtin.conf >$root/DEBIAN/conffiles
dpkg-deb --root-owner-group --build $root "build/congtin_${version}_$arch.deb"
