#!/bin/sh
# run.sh COMMAND…: runs each test command (a program that prints TAP lines), shows what failed, and counts.
# The last line is "N passed, N failed". A program that dies or prints no test counts as one failure.
passed=0 failed=0
log=$(mktemp) || exit 2
trap 'rm -f "$log"' EXIT
for command in "$@"; do
    CMOCKA_MESSAGE_OUTPUT=TAP sh -c "$command" >"$log" 2>&1
    status=$?
    good=$(grep -c '^ok ' "$log")
    bad=$(grep -c '^not ok ' "$log")
    if [ "$bad" -eq 0 ] && { [ "$status" -ne 0 ] || [ "$good" -eq 0 ]; }; then bad=1; fi
    passed=$((passed + good)) failed=$((failed + bad))
    if [ "$bad" -gt 0 ]; then
        echo "FAILED $command (status $status)"
        grep -v '^ok ' "$log" | tail -n 60
    else
        echo "$good ok: $command"
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
