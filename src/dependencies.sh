#!/bin/sh
# dependencies.sh check|install [run|test|ci]: the libraries and tools that khabar is built and tested with.
# One line each: how to see whether it is there | apt | dnf | pacman | apk | brew
set -u
table() {
    cat <<'END'
run|tool cc|gcc|gcc|gcc|build-base|gcc
run|tool pkg-config|pkg-config|pkgconf-pkg-config|pkgconf|pkgconf|pkgconf
run|tool msgfmt|gettext|gettext|gettext|gettext|gettext
run|lib ncursesw|libncurses-dev|ncurses-devel|ncurses|ncurses-dev|ncurses
run|lib fribidi|libfribidi-dev|fribidi-devel|fribidi|fribidi-dev|fribidi
run|lib harfbuzz|libharfbuzz-dev|harfbuzz-devel|harfbuzz|harfbuzz-dev|harfbuzz
run|lib libcurl|libcurl4-openssl-dev|libcurl-devel|curl|curl-dev|curl
run|lib icu-uc|libicu-dev|libicu-devel|icu|icu-dev|icu4c
run|lib icu-i18n|libicu-dev|libicu-devel|icu|icu-dev|icu4c
run|lib libxml-2.0|libxml2-dev|libxml2-devel|libxml2|libxml2-dev|libxml2
run|lib gumbo|libgumbo-dev|gumbo-parser-devel|gumbo-parser|gumbo-parser-dev|gumbo-parser
run|lib md4c|libmd4c-dev|md4c-devel|md4c|md4c-dev|md4c
run|lib md4c-html|libmd4c-html0-dev|md4c-devel|md4c|md4c-dev|md4c
run|lib jansson|libjansson-dev|jansson-devel|jansson|jansson-dev|jansson
run|lib sqlite3|libsqlite3-dev|sqlite-devel|sqlite|sqlite-dev|sqlite
run|lib libzstd|libzstd-dev|libzstd-devel|zstd|zstd-dev|zstd
run|header libstemmer.h|libstemmer-dev|libstemmer-devel|snowball|snowball-dev|snowball
run|file /etc/ssl/certs|ca-certificates|ca-certificates|ca-certificates|ca-certificates|ca-certificates
test|lib cmocka|libcmocka-dev|libcmocka-devel|cmocka|cmocka-dev|cmocka
test|tool tmux|tmux|tmux|tmux|tmux|tmux
test|tool python3|python3|python3|python|python3|python
test|tool openssl|openssl|openssl|openssl|openssl|openssl
test|tool mandoc|mandoc|mandoc|mandoc|mandoc|mandoc
test|tool nghttpd|nghttp2-server|nghttp2|nghttp2|nghttp2|nghttp2
ci|tool zsh|zsh|zsh|zsh|zsh|zsh
ci|tool fish|fish|fish|fish|fish|fish
ci|lib xkbcommon|libxkbcommon-dev|libxkbcommon-devel|libxkbcommon|libxkbcommon-dev|libxkbcommon
ci|tool clang|clang|clang|clang|clang|llvm
test|data BidiCharacterTest.txt|unicode-data|unicode-ucd|unicode-character-database|unicode-character-database|unicode-character-database
END
}

present() {
    case $1 in
    "tool cc") command -v "${CC:-cc}" >/dev/null 2>&1 ;;
    "tool "*) command -v "${1#tool }" >/dev/null 2>&1 ;;
    "lib "*) pkg-config --exists "${1#lib }" 2>/dev/null ;;
    "header "*) echo "#include <${1#header }>" | "${CC:-cc}" -E - >/dev/null 2>&1 ;; # it has no pkg-config file
    "file "*) [ -e "${1#file }" ] ;;
    "data "*) [ -e "${UNICODE_DATA:-/usr/share/unicode}/${1#data }" ] || [ -e "/usr/share/unicode/ucd/${1#data }" ] ;;
    esac
}

column=0 install=
choose() { if [ "$column" = 0 ] && command -v "$1" >/dev/null 2>&1; then column=$2 install=$3; fi; }
choose apt-get 3 'apt-get install -y --no-install-recommends'
choose dnf 4 'dnf install -y'
choose pacman 5 'pacman -S --needed --noconfirm'
choose apk 6 'apk add'
choose brew 7 'brew install'

action=${1:-check} purpose=${2:-run}
missing=$(table | while IFS='|' read -r use probe packages; do
    case $purpose in
    run) [ "$use" = run ] || continue ;;
    test) [ "$use" != ci ] || continue ;;
    esac
    present "$probe" || echo "$use|$probe|$packages"
done)
[ -n "$missing" ] || exit 0

package_of() { [ "$column" = 0 ] || echo "$1" | cut -d'|' -f"$column"; }
packages=$(echo "$missing" | while read -r line; do package_of "$line"; done | sort -u | tr '\n' ' ')
root=
[ "$(id -u)" = 0 ] || [ "$column" = 7 ] || root='sudo '

if [ "$action" = check ]; then
    echo "$missing" | while read -r line; do
        name=$(echo "$line" | cut -d'|' -f2 | sed 's/^[a-z]* //')
        package=$(package_of "$line")
        echo "missing: $name${package:+ (package $package)}" >&2
    done
    if [ "$column" = 0 ]; then
        echo "No apt, dnf, pacman, apk or brew here: install these by hand." >&2
    else
        echo "Get what is missing with:  make deps     (runs: $root$install $packages)" >&2
    fi
    exit 1
fi
if [ "$column" = 0 ]; then
    echo "khabar: no apt, dnf, pacman, apk or brew here; install by hand:" >&2
    echo "$missing" | cut -d'|' -f2 >&2
    exit 1
fi
if [ "$column" = 3 ]; then
    echo "+ ${root}apt-get update"
    ${root}apt-get update -q >/dev/null || exit 1
fi
echo "+ $root$install $packages"
# shellcheck disable=SC2086 # the package list is meant to split
DEBIAN_FRONTEND=noninteractive $root$install $packages
