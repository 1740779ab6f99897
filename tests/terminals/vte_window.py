#!/usr/bin/env python3
"""vte_window.py COLUMNS ROWS FONT COMMAND…: the terminal widget of GNOME's terminals, in a window of its own."""
import sys
import gi
gi.require_version("Gtk", "3.0")
gi.require_version("Gdk", "3.0")
gi.require_version("Vte", "2.91")
from gi.repository import Gdk, GLib, Gtk, Pango, Vte

columns, rows, font, command = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4:]
if not command:
    print("%d.%d.%d" % (Vte.get_major_version(), Vte.get_minor_version(), Vte.get_micro_version()))
    sys.exit()


def colour(name):
    value = Gdk.RGBA()
    value.parse(name)
    return value


terminal = Vte.Terminal()
terminal.set_size(columns, rows)
terminal.set_font(Pango.FontDescription(font))
terminal.set_colors(colour("white"), colour("black"), None)
terminal.set_cursor_blink_mode(Vte.CursorBlinkMode.OFF)
terminal.connect("child-exited", Gtk.main_quit)
window = Gtk.Window(decorated=False)
window.connect("destroy", Gtk.main_quit)
window.add(terminal)
window.show_all()
terminal.spawn_async(Vte.PtyFlags.DEFAULT, None, command, None, GLib.SpawnFlags.DEFAULT, None, None, -1, None, None)
Gtk.main()
