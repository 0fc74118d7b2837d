#!/bin/sh
# tools/check_package.sh PACKAGE: does the package install and run on a clean machine? As root, with
# debootstrap: a new, smallest Debian of its own, into which apt installs the package with what it says
# that it depends on. Else: an empty root with the package and the libraries that the program asks for.
# Either way the program runs there, in an empty environment, as the unit would run it.
set -eu
package=$(readlink -f "$1")
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

if [ "$(id -u)" = 0 ] && command -v debootstrap >/dev/null; then
  echo "check-package: a new Debian, by debootstrap"
  debootstrap --variant=minbase bookworm "$root" ${MIRROR:-} >"$root.log" 2>&1 ||
    { cat "$root.log"; rm -f "$root.log"; exit 1; }
  rm -f "$root.log"
  cp "$package" "$root/stemma.deb"
  cp /etc/resolv.conf "$root/etc/resolv.conf"
  enter="chroot $root env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin"
  quiet="-y -qq -o Dpkg::Use-Pty=0 -o APT::Sandbox::User=root"
  $enter DEBIAN_FRONTEND=noninteractive apt-get install $quiet --no-install-recommends /stemma.deb >/dev/null
  dpkg --root="$root" --verify stemma
else
  echo "check-package: an empty root with the program's libraries"
  dpkg-deb -x "$package" "$root"
  ldd "$root/usr/bin/stemma" | grep -o '/[^ ]*' | while read -r library; do
    install -D "$(readlink -f "$library")" "$root$library"
  done
  mkdir -p "$root/tmp" "$root/var/lib"
  [ "$(id -u)" = 0 ] && enter="$(command -v chroot) $root" ||
    enter="$(command -v unshare) --map-root-user --root=$root"
  enter="env -i $enter"
fi

mkdir -p "$root/var/spool/stemma"
cat >"$root/var/spool/stemma/a.txt" <<END
Pumps of Port Sela stood still on Friday, the harbour board said. At least 40 houses were without water.
END
library="--library /tmp/news.stemma"
$enter /usr/bin/stemma --version
$enter /usr/bin/stemma add --no-analysis --verbose $library /var/spool/stemma
$enter /usr/bin/stemma refresh $library
$enter /usr/bin/stemma search $library 'pumps speaker:board' | grep -q 'houses'
$enter /usr/bin/stemma export $library --format csv claims | grep -q 'harbour board'
$enter /usr/bin/stemma doctor $library
$enter /usr/bin/stemma read /var/spool/stemma/a.txt >/dev/null
if [ -x "$root/usr/bin/apt-get" ]; then
  $enter DEBIAN_FRONTEND=noninteractive apt-get purge $quiet stemma >/dev/null
  [ ! -e "$root/usr/bin/stemma" ] && [ ! -e "$root/etc/default/stemma" ]
fi
echo "check-package: it installs and runs"
