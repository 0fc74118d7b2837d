#!/bin/sh
# tools/package.sh [OUT]: a Debian package of build/stemma in OUT (build/package): the program with its
# models and tables inside, manual page, completions, documents, and units for systemd. What it
# depends on is worked out from the program; the same commit gives the same bytes.
set -eu
cd "$(dirname "$0")/.."
out=${1:-build/package}
stemma=build/stemma
version=$("$stemma" --version | cut -d' ' -f2)
architecture=$(dpkg --print-architecture)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
export SOURCE_DATE_EPOCH

umask 022
mkdir -p "$out"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root

put() { install -D -m "$1" "$2" "$root$3"; }
packed() { mkdir -p "$root$(dirname "$1")"; gzip -9n >"$root$1"; }

put 755 "$stemma" /usr/bin/stemma
strip --strip-unneeded --remove-section=.comment "$root/usr/bin/stemma"
"$stemma" man | packed /usr/share/man/man1/stemma.1.gz
for shell in bash zsh fish; do "$stemma" completions $shell >"$work/$shell"; done
put 644 "$work/bash" /usr/share/bash-completion/completions/stemma
put 644 "$work/zsh" /usr/share/zsh/vendor-completions/_stemma
put 644 "$work/fish" /usr/share/fish/vendor_completions.d/stemma.fish
for unit in service timer; do put 644 packaging/systemd/stemma.$unit /lib/systemd/system/stemma.$unit; done
put 644 packaging/systemd/stemma.sysusers /usr/lib/sysusers.d/stemma.conf
put 644 packaging/systemd/stemma.tmpfiles /usr/lib/tmpfiles.d/stemma.conf
put 644 packaging/default /etc/default/stemma

documents=/usr/share/doc/stemma
put 644 packaging/copyright $documents/copyright
for page in README.md docs/*.md docs/*.json; do put 644 "$page" "$documents/$(basename "$page")"; done
for card in models/*.md; do put 644 "$card" "$documents/models/$(basename "$card")"; done
printf 'stemma (%s) stable; urgency=medium\n\n  * Release %s.\n\n -- stemma <stemma@localhost>  %s\n' \
  "$version" "$version" "$(date -uRd "@$SOURCE_DATE_EPOCH")" | packed $documents/changelog.gz
find "$root$documents" -name '*.md' -size +8k -exec gzip -9n {} +

# dpkg-shlibdeps wants to stand in a source package.
mkdir -p "$work/debian"
printf 'Source: stemma\n\nPackage: stemma\nArchitecture: any\n' >"$work/debian/control"
depends=$(cd "$work" && dpkg-shlibdeps -O "-eroot/usr/bin/stemma" 2>/dev/null | sed -n 's/^shlibs:Depends=//p')
[ -n "$depends" ] || { echo "package: what the program depends on could not be worked out" >&2; exit 1; }

mkdir -p "$root/DEBIAN"
cat >"$root/DEBIAN/control" <<END
Package: stemma
Version: $version
Architecture: $architecture
Maintainer: stemma <stemma@localhost>
Installed-Size: $(du -sk --apparent-size "$root" | cut -f1)
Depends: $depends
Recommends: ca-certificates, systemd
Section: text
Priority: optional
Description: what many news reports of one happening really say
 stemma reads many reports of the same happening and works out what is known:
 who says what, on whose word, which reports are copies or rewrites of one
 another, where they agree and what changed on the way. A library keeps what
 comes in; every finding leads back to the bytes it came from.
END
echo /etc/default/stemma >"$root/DEBIAN/conffiles"
for script in postinst prerm; do install -m 755 packaging/$script "$root/DEBIAN/$script"; done
(cd "$root" && find . -type f ! -path './DEBIAN/*' -printf '%P\n' | LC_ALL=C sort | xargs -d '\n' md5sum) >"$work/sums"
install -m 644 "$work/sums" "$root/DEBIAN/md5sums"

rm -f "$out"/stemma_*_"$architecture".deb
package=$out/stemma_${version}_$architecture.deb
dpkg-deb --root-owner-group -Zxz --build "$root" "$package" >/dev/null
echo "package: $package"
