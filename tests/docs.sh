#!/bin/sh
# docs.sh KHABAR: what the documents promise is there. TAP.
khabar=$1
bad=0
check() { # NAME STATUS
    if [ "$2" = 0 ]; then echo "ok - $1"; else echo "not ok - $1"; bad=1; fi
}
lint=$(mandoc -Tlint -W warning man/khabar.1 man/khabar-query.5 man/*/*.[1-8] 2>&1 | grep -v 'outdated mandoc.db')
[ -z "$lint" ] || echo "$lint"
check the_man_pages_are_clean_under_mandoc_lint "$([ -z "$lint" ]; echo $?)"

missing=
for option in $("$khabar" --help | grep -o -- '--[a-z][a-z-]*' | sort -u); do
    grep -q -- "^\.*\(It \)*Fl .*-${option#--}\( \|$\)" man/khabar.1 || missing="$missing $option"
done
for command in dump save parse refresh add remove feeds list search import export completion themes doctor; do
    "$khabar" --help | grep -q "khabar $command" || missing="$missing help:$command"
    grep -q "^.It Cm $command" man/khabar.1 || missing="$missing man:$command"
done
[ -z "$missing" ] || echo "# missing:$missing"
check every_option_and_command_is_in_help_and_man_page "$([ -z "$missing" ]; echo $?)"

missing=
for setting in $(sed -n 's/^    { "\([a-z-]*\)",.* AT(.*/\1/p' src/app/config.c); do
    grep -q "^.It Cm \(.* \)*$setting\( \|$\)" man/khabar.1 || missing="$missing $setting"
done
[ -z "$missing" ] || echo "# missing:$missing"
check every_setting_is_in_the_man_page "$([ -z "$missing" ]; echo $?)"

missing=
for page in man/*/*.[1-8]; do
    english=man/${page##*/}
    for word in $(sed -nE 's/^\.It (Cm|Ev|Pa) //p' $page | grep -oE '[$a-zA-Z][a-zA-Z_$/.-]{2,}' | sort -u); do
        grep -q "^\.It .*$(printf %s "$word" | sed 's/[$.]/\\&/g')\( \|$\)" $english || missing="$missing $page:$word"
    done
    for option in $(grep -E '^\.(It Fl|Fl|It Cm)' $page | grep -oE 'Fl -[a-z-]+' | cut -d' ' -f2 | sort -u); do
        grep -qE -- "^\.*(It )?.*Fl .*$option( |$)" $english || missing="$missing $page:-$option"
    done
done
[ -z "$missing" ] || echo "# not in the English page:$missing"
check translated_man_pages_name_what_the_english_one_names "$([ -z "$missing" ]; echo $?)"

missing=
for key in $(sed -n 's/^    { "\([a-z-]*\)", parse_.*/\1/p' src/source/keys.c); do
    grep -q "^.It Cm \(.* \)*$key\( \|$\)" man/khabar-feeds.5 || missing="$missing $key"
done
[ -z "$missing" ] || echo "# missing:$missing"
check every_key_of_the_feeds_file_is_in_its_man_page "$([ -z "$missing" ]; echo $?)"
lint=$(mandoc -Tlint -W warning man/khabar-feeds.5 2>&1 | grep -v 'outdated mandoc.db')
[ -z "$lint" ] || echo "$lint"
check the_feeds_files_man_page_is_clean_under_mandoc_lint "$([ -z "$lint" ]; echo $?)"

missing=
for word in $(grep -o '{ "[a-z]*", QUERY_' src/store/query.c | cut -d'"' -f2); do
    grep -q "^.It \(Cm .*\)*Cm $word\( \|$\)" man/khabar-query.5 || missing="$missing $word"
done
[ -z "$missing" ] || echo "# missing:$missing"
check every_word_of_the_query_language_is_in_its_man_page "$([ -z "$missing" ]; echo $?)"

wrong=
for picture in english arabic; do
    awk -v begin="picture_${picture}_100" '/^<!-- / { inside = index($0, begin) } inside && /^    / { print substr($0, 5) }' README.md |
        sed "s/^$(printf '\342\200\255')//" | cmp -s - "tests/screen/picture_${picture}_100.screen" || wrong="$wrong $picture"
done
[ -z "$wrong" ] || echo "# not as tests/screen has it:$wrong"
check the_pictures_in_the_readme_are_of_this_program "$([ -z "$wrong" ]; echo $?)"

missing=
for target in $(sed -n 's/^\([a-z-]*\):.*## .*/\1/p' Makefile); do
    make -n help >/dev/null 2>&1 || missing="$missing help"
    make help | grep -q "^make $target " || missing="$missing $target"
done
[ -z "$missing" ] || echo "# missing:$missing"
check make_help_lists_the_targets "$([ -z "$missing" ]; echo $?)"
exit $bad
