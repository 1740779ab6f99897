# "file NAME" lines and od's numbers to one table of embedded files.
BEGIN { print "#include \"base/embedded.h\"\n" }
$1 == "file" { if (count) print "};"; names[++count] = $2; printf "static const unsigned char bytes_%d[] = {", count; next }
{ for (i = 1; i <= NF; i++) printf "%s,", $i; print "" }
END {
    if (count) print "};"
    printf "const struct embedded_file embedded_%s[] = {\n", module
    for (i = 1; i <= count; i++)
        printf "    { \"%s\", { (const char *)bytes_%d, sizeof bytes_%d } },\n", names[i], i, i
    print "    { 0 },\n};"
}
