"""The terminals: how each is started with a font, a size and a program, and what must be installed for it."""
import json, os, shutil, signal, socket, subprocess, sys, tempfile, time
from collections import namedtuple

HERE = os.path.dirname(os.path.abspath(__file__))
FONT, PIXELS = "DejaVu Sans Mono", 20
POINTS = PIXELS * 72 // 96


def xterm(place):
    return ["xterm", "-u8", "-fa", FONT, "-fs", str(POINTS), "-bg", "black", "-fg", "white", "-b", "2", "+sb",
            "-geometry", place.size(), "-e", *place.command]


def urxvt(place):
    return ["urxvt", "-fn", "xft:%s:pixelsize=%d" % (FONT, PIXELS), "-letsp", "0", "-bg", "black", "-fg", "white", "+sb",
            "-geometry", place.size(), "-e", *place.command]


def st(place):
    return ["stterm", "-f", "%s:pixelsize=%d" % (FONT, PIXELS), "-g", place.size(), "-e", *place.command]


def alacritty(place):
    path = place.write("alacritty.yml", """
window: {dimensions: {columns: %d, lines: %d}, position: {x: 0, y: 0}, decorations: none}
font: {normal: {family: "%s"}, size: %d}
colors: {primary: {background: "#000000", foreground: "#ffffff"}}
""" % (place.columns, place.rows, FONT, POINTS))
    return ["alacritty", "--config-file", path, "-e", *place.command]


def vte(place):
    return [sys.executable, HERE + "/vte_window.py", str(place.columns), str(place.rows), "%s %d" % (FONT, POINTS),
            *place.command]


def xfce4_terminal(place):
    return ["dbus-run-session", "--", "xfce4-terminal", "--disable-server", "--hide-menubar", "--hide-borders",
            "--hide-scrollbar", "--color-bg", "black", "--color-text", "white", "--font", "%s %d" % (FONT, POINTS),
            "--geometry", place.size(), "-x", *place.command]


def konsole(place):
    place.write(".local/share/konsole/Test.profile", """[General]
Name=Test
Parent=FALLBACK/
TerminalColumns=%d
TerminalRows=%d
TerminalCenter=false
TerminalMargin=1
ShowTerminalSizeHint=false
[Appearance]
Font=%s,%d
ColorScheme=WhiteOnBlack
[Scrolling]
ScrollBarPosition=2
""" % (place.columns, place.rows, FONT, POINTS))
    place.write(".config/konsolerc", """[Desktop Entry]
DefaultProfile=Test.profile
[MainWindow]
MenuBar=Disabled
[KonsoleWindow]
RememberWindowSize=false
[TabBar]
TabBarVisibility=AlwaysHideTabBar
""")
    return ["dbus-run-session", "--", "konsole", "--separate", "--hide-menubar", "--hide-tabbar", "--notransparency",
            "--profile", "Test", "-e", *place.command]


def qterminal(place):
    place.write(".config/qterminal.org/qterminal.ini", """[General]
fontFamily=%s
fontSize=%d
HideTabBarWithOneTab=true
MenuVisible=false
ScrollbarPosition=0
TerminalMargin=0
colorScheme=WhiteOnBlack
Borderless=true
[MainWindow]
size=@Size(1000 600)
pos=@Point(0 0)
""" % (FONT, POINTS))
    # Its -e takes one word.
    script = place.write("start", "#!/bin/sh\nexec %s\n" % " ".join("'%s'" % word for word in place.command))
    os.chmod(script, 0o755)
    return ["dbus-run-session", "--", "qterminal", "-e", script]


def mlterm(place, *more):
    # It takes no letters from other fonts by itself.
    place.write(".mlterm/aafont", "DEFAULT=%s\nISO10646_UCS4_1=%s\nU+0590-05FF=DejaVu Sans\nU+2800-28FF=DejaVu Sans\n" % (FONT, FONT))
    return ["mlterm", "--type=cairo", "-w", str(PIXELS), "-b", "black", "-f", "white", "--sb=false", "-E", "UTF-8", *more,
            "-g", place.size(), "-e", *place.command]


def mlterm_without_bidi(place):
    return mlterm(place, "-C=false")


def pterm(place):
    return ["pterm", "-fn", "client:%s %d" % (FONT, POINTS), "-geometry", place.size(), "-sb-", "-bg", "black", "-fg",
            "white", "-xrm", "PTerm.LineCodePage: UTF-8", "-e", *place.command]


def kitty(place, *more):
    return ["kitty", "--config", "NONE", "-o", "font_family=" + FONT, "-o", "font_size=%d" % POINTS,
            "-o", "initial_window_width=%dc" % place.columns, "-o", "initial_window_height=%dc" % place.rows,
            "-o", "remember_window_size=no", "-o", "enable_audio_bell=no", "-o", "update_check_interval=0",
            "-o", "foreground=white", "-o", "background=black", "-o", "cursor_blink_interval=0", *more, *place.command]


def kitty_left_to_right(place):
    return kitty(place, "-o", "force_ltr=yes")


def foot(place):
    place.write("weston.ini", """[core]
idle-time=0
[shell]
panel-position=none
background-color=0xff000000
[output]
name=X1
mode=1900x1100
""")
    place.run(["weston", "--backend=x11-backend.so", "--use-pixman", "--config=" + place.home + "/weston.ini",
               "--socket=wayland-test", "--width=1900", "--height=1100"])
    wait_until(lambda: os.path.exists(place.home + "/wayland-test"))
    place.environment["WAYLAND_DISPLAY"] = "wayland-test"
    return ["foot", "-c", "/dev/null", "-o", "font=%s:pixelsize=%d" % (FONT, PIXELS), "-o", "csd.preferred=none",
            "-o", "colors.background=000000", "-o", "colors.foreground=ffffff", "-W", "%dx%d" % (place.columns, place.rows),
            *place.command]


Emulator = namedtuple("Emulator", "name start programs version")

EMULATORS = [
    Emulator("xterm", xterm, ["xterm"], ["xterm", "-version"]),
    Emulator("urxvt", urxvt, ["urxvt"], ["urxvt", "-help"]),
    Emulator("st", st, ["stterm"], ["stterm", "-v"]),
    Emulator("alacritty", alacritty, ["alacritty"], ["alacritty", "--version"]),
    Emulator("VTE", vte, ["gi.repository.Vte"], [sys.executable, HERE + "/vte_window.py", "0", "0", ""]),
    Emulator("xfce4-terminal", xfce4_terminal, ["xfce4-terminal", "dbus-run-session"], ["xfce4-terminal", "--version"]),
    Emulator("Konsole", konsole, ["konsole", "dbus-run-session"], ["konsole", "--version"]),
    Emulator("QTerminal", qterminal, ["qterminal", "dbus-run-session"], ["qterminal", "--version"]),
    Emulator("mlterm", mlterm, ["mlterm"], ["mlterm", "--version"]),
    Emulator("mlterm without bidi", mlterm_without_bidi, ["mlterm"], ["mlterm", "--version"]),
    Emulator("pterm", pterm, ["pterm"], ["pterm", "--version"]),
    Emulator("kitty", kitty, ["kitty"], ["kitty", "--version"]),
    Emulator("kitty with force_ltr", kitty_left_to_right, ["kitty"], ["kitty", "--version"]),
    Emulator("foot", foot, ["foot", "weston"], ["foot", "--version"]),
]
MULTIPLEXERS = ["tmux", "screen"]


def missing_programs(names):
    """Those of them that are not installed."""
    return [name for name in names if not is_there(name)]


def is_there(name):
    if not name.startswith("gi."):
        return shutil.which(name) is not None
    try:
        import gi
        gi.require_version("Vte", "2.91")
        return True
    except (ImportError, ValueError):
        return False


class Terminal:
    """One of them on a display, with a relay in it. Ends only what it started."""
    def __init__(self, emulator, display, columns, rows, home, multiplexer=None):
        self.columns, self.rows, self.home = columns, rows, home
        self.multiplexer = multiplexer
        self.processes, self.relay = [], None
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": home, "XDG_CONFIG_HOME": home + "/.config",
            "XDG_DATA_HOME": home + "/.local/share", "XDG_RUNTIME_DIR": home, "XDG_CACHE_HOME": cache_folder(),
            "DISPLAY": display.name, "LANG": "C.UTF-8", "TZ": "UTC", "TERM": "xterm-256color",
            "LIBGL_ALWAYS_SOFTWARE": "1", "NO_AT_BRIDGE": "1", "GTK_A11Y": "none", "GSETTINGS_BACKEND": "memory",
            "QT_QPA_PLATFORM": "xcb", "WINIT_X11_SCALE_FACTOR": "1", "TMUX_TMPDIR": home, "SCREENDIR": home + "/screens",
        }
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(home + "/relay")
        listener.listen(1)
        listener.settimeout(0.1)
        self.command = self.inside_multiplexer([sys.executable, HERE + "/relay.py", home + "/relay"])
        try:
            self.run(emulator.start(self))
            self.relay = self.accept(listener).makefile("rw")
        except RuntimeError as error:
            self.close()
            raise RuntimeError("%s: %s: %s" % (emulator.name, error, self.log()))
        finally:
            listener.close()

    def accept(self, listener):
        for _ in range(300):
            try:
                connection = listener.accept()[0]
                connection.settimeout(60)
                return connection
            except socket.timeout:
                if self.processes[-1].poll():
                    break
        raise RuntimeError("did not start a program")

    def inside_multiplexer(self, command):
        if self.multiplexer == "tmux":
            path = self.write("tmux.conf", "set -g status off\n")
            return ["tmux", "-u", "-f", path, "new-session", *command]
        if self.multiplexer == "screen":
            os.mkdir(self.home + "/screens", 0o700)
            path = self.write("screenrc", "startup_message off\ndefutf8 on\n")
            return ["screen", "-U", "-c", path, *command]
        return command

    def size(self):
        return "%dx%d+0+0" % (self.columns, self.rows)

    def write(self, name, text):
        path = os.path.join(self.home, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as file:
            file.write(text)
        return path

    def run(self, command):
        with open(self.home + "/log", "ab") as log:
            self.processes.append(subprocess.Popen(command, env=self.environment, stdin=subprocess.DEVNULL, stdout=log,
                                                   stderr=log, start_new_session=True))

    def log(self):
        with open(self.home + "/log", errors="replace") as log:
            return log.read()[-600:].strip()

    def tell(self, word, *arguments):
        """A command to the relay, and its answer."""
        self.relay.write(json.dumps([word, *arguments]) + "\n")
        self.relay.flush()
        return json.loads(self.relay.readline())

    def close(self):
        if self.relay:
            self.relay.close()
        if self.multiplexer == "tmux":
            subprocess.run(["tmux", "kill-server"], env=self.environment, stderr=subprocess.DEVNULL)
        for process in reversed(self.processes):
            try:
                os.killpg(process.pid, signal.SIGTERM)
                process.wait(2)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            except ProcessLookupError:
                process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def cache_folder():
    """Fonts and shaders are looked through once, not at each start."""
    folder = os.path.join(tempfile.gettempdir(), "khabar-terminals-cache-%d" % os.getuid())
    os.makedirs(folder, mode=0o700, exist_ok=True)
    return folder


def wait_until(holds, seconds=20):
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise RuntimeError("nothing came of it in %d s" % seconds)
        time.sleep(0.05)
