#!/bin/sh
# Holds every #include to the table in src/README.md. Prints what breaks it; TAP at the end.
cd "$(dirname "$0")/.." || exit 2
awk '
FILENAME == "src/README.md" {
    if (split($0, column, "|") < 5 || column[2] ~ /^ *(module|-+) *$/) next
    module = column[2]; gsub(/ /, "", module)
    known[module] = 1
    may[module, module] = 1
    n = split(column[3], names, " ")
    for (i = 1; i <= n; i++) may[module, names[i]] = 1
    n = split(column[4], names, " ")
    for (i = 1; i <= n; i++) { owned[names[i]] = 1; owns[module, names[i]] = 1 }
    next
}
FNR == 1 { split(FILENAME, path, "/"); module = path[2]; files++
    if (!(module in known)) { print FILENAME ": no row for module \"" module "\" in src/README.md"; bad++ } }
/^[ \t]*#[ \t]*include/ {
    match($0, /["<][^">]*[">]/); header = substr($0, RSTART + 1, RLENGTH - 2); quote = substr($0, RSTART, 1)
    first = header; sub(/\/.*/, "", first)
    if (quote == "\"") {
        if (index(header, "/") && (first in known) && !((module, first) in may)) {
            print FILENAME ":" FNR ": " module " may not include " header " (src/README.md)"; bad++ }
    } else {
        name = header; if (header ~ /^(libxml|curl)\//) name = first "/"
        if (header ~ /^(ncurses.*\/)?n?curses(w)?\.h$/) name = "curses.h"
        if (header ~ /^hb/) name = "hb.h"
        if (header ~ /^fribidi/) name = "fribidi.h"
        library = (name in owned) || header ~ /^(unicode|libxml|curl)\// 
        if (library && !((module, name) in owns)) {
            print FILENAME ":" FNR ": " module " does not own <" header "> (src/README.md)"; bad++ }
    }
}
END { print (bad ? "not ok" : "ok") " - each_module_includes_only_what_its_row_allows (" files " files)"; exit bad > 0 }
' src/README.md $(find src include -name '*.[ch]' | sort)
