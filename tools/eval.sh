#!/bin/sh
# Scores every stage against the gold data of STEMMA_SHARED (../shared beside the checkout) and
# prints one block a task: the figures of docs/accuracy.md.
set -eu
cd "$(dirname "$0")/.."
shared=${STEMMA_SHARED:-../shared}
[ -d "$shared/gold" ] || { echo "eval: no gold data at $shared/gold (set STEMMA_SHARED)"; exit 0; }
build/stemma eval list - | while read -r task _; do
  echo "== $task"
  build/stemma eval "$task" "$shared/gold/$task" </dev/null
done
