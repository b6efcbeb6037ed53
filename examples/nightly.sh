#!/bin/sh
# Every night: check the newest snapshot, rank it, and say who came into the list and who left it since the last run.
#
#   examples/nightly.sh SNAPSHOT SCENARIO FOLDER
#
# FOLDER keeps one folder a run, named by the digest of the data and the scenario: the same inputs give the same folder, so that
# running twice changes nothing. Needs `negah` on the search path. Exit code 1: the data or the scenario cannot be used, and the
# reason stands on standard error; nothing is written then.
set -eu

snapshot=$1
scenario=$2
folder=$3

# What blocks is said here and ends the run; warnings are kept beside the results.
mkdir -p "$folder"
work=$(mktemp -d "$folder/.work.XXXXXX")
trap 'rm -rf "$work"' EXIT
negah check "$snapshot" > "$work/check.txt" || { cat "$work/check.txt" >&2; exit 1; }

negah rank "$snapshot" --scenario "$scenario" --csv "$work/ranking.csv"
negah rank "$snapshot" --scenario "$scenario" --lang fa --xlsx "$work/ranking.xlsx"
negah rank "$snapshot" --scenario "$scenario" --json "$work/ranking.json"
negah insight "$snapshot" --scenario "$scenario" --json "$work/insight.json"
negah insight "$snapshot" --scenario "$scenario" --lang fa > "$work/insight.txt"
# The codes of the list, sorted, decisions counted. What stands in quotes (names with commas) holds no column that is asked for.
negah rank "$snapshot" --scenario "$scenario" --csv - --full | sed 's/"[^"]*"//g' |
    awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "in_list") column = i; next } $column == "yes" { print $1 }' |
    sort > "$work/list.txt"

name=$(cat "$snapshot" "$scenario" | sha256sum | cut -c1-16)
last=$(cat "$folder/last" 2>/dev/null || true)
if [ -n "$last" ] && [ "$last" != "$name" ]; then
    comm -13 "$folder/$last/list.txt" "$work/list.txt" | sed 's/^/+ /'
    comm -23 "$folder/$last/list.txt" "$work/list.txt" | sed 's/^/- /'
fi

rm -rf "${folder:?}/$name"
mv "$work" "$folder/$name"
trap - EXIT
echo "$name" > "$folder/last"
