#!/bin/sh
# tools/install.sh PREFIX: the executable, its man page and its shell completions.
set -eu
prefix=$1
stemma=$(dirname "$0")/../build/stemma
install -D -m 755 "$stemma" "$prefix/bin/stemma"
mkdir -p "$prefix/share/man/man1" "$prefix/share/bash-completion/completions" "$prefix/share/zsh/site-functions"
"$stemma" man >"$prefix/share/man/man1/stemma.1"
"$stemma" completions bash >"$prefix/share/bash-completion/completions/stemma"
"$stemma" completions zsh >"$prefix/share/zsh/site-functions/_stemma"
echo "installed in $prefix: bin/stemma, its man page and completions"
