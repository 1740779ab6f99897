#!/usr/bin/env python3
"""monkey_test.py KHABAR [SECONDS [FIRST_SEED]]: whatever is typed at it, in whatever window, the program neither
crashes nor hangs, ends when it is told to, leaves no worker behind and gives the terminal back.

A seed is one sitting and always the same one. Without SECONDS a few fixed seeds are played; a failure names its seed:
`monkey_test.py KHABAR 1 SEED` plays it again."""
import os, random, sys, time
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "screen"))
from terminal import *

KHABAR = os.path.abspath(sys.argv[1])
SITE = ROOT + "/tests/screen/site"
SEEDS, ACTIONS = range(1, 9), 60

# Every default key but those that end it.
KEYS = ["j", "k", "\x06", "\x02", " ", "b", "\x7f", "g", "G", "\r", "l", "h", "\x1b", "n", "p", "N", "P", "m", "o", "/",
        ".", ",", "r", "R", "v", "d", "e", "B", "i", "f", "a", "s", "t", "O", "?", "\x0c", "\x1a", "\t",
        "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1bOA", "\x1bOB", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F", "\x1bOP",
        "\x1b[200~", "\x1b[<0;1;1M", "\x1b[I", "\x1bx"]
# q's place, ض, is left out; the others lie where Arabic and Hebrew keyboards have them.
LETTERS = "شسيبلاتنمكطصثقفغعهخحجدئءؤرىةوزظ؟حךיעןםפ"
WORDS = ["المكتبة", "يُمهِّد", "Harbour", "هل تعود «سفن» 2025؟", "ספרייה", "x", "", "ﻻ\u200d\u064b", "لا شيء كهذا"]


def type_keys(rng, terminal, home):
    terminal.press("".join(rng.choice(KEYS) for _ in range(rng.randint(1, 12))))


def read_on(rng, terminal, home):
    terminal.press("g\r" + rng.choice("n ") * rng.randint(1, 40))


def type_letters(rng, terminal, home):
    terminal.press("".join(rng.choice(LETTERS) for _ in range(rng.randint(1, 6))))


def search(rng, terminal, home):
    edits = "".join(rng.choice(["\x1b[D", "\x1b[C", "\x7f", "\x17", "\x01", "\x05", "\x04", "ل", "ا"]) for _ in range(rng.randint(0, 8)))
    terminal.press("/" + rng.choice(WORDS) + edits + rng.choice(["\r", "\r", "\r...,,", "\x1b", "\x07", ""]))


def open_link(rng, terminal, home):
    terminal.press(rng.choice(["1", "٢", "۳", "99999", "0", "12345678901234567890"]) + "o")


def paste(rng, terminal, home):
    # Nothing that ends it: q, half of its Arabic neighbour, and (while a browser has the terminal) Ctrl-C, Ctrl-\\, Ctrl-S.
    got = bytes(byte for byte in rng.randbytes(rng.randint(1, 400)) if byte not in b"q\xb6\x03\x1c\x13")
    os.write(terminal.descriptor, got)


def resize(rng, terminal, home):
    terminal.resize(*rng.choice([(1, 1), (2, 2), (1, 100), (300, 1), (300, 100), (20, 10), (40, 5), (80, 24), (99, 30), (100, 30),
                                 (rng.randint(1, 300), rng.randint(1, 100))]))


def storm(rng, terminal, home):
    for _ in range(rng.randint(2, 30)):
        resize(rng, terminal, home)
        if rng.random() < 0.3:
            terminal.press(rng.choice(KEYS))


def signals(rng, terminal, home):
    for _ in range(rng.randint(1, 20)):
        terminal.kill(rng.choice([signal.SIGWINCH, signal.SIGTSTP, signal.SIGCONT, signal.SIGSTOP]))
    terminal.kill(signal.SIGCONT)


# What is read instead of the news, now and then: a page with everything on it, and a text that stays where it lies.
PAGE = """<html lang="ar"><h1>الميناء والمدينة</h1><p>قَالَ الشَّاعِرُ كلاما طويلا عن Harbour و<a href="https://a.example/1">المكتبة</a> ﷺ ٢٠٢٥.</p>
<ol><li>أول<ul><li>ثان<table><tr><th>اسم</th><th>عدد</th><th>رأي طويل</th></tr><tr><td>سفن</td><td>1,200.5</td><td>المكتبة كبيرة جدا وفيها كتب</td></tr>
<tr><td colspan=2>المجموع</td><td rowspan=2>لا شيء</td></tr><tr><td>x</td><td>-3%</td></tr></table></li></ul></li></ol>
<blockquote><p>ספרייה גדולה <code>f(x)</code></p><pre>int x; /* شيء */</pre></blockquote><p dir=ltr>Harbour.</p></html>""" * 5
BOOK = ("قَالَ الرَّاوِي: المكتبة في Harbour كَبِيرَة، 2025.\n" * 2000 + "المكتبة " * 20000 + "\r\r\n") * 20


def write_into_the_book(rng, terminal, home):
    path = home.path + "/book.txt"
    if os.path.exists(path):
        with open(path, "r+b") as book:
            book.seek(rng.choice([0, rng.randint(0, 9 << 20)]))
            book.write(rng.choice([b"\n" * 70000, b"x" * 300000, "المكتبة\n".encode() * 9000, rng.randbytes(5000)]))
            if rng.random() < 0.3:
                book.truncate(rng.choice([0, 5000, 7 << 20]))


def what_to_read(rng, home):
    if rng.random() < 0.6:
        return []
    if rng.random() < 0.5:
        return [home.write("page.html", PAGE)]
    return [home.write("book.txt", BOOK)]


def workers_of(pid):
    try:
        with open("/proc/%d/task/%d/children" % (pid, pid)) as children:
            return [int(child) for child in children.read().split()]
    except OSError:
        return []


def kill_a_worker(rng, terminal, home):
    workers = workers_of(terminal.pid)
    if workers:
        os.kill(rng.choice(workers), signal.SIGKILL)


def pause(rng, terminal, home):
    terminal.read(rng.choice([0.0, 0.0, 0.02, 0.1]))


DEEDS = [type_keys] * 8 + [read_on, type_letters, search, search, open_link, paste, resize, resize, storm, signals,
                           kill_a_worker, write_into_the_book, pause, pause, pause]


def ended_by_itself(status):
    # A Ctrl-C that comes when the terminal has been given back already is the terminal's own.
    return os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0 or killed_by(signal.SIGINT)(status)


def killed_by(number):
    return lambda status: os.WIFSIGNALED(status) and os.WTERMSIG(status) == number


# What is typed until it ends (help and prompt take a key each, a browser some of the first), or the one signal.
ENDS = [("\x1b", "\x1b", "qq"), ("\x1b", "qq"), ("\x03\x03\x03",), signal.SIGTERM, signal.SIGHUP]


def make_it_end(terminal, how, what):
    is_right = ended_by_itself if isinstance(how, tuple) else killed_by(how)
    if not isinstance(how, tuple):
        terminal.kill(how)
    end, turn = time.monotonic() + PATIENCE, 0
    while time.monotonic() < end:
        pid, status = os.waitpid(terminal.pid, os.WNOHANG)
        if not pid:
            if isinstance(how, tuple):
                terminal.press(how[turn % len(how)])
                turn += 1
            terminal.read(0.1)
            continue
        terminal.pid = 0
        terminal.read(0.05)
        modes = termios.tcgetattr(terminal.descriptor)[3]
        os.close(terminal.descriptor)
        assert is_right(status), "%s: wait status %#x; the last bytes: %r" % (what, status, terminal.output[-1500:])
        # The Linux console and the VT220 have no other screen.
        left, entered = terminal.output.rfind(b"\x1b[?1049l"), terminal.output.rfind(b"\x1b[?1049h")
        assert left >= entered, "%s: still on the other screen: %r" % (what, terminal.output[-200:])
        assert modes & termios.ECHO and modes & termios.ICANON, "%s: the terminal's modes were not given back" % what
        return
    raise AssertionError("%s: it does not end by %r; the last bytes: %r" % (what, how, terminal.output[-400:]))


def wait_for_workers(workers, what):
    end = time.monotonic() + PATIENCE
    while any(os.path.exists("/proc/%d/exe" % pid) and os.path.realpath("/proc/%d/exe" % pid) == KHABAR for pid in workers):
        assert time.monotonic() < end, "%s: workers were left behind" % what
        time.sleep(0.02)


def sit(seed, site):
    rng, done = random.Random(seed), []
    with Home() as home:
        site.subscribe(home)
        with open(home.path + "/config/khabar/feeds", "a") as feeds:
            feeds.write("\n[بطيء]\nurl = http://127.0.0.1:%d/slow?seconds=1\n[gone]\nurl = http://127.0.0.1:%d/status/404\n" % (site.port, site.port))
        environment = environment_for(home.path, BROWSER="true")
        with Pty(rng.randint(20, 200), rng.randint(5, 60), [KHABAR] + what_to_read(rng, home), environment,
                 rng.choice(["xterm-256color", "xterm", "linux", "vt220"])) as terminal:
            terminal.wait_for(rb"\x1b\[")
            if rng.random() < 0.8:
                terminal.read(0.3)
            for _ in range(rng.randint(1, ACTIONS)):
                deed = rng.choice(DEEDS)
                done.append(deed.__name__)
                try:
                    deed(rng, terminal, home)
                    terminal.read(0.0)
                except OSError as error:
                    raise AssertionError("seed %d: %s after %s; the last bytes: %r" % (seed, error, done, terminal.output[-1500:]))
            terminal.resize(80, 24)
            workers = workers_of(terminal.pid)
            what = "seed %d, after %s" % (seed, " ".join(done))
            make_it_end(terminal, rng.choice(ENDS), what)
            wait_for_workers(workers, what)


def whatever_is_typed_it_lives_ends_and_gives_the_terminal_back():
    with Site(SITE) as site:
        if len(sys.argv) < 3:
            for seed in SEEDS:
                sit(seed, site)
            return
        end, seed = time.monotonic() + float(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1
        while time.monotonic() < end:
            sit(seed, site)
            seed += 1
        print("# up to seed %d" % (seed - 1))


sys.exit(run_tests([whatever_is_typed_it_lives_ends_and_gives_the_terminal_back]))
