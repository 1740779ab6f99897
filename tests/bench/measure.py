"""What the measurements here have in common: a web server, homes, processes with their time and memory, a pty."""
import ctypes, fcntl, os, pty, re, resource, select, shutil, signal, socket, statistics, struct, subprocess, sys, tempfile
import termios, threading, time

ROOT = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
sys.path.insert(0, os.path.join(ROOT, "tests"))
from goals import *

PR_SET_CHILD_SUBREAPER = 36
ROWS, COLUMNS = 40, 120


def adopt_orphans():
    """Workers that outlive their program become ours, so that their time is counted and nothing is left behind."""
    try:
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    except (OSError, AttributeError):
        pass  # no Linux: what orphans used is not counted


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A folder on loopback: nginx where it is installed, as Python would be what is measured."""
    CONFIG = """worker_processes 1; pid %(at)s/pid; error_log %(at)s/errors; daemon off;
events { worker_connections 4096; }
http { access_log off; types { application/rss+xml xml; } keepalive_requests 1000000; client_body_temp_path %(at)s/1;
  proxy_temp_path %(at)s/2; fastcgi_temp_path %(at)s/3; uwsgi_temp_path %(at)s/4; scgi_temp_path %(at)s/5;
  server { listen 127.0.0.1:%(port)d; root %(root)s; } }
"""

    def __init__(self, folder):
        self.folder = os.path.abspath(folder)

    def __enter__(self):
        self.scratch = tempfile.mkdtemp(prefix="khabar-nginx-")
        nginx = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")
        self.port = free_port()
        if nginx:
            os.chmod(self.scratch, 0o755)
            config = os.path.join(self.scratch, "nginx.conf")
            with open(config, "w") as file:
                file.write(("user root;\n" if os.getuid() == 0 else "") +
                           self.CONFIG % {"at": self.scratch, "port": self.port, "root": self.folder})
            self.process = subprocess.Popen([nginx, "-c", config], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        else:
            print("nginx is not installed: Python serves, and slows everybody down", file=sys.stderr)
            self.process = subprocess.Popen(
                [sys.executable, os.path.join(ROOT, "tests", "server.py"), self.folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            self.port = int(re.search(rb"\d+", self.process.stdout.readline()).group())
        wait_until(self.answers, 10, "the web server did not start")
        return self

    def answers(self):
        try:
            socket.create_connection(("127.0.0.1", self.port), 1).close()
            return True
        except OSError:
            return False

    def url(self, name):
        return "http://127.0.0.1:%d/%s" % (self.port, name)

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.scratch, ignore_errors=True)


def wait_until(holds, seconds, complaint):
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise RuntimeError(complaint)
        time.sleep(0.02)


class Home:
    """A home folder of its own for a program; gone afterwards."""
    def __enter__(self):
        self.path = tempfile.mkdtemp(prefix="khabar-bench-")
        for name in ("config/khabar", "data", "cache"):
            os.makedirs(os.path.join(self.path, name))
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)

    def environment(self, **more):
        return dict({"PATH": os.environ.get("PATH", "/usr/bin:/bin")}, HOME=self.path, XDG_CONFIG_HOME=self.path + "/config",
                    XDG_DATA_HOME=self.path + "/data", XDG_CACHE_HOME=self.path + "/cache", LANG="C.UTF-8", LC_ALL="C.UTF-8",
                    TERM="xterm-256color", TZ="UTC", **more)

    def write(self, name, text):
        path = os.path.join(self.path, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as file:
            file.write(text)
        return path

    def subscribe(self, urls):
        """khabar to these addresses."""
        self.write("config/khabar/feeds", "".join("[source %04d]\nurl = %s\n\n" % pair for pair in enumerate(urls)))


# ---- processes ----

def children_of(pid):
    found = []
    try:
        for task in os.listdir("/proc/%d/task" % pid):
            with open("/proc/%d/task/%s/children" % (pid, task)) as file:
                found += [int(word) for word in file.read().split()]
    except OSError:
        pass
    return found


def tree_of(pid):
    found = [pid]
    for child in children_of(pid):
        found += tree_of(child)
    return found


def memory_of(pid, field="Pss"):
    """Bytes; 0 for a process that is gone. Pss: what it shares is counted once over all that share it."""
    try:
        with open("/proc/%d/smaps_rollup" % pid) as file:
            return int(re.search(r"^%s:\s+(\d+)" % field, file.read(), re.M).group(1)) << 10
    except (OSError, AttributeError):
        return 0


def processor_time_of(pid):
    """Seconds that its main thread has run."""
    try:
        with open("/proc/%d/schedstat" % pid) as file:
            return int(file.read().split()[0]) / 1e9
    except (OSError, IndexError):
        return 0.0


class Sampler(threading.Thread):
    """The peak of what all processes below `pid` have together; `moments` are those at which it was asked for. What they
    share with each other counts once; what they share with others, as the C library, by their part of it."""
    def __init__(self, pid, seconds=0.002):
        super().__init__(daemon=True)
        self.pid, self.seconds, self.peak, self.parts, self.moments = pid, seconds, 0, [], [time.monotonic()]
        self.ended = threading.Event()
        self.start()

    def run(self):
        while not self.ended.wait(self.seconds):
            parts = [memory_of(pid) for pid in tree_of(self.pid)]
            self.moments.append(time.monotonic())
            if sum(parts) > self.peak:
                self.peak, self.parts = sum(parts), parts

    def end(self):
        self.ended.set()
        self.join()

    def gaps(self):
        """Seconds between one moment and the next."""
        return [after - before for before, after in zip(self.moments, self.moments[1:])] or [0.0]


class Run:
    """A command from its start to its end: `wall` and `cpu` seconds (workers included), `status`, `output`; with
    `samples`, `peak` bytes of memory of all its processes, which slows it down a little."""
    def __init__(self, command, environment, samples=False, stdin=None):
        with tempfile.TemporaryFile() as output:
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            started = time.monotonic()
            process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
            sampler = Sampler(process.pid) if samples else None
            self.status = process.wait()
            self.wall = time.monotonic() - started
            if sampler:
                sampler.end()
                self.peak, self.parts, self.gaps = sampler.peak, sampler.parts, sampler.gaps()
            reap_orphans()
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            self.cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            output.seek(0)
            self.output = output.read().decode("utf-8", "replace")


def reap_orphans(seconds=3):
    end = time.monotonic() + seconds
    mine = set(children_of(os.getpid()))
    for pid in mine:
        try:
            with open("/proc/%d/comm" % pid) as file:
                if not file.read().startswith(("khabar", "newsraft", "newsboat")):
                    continue
        except OSError:
            continue
        while time.monotonic() < end and os.waitpid(pid, os.WNOHANG) == (0, 0):
            time.sleep(0.005)


# ---- a terminal ----

class Terminal:
    """A program on a pty. It is answered as xterm answers, at once; not at all with `answers=False`."""
    QUESTIONS = ((rb"\x1b\[c|\x1b\[0c", b"\x1b[?64;1;2;6;9;15;18;21;22c"), (rb"\x1b\[>c|\x1b\[>0c", b"\x1b[>41;379;0c"),
                 (rb"\x1b\[=c", b"\x1bP!|00000000\x1b\\"), (rb"\x1b\[>q|\x1b\[>0q", b"\x1bP>|XTerm(379)\x1b\\"),
                 (rb"\x1b\[8\$p", b"\x1b[8;0$y"), (rb"\x1b\[6n", b"\x1b[1;1R"))

    def __init__(self, command, environment, answers=True, rows=ROWS, columns=COLUMNS):
        self.answers, self.output, self.asked_up_to, self.status = answers, bytearray(), 0, None
        self.started = time.monotonic()
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execvpe(command[0], command, environment)
        os.set_blocking(self.descriptor, False)

    def resize(self, rows, columns):
        fcntl.ioctl(self.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def pump(self, seconds):
        """Takes in what comes within the time, returning at the first of it; false when nothing came."""
        if not select.select([self.descriptor], [], [], max(0, seconds))[0]:
            return False
        try:
            got = os.read(self.descriptor, 1 << 18)
        except OSError:
            got = b""
        if not got:
            time.sleep(min(0.01, max(0, seconds)))
            return False
        self.output += got
        self.answer()
        return True

    def answer(self):
        if not self.answers:
            return
        found = []
        for pattern, reply in self.QUESTIONS:
            for match in re.finditer(pattern, self.output[self.asked_up_to:]):
                found.append((match.start(), match.end(), reply))
        for start, end, reply in sorted(found):
            self.press(reply)
        if found:
            self.asked_up_to += max(end for _, end, _ in found)
        else:
            self.asked_up_to = max(self.asked_up_to, len(self.output) - 16)

    def press(self, keys):
        os.write(self.descriptor, keys if isinstance(keys, bytes) else keys.encode())

    def wait_for(self, pattern, seconds=120, since=0):
        """Seconds from the start of the program until the pattern was there."""
        end = time.monotonic() + seconds
        while not re.search(pattern, self.output[since:]):
            self.pump(0.2)
            if time.monotonic() > end:
                raise RuntimeError("%r did not come: %r" % (pattern, bytes(self.output[-400:])))
        return time.monotonic() - self.started

    def settle(self, quiet=0.15, seconds=30):
        """Until it has been quiet for so long; the moment of the last output."""
        last, end = time.monotonic(), time.monotonic() + seconds
        while time.monotonic() - last < quiet and time.monotonic() < end:
            if self.pump(quiet):
                last = time.monotonic()
        return last

    def latency(self, key, seconds=5, quiet=0.0):
        """Seconds from a key to the first output after it; None when none came."""
        while self.pump(0):
            pass
        started = time.monotonic()
        self.press(key)
        came = self.pump(seconds)
        took = time.monotonic() - started
        if quiet:
            self.settle(quiet)
        self.output.clear()
        self.asked_up_to = 0
        return took if came else None

    def end(self, keys=b"q", seconds=20):
        for key in [keys] * 4:
            try:
                self.press(key)
            except OSError:
                break
            if self.has_ended(seconds / 4):
                return True
        self.kill()
        return False

    def has_ended(self, seconds):
        end = time.monotonic() + seconds
        while self.status is None and time.monotonic() < end:
            self.pump(0.02)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = status
                os.close(self.descriptor)
        return self.status is not None

    def kill(self):
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            _, self.status = os.waitpid(self.pid, 0)
            os.close(self.descriptor)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()


# ---- figures ----

def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def spread(values, unit="s", scale=1.0):
    return "%.3f (%.3f–%.3f) %s" % (statistics.median(values) * scale, min(values) * scale, max(values) * scale, unit)
