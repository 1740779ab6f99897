#!/bin/sh
# po.sh TEMPLATE: the catalogues in src/po against what the source says now (`make pot`). TAP.
template=$1
complete='ar fa fr he ur' # languages in which nothing may be missing or fuzzy any more
bad=0
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
check() { # NAME, and in $work/wrong what is wrong
    if [ -s "$work/wrong" ]; then sed 's/^/# /' "$work/wrong"; echo "not ok - $1"; bad=1; else echo "ok - $1"; fi
    : >"$work/wrong"
}
: >"$work/wrong"

# With the template's own flags: a format is one whatever the catalogue says of it.
for po in src/po/*.po; do
    msgmerge --quiet --no-fuzzy-matching -o "$work/merged.po" "$po" "$template" 2>>"$work/wrong" &&
        msgfmt --check --check-domain -o "$work/x.mo" "$work/merged.po" 2>"$work/said" || { echo "$po:"; cat "$work/said"; } >>"$work/wrong"
done
check each_catalogue_is_well_formed_and_has_the_directives_of_the_source

for po in src/po/*.po; do
    name=$(basename "$po" .po)
    grep -q "^\"Language: $name\\\\n\"" "$po" || echo "$po: its header says another Language" >>"$work/wrong"
    grep -q '^"Plural-Forms: nplurals=[1-9]' "$po" || echo "$po: its header lacks Plural-Forms" >>"$work/wrong"
    grep -q 'charset=UTF-8' "$po" || echo "$po: is not in UTF-8" >>"$work/wrong"
done
check each_catalogue_says_its_language_plurals_and_encoding

for name in $complete; do
    msgcmp "src/po/$name.po" "$template" 2>>"$work/wrong"
done
check nothing_is_missing_or_fuzzy_where_a_language_is_complete

# What reads messages must find them: one of each way to write them.
for id in 'one row down' 'back' 'Not found: %s' '%zu found' 'No date' 'usage: khabar %s' '%s needs a name' 'Tag: ' 'the line is too long' \
    '%s: answered 402 (payment required)' 'damaged: %.*s'; do
    grep -qFx "msgid \"$id\"" "$template" || echo "the template lacks \"$id\"" >>"$work/wrong"
done
check the_template_holds_messages_of_every_kind

# In what is compiled in, for nobody types the marks (Makefile, LEFT_TO_RIGHT).
mark=$(printf '\342\200\216')
for po in src/po/ar.po src/po/fa.po src/po/he.po src/po/ur.po; do
    mo=$(dirname "$template")/po/$(basename "$po" .po).mo
    msgunfmt --no-wrap "$mo" | sed -n '/^msgstr/,/^$/p' | sed -E "s,$mark(--?|~/|/),,g" |
        grep -E '(["(]|[^A-Za-z0-9] )(--[a-z]|~/|/dev)' | sed "s|^|$po: no left-to-right mark before: |" >>"$work/wrong"
done
msgunfmt "$(dirname "$template")/po/fr.mo" | grep "$mark" >>"$work/wrong"
check options_in_text_that_runs_right_to_left_keep_their_dashes_in_front

# The checks themselves, with a catalogue in which one directive differs and nothing else is said.
sed '/^msgid "Not found: %s"/,/^$/s/^msgstr .*/msgstr "%d"/' src/po/fr.po >"$work/format.po"
msgmerge --quiet --no-fuzzy-matching "$work/format.po" "$template" | msgfmt --check -o "$work/x.mo" - 2>"$work/said"
grep -q 'format specifications' "$work/said" || echo 'another directive went through' >>"$work/wrong"
msggrep --msgid -F -e 'Not found: %s' "$work/format.po" | msgcmp - "$template" 2>"$work/said"
grep -q 'used but not defined' "$work/said" || echo 'a missing entry went through' >>"$work/wrong"
check a_wrong_directive_and_a_missing_entry_are_found

for po in src/po/*.po; do
    echo "# $po: $(LC_ALL=C msgmerge --quiet --no-fuzzy-matching "$po" "$template" | LC_ALL=C msgfmt --statistics -o /dev/null - 2>&1)"
done
exit $bad
