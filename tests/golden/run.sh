#!/bin/sh
# run.sh [--update] DRIVER: feeds each tests/golden/<module>/*.in to DRIVER (file name as argument) and compares
# what it prints with name.expected. With --update, shows each difference and asks whether to take it.
update=
[ "$1" = --update ] && { update=1; shift; }
driver=$1
folder=tests/golden/$(basename "$(dirname "$driver")")
out=$(mktemp) || exit 2
trap 'rm -f "$out"' EXIT
bad=0
for input in "$folder"/*.in; do
    expected=${input%.in}.expected
    name=$(basename "${input%.in}")
    "$driver" "$input" >"$out" || echo "(driver ended with status $?)" >>"$out"
    if cmp -s "$out" "$expected"; then
        echo "ok - $name"
    elif [ -n "$update" ]; then
        diff -u "$expected" "$out" 2>/dev/null || { [ -e "$expected" ] || cat "$out"; }
        printf 'take this for %s? [y/N] ' "$expected"
        read -r answer
        [ "$answer" = y ] && cp "$out" "$expected"
    else
        echo "not ok - $name"
        diff -u "$expected" "$out"
        bad=1
    fi
done
exit $bad
