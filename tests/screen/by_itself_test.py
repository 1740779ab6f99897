#!/usr/bin/env python3
"""by_itself_test.py KHABAR: what khabar does while nobody presses a key: it fetches what is due, and else nothing at all."""
import http.server, os, sqlite3, sys, threading
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from terminal import *

KHABAR = os.path.abspath(sys.argv[1])


class Source:
    """A source on loopback that counts how often it is asked; its entries are HEADLINE 1 to the newest."""
    def __enter__(self):
        source = self
        self.newest, self.asked = 3, 0

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_GET(self):
                source.asked += 1
                items = "".join("<item><title>HEADLINE %d</title><guid>%d</guid><description>TEXT OF %d</description></item>" %
                                (n, n, n) for n in range(source.newest, 0, -1))
                body = ('<rss version="2.0"><channel><title>T</title>%s</channel></rss>' % items).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def wait_until_asked(self, times):
        end = time.monotonic() + PATIENCE
        while self.asked < times:
            assert time.monotonic() < end, "asked %d times, not %d" % (self.asked, times)
            time.sleep(0.05)


def feeds_of(source, *settings):
    return "".join("[S%d]\nurl = http://127.0.0.1:%d/%d\n%s" % (i, source.server.server_port, i, setting)
                   for i, setting in enumerate(settings))


def database(home):
    return sqlite3.connect(home.path + "/data/khabar/khabar.db", timeout=10)


def due_in(home, seconds):
    """All sources were fetched, and are due so much later; when that is."""
    done = subprocess.run([KHABAR, "refresh"], env=environment_for(home.path), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    due_at = int(time.time()) + seconds
    with database(home) as db:
        db.execute("UPDATE feeds SET due_at = ?", (due_at,))
    return due_at


def before_it_is_due(test):
    """Once more with more time where the machine was too slow: the test then returns false."""
    def at_some_speed():
        assert any(test(seconds) for seconds in (8, 25, 80)), "all was too slow to see anything"
    at_some_speed.__name__ = test.__name__
    return at_some_speed


@before_it_is_due
def what_is_due_comes_without_a_key_and_what_is_read_stays(seconds):
    with Home() as home, Source() as source:
        home.write("config/khabar/feeds", feeds_of(source, "refresh = 1\n"))
        due_at = due_in(home, seconds)
        source.newest = 4
        with Screen(80, 24, [KHABAR], environment_for(home.path)) as screen:
            screen.wait_for("HEADLINE 3")
            screen.press("g", "Enter")
            screen.wait_for("TEXT OF ")
            asked = source.asked
            if time.time() >= due_at - 1:
                return False
            assert asked == 1, "asked before it was due"
            assert "TEXT OF 3" in screen.wait_for("1 new from 1 source", seconds + PATIENCE)
            assert source.asked == 2
            screen.press("h")
            screen.wait_for("(?s)HEADLINE 4.*HEADLINE 3")
        # Due again by its own interval: one minute, and a little that is its own.
        with database(home) as db:
            left = db.execute("SELECT due_at FROM feeds").fetchone()[0] - time.time()
        assert left <= 68, left
        return True


@before_it_is_due
def a_refresh_by_hand_puts_it_off(seconds):
    with Home() as home, Source() as source:
        home.write("config/khabar/feeds", feeds_of(source, "refresh = 10\n"))
        due_at = due_in(home, seconds)
        with Screen(80, 24, [KHABAR], environment_for(home.path)) as screen:
            screen.wait_for("HEADLINE 3")
            screen.press("R")
            source.wait_until_asked(2)
            screen.wait_for("0 new from 1 source")
            if time.time() >= due_at - 1:
                return False
            time.sleep(due_at + 3 - time.time())
            assert source.asked == 2, source.asked
            return True


def who_is_asked_only_by_hand_is_left_alone():
    for config, setting in (("", "refresh = never\n"), ("refresh-minutes = 0\n", "")):
        with Home() as home, Source() as source:
            home.write("config/khabar/config", config)
            home.write("config/khabar/feeds", feeds_of(source, setting))
            due_in(home, 2)
            with Screen(80, 24, [KHABAR], environment_for(home.path)) as screen:
                screen.wait_for("HEADLINE 3")
                time.sleep(5)
                assert source.asked == 1, source.asked
                screen.press("R")
                source.wait_until_asked(2)


# ---- nothing at all ------------------------------------------------------------------------------------------------

def processes_of(pid):
    with open("/proc/%d/task/%d/children" % (pid, pid)) as children:
        return [pid] + [below for child in children.read().split() for below in processes_of(int(child))]


def wake_ups_of(pids):
    """How often they went to sleep again, which no other load of the machine changes."""
    total = 0
    for pid in pids:
        with open("/proc/%d/status" % pid) as status:
            total += int(re.search(r"\nvoluntary_ctxt_switches:\s*(\d+)", status.read()).group(1))
    return total


def assert_falls_silent(pty, what, seconds=12, most=6):
    """Soon, for as long: the minute, when ages change, is a timer that is due, and takes a few steps. A timer that runs four
    times a second would be eight times as much."""
    end = time.monotonic() + 2 * PATIENCE
    while True:
        pids = processes_of(pty.pid)
        before = wake_ups_of(pids)
        pty.read(0)
        time.sleep(seconds)
        woken = wake_ups_of(pids) - before
        if woken <= most:
            return
        assert time.monotonic() < end, "%s: woken %d times in %d s" % (what, woken, seconds)


def idle(keys, shown, what):
    def test():
        with Home() as home, Source() as source:
            home.write("config/khabar/feeds", feeds_of(source, *[""] * 30) if shown else "# none\n")
            with Pty(100, 30, [KHABAR], environment_for(home.path)) as pty:
                pty.wait_for(rb"new from 30 sources" if shown else rb"\x1b\[[0-9;]*H")
                pty.read(1)
                for key in keys:
                    pty.press(key)
                    pty.read(0.5)
                if shown:
                    pty.wait_for(shown)
                assert_falls_silent(pty, what)
    test.__name__ = "%s_costs_nothing" % what
    return test


if __name__ == "__main__":
    sys.exit(run_tests([what_is_due_comes_without_a_key_and_what_is_read_stays, a_refresh_by_hand_puts_it_off,
                        who_is_asked_only_by_hand_is_left_alone,
                        idle([], rb"HEADLINE", "a_list_of_thirty_sources"), idle(["\x1b", "g", "\r"], rb"TEXT OF", "an_article"),
                        idle(["\x1b", "?"], rb"HEADLINE", "help"), idle(["\x1b", "/", "x"], rb"HEADLINE", "a_prompt"),
                        idle([], None, "a_reader_without_sources")], at_once=8))
