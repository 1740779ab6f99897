#!/bin/sh
# run.sh COMMAND…: runs each test command (a program that prints TAP lines), shows what failed, and counts.
# Twice as many run at once as there are processors, as most of them mostly wait ($TEST_JOBS decides otherwise).
# The last line is "N passed, N failed". A program that dies or prints no test counts as one failure.
if [ "$1" = --one ]; then # of the run whose folder is $2
    log=$(mktemp "$2/XXXXXX") || exit 2
    CMOCKA_MESSAGE_OUTPUT=TAP sh -c "$3" >"$log" 2>&1
    status=$?
    good=$(grep -c '^ok ' "$log")
    bad=$(grep -c '^not ok ' "$log")
    if [ "$bad" -eq 0 ] && { [ "$status" -ne 0 ] || [ "$good" -eq 0 ]; }; then bad=1; fi
    echo "$good $bad" >"$log.count"
    if [ "$bad" -gt 0 ]; then
        echo "FAILED $3 (status $status)"
        grep -v '^ok ' "$log" | tail -n 60
    else
        echo "$good ok: $3"
    fi >"$log.said"
    cat "$log.said"
    exit 0
fi

[ $# -gt 0 ] || set -- 'echo no test is named'
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
printf '%s\0' "$@" | xargs -0 -n 1 -P "${TEST_JOBS:-$((2 * $(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)))}" sh "$0" --one "$work"
# One that wrote no count at all is a failure as well.
cat "$work"/*.count | awk -v commands=$# '
    { passed += $1; failed += $2 }
    END { failed += commands - NR; printf "%d passed, %d failed\n", passed, failed; exit failed > 0 }'
