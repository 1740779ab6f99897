#!/bin/sh
# key_layouts.sh: the table of keyboard layouts against the system's xkb-data, where that is what the table is of. TAP.
of=$(sed -n '1s/.*xkb-data \([0-9.]*\);.*/\1/p' src/ui/key_layouts_table.h)
found=$(pkg-config --modversion xkeyboard-config 2>/dev/null)
python3 -c 'import ctypes; ctypes.CDLL("libxkbcommon.so.0")' 2>/dev/null || found=
case $found in
"$of" | "$of".*) exec python3 src/ui/key_layouts.py --check ;;
esac
echo "ok - key_layouts_table.h is what xkb-data says # SKIP the table is of $of, here is ${found:-none}"
