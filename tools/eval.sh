#!/bin/sh
# Scores every stage against the gold data of STEMMA_SHARED (../shared beside the checkout) and
# prints one block a task: the figures of docs/accuracy.md.
set -eu
cd "$(dirname "$0")/.."
shared=${STEMMA_SHARED:-../shared}
[ -d "$shared/gold" ] || { echo "eval: no gold data at $shared/gold (set STEMMA_SHARED)"; exit 0; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

build/stemma eval list - | while read -r task _; do
  gold=$shared/gold/$task
  case $task in
    html) # the pages come packed
      cp "$gold/expected.jsonl" "$scratch/"
      tar -C "$scratch" -xf "$gold/readability-pages.tar.xz"
      gold=$scratch ;;
    mutations) gold=$shared/gold/stories ;;
    attribution) gold=$gold/dev ;;
    clusters) gold=$shared/gold/stories ;;
  esac
  echo "== $task"
  build/stemma eval "$task" "$gold" </dev/null
done
