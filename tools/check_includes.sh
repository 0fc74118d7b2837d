#!/bin/sh
# The flow goes one way: a room may include only rooms that stand above it in the list below, and
# base from anywhere. A public header belongs to the room that makes its type.
set -eu
cd "$(dirname "$0")/.."

awk '
BEGIN {
  count = split("base fetch intake language grounding claims lineage collation stories library briefing eval bench app", rooms, " ")
  for (i = 1; i <= count; i++) rank[rooms[i]] = i
  split("result:base evidence:base report:intake analysis:language syntax:language grounding:grounding claim:claims proposition:claims lineage:lineage collation:collation library:library story:stories briefing:briefing", pairs, " ")
  for (i in pairs) { split(pairs[i], p, ":"); owner[p[1]] = p[2] }
}
function room_of(path, parts) {
  split(path, parts, "/")
  if (parts[1] == "src") return parts[2]
  if (parts[1] == "apps") return "app"
  if (parts[1] == "include") { sub(/\.h$/, "", parts[3]); return owner[parts[3]] }
  return parts[1]
}
FNR == 1 {
  here = room_of(FILENAME)
  if (!(here in rank)) { printf "%s: no such room in tools/check_includes.sh: %s\n", FILENAME, here; bad = 1; rank[here] = 99 }
}
/^#include "/ {
  split($2, quoted, "\"")
  target = quoted[2]
  slash = split(target, parts, "/")
  if (slash < 2) next                       # a neighbour in the same folder
  if (parts[1] == "stemma") { sub(/\.h$/, "", parts[2]); there = owner[parts[2]] }
  else there = parts[1]
  if (!(there in rank)) { printf "%s:%d: unknown room in #include \"%s\"\n", FILENAME, FNR, target; bad = 1; next }
  if (rank[there] > rank[here]) {
    printf "%s:%d: %s stands above %s in the flow and may not include \"%s\"\n", FILENAME, FNR, here, there, target
    bad = 1
  }
}
END { exit bad }
' $(find include src apps eval bench -name '*.h' -o -name '*.cpp' | sort)
echo "includes: one-way flow holds"
