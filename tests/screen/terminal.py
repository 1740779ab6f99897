"""The real program on a terminal of fixed size: tmux is the terminal that is read, a pty the one whose bytes count."""
import os, pty, re, select, shutil, signal, struct, subprocess, sys, tempfile, termios, fcntl, time
from concurrent.futures import ThreadPoolExecutor

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
PATIENCE = 30.0  # seconds until a screen that does not come is a failure; sanitizers are slow


def environment_for(home, **more):
    """An empty home, no colours asked for, nothing of the caller's terminal."""
    kept = {name: os.environ[name] for name in ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS") if name in os.environ}
    return dict(kept, HOME=home, XDG_CONFIG_HOME=home + "/config", XDG_DATA_HOME=home + "/data", LANG="C.UTF-8",
                TZ="UTC", KHABAR_WORKER_STDERR="", **more)


class Home:
    """A home folder that is gone afterwards."""
    def __enter__(self):
        self.path = tempfile.mkdtemp(prefix="khabar-home-")
        os.makedirs(self.path + "/config/khabar")
        return self

    def __exit__(self, *_):
        subprocess.run(["chmod", "-R", "u+rwX", self.path])
        shutil.rmtree(self.path, ignore_errors=True)

    def write(self, name, text):
        path = os.path.join(self.path, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as file:
            file.write(text)
        return path


class Site:
    """Files of a folder on loopback; `feeds` with {PORT} in it becomes the feeds file of a home."""
    def __init__(self, folder):
        self.folder = folder

    def __enter__(self):
        self.process = subprocess.Popen([sys.executable, ROOT + "/tests/server.py", self.folder],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = int(re.search(r"\d+", self.process.stdout.readline()).group())
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.process.stdout.close()

    def subscribe(self, home):
        with open(os.path.join(self.folder, "feeds")) as feeds:
            home.write("config/khabar/feeds", feeds.read().replace("{PORT}", str(self.port)))


class Screen:
    """The program in tmux: what a person would see, as text."""
    def __init__(self, columns, rows, command, environment, directory=ROOT):
        self.socket = tempfile.mktemp(prefix="khabar-tmux-")
        self.status_file = self.socket + ".status"
        self.environment = environment
        words = " ".join("'" + word.replace("'", "'\\''") + "'" for word in command)
        settings = " ".join("%s='%s'" % (name, value) for name, value in environment.items())
        line = "env -i TERM=tmux-256color %s %s; echo $? >%s" % (settings, words, self.status_file)
        config = self.socket + ".conf"
        with open(config, "w") as file:
            file.write("set -g status off\nset -g default-terminal tmux-256color\nset -s escape-time 0\n"
                       "set -g remain-on-exit on\n")
        self.config = config
        self.tmux("-f", config, "new-session", "-d", "-x", str(columns), "-y", str(rows), "-c", directory, line)

    def tmux(self, *arguments, check=True):
        done = subprocess.run(["tmux", "-u", "-S", self.socket, *arguments], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, env=dict(os.environ, LC_ALL="C.UTF-8", TMUX=""))
        if check and done.returncode:
            raise RuntimeError("tmux %s: %s" % (arguments, done.stderr.decode()))
        return done.stdout.decode("utf-8", "replace")

    def text(self):
        return "\n".join(line.rstrip() for line in self.tmux("capture-pane", "-p").split("\n")).rstrip("\n") + "\n"

    def cursor(self):
        """The row and column that the visible cursor is at, from 0 on, and the row's text; (-1, -1, "") when it is hidden."""
        text = self.settle().split("\n")
        where, since = None, time.monotonic()
        while time.monotonic() - since < 0.3:  # on its way it passes the left edge
            now = self.tmux("display-message", "-p", "#{cursor_flag} #{cursor_y} #{cursor_x}")
            where, since = now, since if now == where else time.monotonic()
            time.sleep(0.04)
        shown, row, column = map(int, where.split())
        return (row, column, text[row] if row < len(text) else "") if shown else (-1, -1, "")

    def cells(self):
        """With colours and attributes as escapes."""
        return self.tmux("capture-pane", "-p", "-e")

    def press(self, *keys):
        for key in keys:
            literal = len(key) == 1 or not re.match(r"^(Enter|Escape|Space|BSpace|Tab|BTab|Up|Down|Left|Right|Home|End|NPage|PPage|F\d+|[CM]-(.|Left|Right))$", key)
            self.tmux("send-keys", *(["-l", key] if literal else [key]))

    def paste(self, text):
        self.tmux("set-buffer", "--", text)
        self.tmux("paste-buffer", "-p", "-r")

    def resize(self, columns, rows):
        self.tmux("resize-window", "-x", str(columns), "-y", str(rows))

    def wait_for(self, pattern, seconds=PATIENCE):
        """The screen's text once the pattern is on it."""
        end = time.monotonic() + seconds
        while True:
            text = self.text()
            if re.search(pattern, text):
                return text
            if time.monotonic() > end:
                raise AssertionError("%r did not come; the screen:\n%s" % (pattern, text))
            time.sleep(0.03)

    def settle(self, quiet=0.25):
        """The screen's text once it stopped changing."""
        last, since = self.text(), time.monotonic()
        while time.monotonic() - since < quiet:
            time.sleep(0.04)
            text = self.text()
            if text != last:
                last, since = text, time.monotonic()
        return last

    def exit_status(self, seconds=PATIENCE):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if os.path.exists(self.status_file):
                with open(self.status_file) as file:
                    content = file.read().strip()
                if content:
                    return int(content)
            time.sleep(0.03)
        raise AssertionError("it did not end; the screen:\n%s" % self.text())

    def close(self):
        self.tmux("kill-server", check=False)
        for path in (self.socket, self.status_file, self.config):
            if os.path.exists(path):
                os.unlink(path)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def settings_of_a_new_pty():
    """Asked for later, it may be what the program has made of it already."""
    sides = pty.openpty()
    try:
        return termios.tcgetattr(sides[1])
    finally:
        for side in sides:
            os.close(side)


class Pty:
    """The program on a bare pty: every byte that it sends, and signals."""
    def __init__(self, columns, rows, command, environment, term="xterm-256color"):
        self.output = b""
        self.settings = settings_of_a_new_pty()
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            os.execve(command[0], command, dict(environment, TERM=term))
        self.resize(columns, rows)

    def resize(self, columns, rows):
        fcntl.ioctl(self.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, seconds):
        """Takes in what comes until it is quiet for `seconds`; false when the program closed its side."""
        while select.select([self.descriptor], [], [], seconds)[0]:
            if not self.take_bytes():
                return False
        return True

    def take_bytes(self):
        """What is there to be read; false when the program closed its side."""
        try:
            got = os.read(self.descriptor, 1 << 16)
        except OSError:
            return False
        self.output += got
        return got != b""

    def wait_for(self, pattern, seconds=PATIENCE):
        end = time.monotonic() + seconds
        while not re.search(pattern, self.output):
            if (time.monotonic() > end or not self.read(0.05)) and not re.search(pattern, self.output):
                raise AssertionError("%r did not come: …%r" % (pattern, self.output[-600:]))

    def press(self, text):
        os.write(self.descriptor, text.encode())

    def kill(self, signal_number):
        os.kill(self.pid, signal_number)

    def end(self, seconds=PATIENCE):
        """Waits for it to end; its wait status."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read(0.02)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.read(0.05)
                os.close(self.descriptor)
                self.pid = 0
                return status
        raise AssertionError("it did not end")

    def close(self):
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            os.close(self.descriptor)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def run_tests(tests, at_once=1):
    """Functions named as facts; TAP on standard output, in their order; the exit status. `at_once`: of those that mostly
    wait."""
    def failure(test):
        try:
            test()
        except Exception as error:  # a test that breaks is a test that failed
            return str(error) or repr(error)
    failed = 0
    with ThreadPoolExecutor(at_once) as pool:
        for test, why in zip(tests, pool.map(failure, tests)):
            failed += why is not None
            print("ok - " + test.__name__ if why is None else
                  "not ok - %s\n# %s" % (test.__name__, why.replace("\n", "\n# ")), flush=True)
    return 1 if failed else 0
