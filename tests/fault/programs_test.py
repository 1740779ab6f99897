#!/usr/bin/env python3
"""programs_test.py KHABAR: sources that run programs, whatever these do; and lists that would like to."""
import json, os, sqlite3, sys, subprocess, time
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "screen"))
from terminal import *

KHABAR = os.path.abspath(sys.argv[1])

FEED = ("<?xml version='1.0'?><rss version='2.0'><channel><title>T</title><item><guid>1</guid>"
        "<title>one \x1b[31mred\x07</title></item></channel></rss>")


def run(home, *arguments):
    done = subprocess.run([KHABAR, *arguments], env=environment_for(home.path), stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def programs_that_misbehave_cost_themselves_an_error():
    with Home() as home:
        feed = home.write("feed.xml", FEED)
        mark = home.path + "/mark"
        home.write("config/khabar/feeds",
                   "[hangs]\nexec = sh -c 'sleep 1000 & sleep 1000'\ntimeout = 2\n"
                   "[for ever]\nexec = yes\n"
                   "[fails]\nexec = sh -c 'printf \"\\033[31mno\\033[0m \\302\\233luck\\n\" >&2; exit 7'\n"
                   "[is gone]\nexec = no-such-program-here\n"
                   "[no shell]\nexec = cat %s ; touch %s\n"
                   "[good]\nexec = cat %s\n" % (feed, mark, feed))
        begun = time.time()
        status, out, err = run(home, "refresh")
        assert status == 1 and time.time() - begun < 30, (status, time.time() - begun)
        for words in ("hangs: sh did not end within 2 s and was ended", "for ever: yes printed more than 16 MiB",
                      "fails: sh ended with status 7: [31mno[0m luck", "is gone: no-such-program-here: could not be started",
                      "no shell: cat ended with status 1"):
            assert words in err, "%r not in %r" % (words, err)
        assert "good: 1 new" in out and "1 of 6 sources answered, 1 new" in out, out
        assert "\x1b" not in out + err and "\x9b" not in out + err and not os.path.exists(mark)
        listed = run(home, "list")[1]
        assert "\x1b" not in listed and "\x07" not in listed and "one" in listed, listed
        errors = {feed["name"]: feed["error"] for feed in json.loads(run(home, "feeds", "--json")[1])}
        assert errors["good"] is None and "2 s" in errors["hangs"], errors


def a_file_that_others_may_write_runs_nothing_and_says_so():
    with Home() as home:
        mark = home.path + "/mark"
        feeds = home.write("config/khabar/feeds", "[P]\nexec = touch %s\n" % mark)
        os.chmod(feeds, 0o666)
        status, out, err = run(home, "refresh")
        assert status == 1 and "others than you may write to it" in err and not os.path.exists(mark), err
        os.chmod(feeds, 0o600)
        run(home, "refresh")
        assert os.path.exists(mark)


def a_newsboat_moves_in_with_all_that_was_read_and_nothing_that_runs():
    with Home() as home:
        folder = os.path.dirname(home.write("site/f.xml", "<rss version='2.0'><channel><title>NB</title>" + "".join(
            "<item><guid>g%d</guid><title>entry %d</title></item>" % (n, n) for n in range(4)) + "</channel></rss>"))
        with Site(folder) as site:
            base = "http://127.0.0.1:%d" % site.port
            mark = home.path + "/mark"
            urls = home.write("urls", '%s/f.xml news "~My name" "two words"\n"query:Fresh:unread = \\"yes\\""\n'
                              '"exec:touch %s"\nfilter:%s:%s/f.xml\nhttps://a.example/`touch %s`\n'
                              % (base, mark, mark, base, mark))
            cache = home.path + "/cache.db"
            database = sqlite3.connect(cache)
            database.executescript("""
                CREATE TABLE rss_feed (rssurl VARCHAR(1024) PRIMARY KEY NOT NULL, url VARCHAR(1024) NOT NULL,
                  title VARCHAR(1024) NOT NULL);
                CREATE TABLE rss_item (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid VARCHAR(64) NOT NULL,
                  url VARCHAR(1024) NOT NULL, feedurl VARCHAR(1024) NOT NULL, unread INTEGER(1) NOT NULL, flags VARCHAR(52));
            """)
            database.execute("INSERT INTO rss_feed VALUES (?, '', 'NB')", (base + "/f.xml",))
            for n, unread, flags in ((0, 0, None), (1, 0, "s"), (2, 1, "a"), (3, 1, "")):
                database.execute("INSERT INTO rss_item (guid, url, feedurl, unread, flags) VALUES (?, '', ?, ?, ?)",
                                 ("g%d" % n, base + "/f.xml", unread, flags))
            database.commit()
            database.close()
            home.write("config/khabar/feeds", "# mine\n")
            status, out, err = run(home, "import", urls)
            assert status == 0 and "2 added, 0 known already, 3 not taken over" in out, out + err
            assert err.count("not taken over") == 3 and "urls:3: " in err, err
            status, out, err = run(home, "import", cache)
            assert status == 0 and "0 added, 1 known already" in out and "3 more will be" in out, out + err
            status, out, err = run(home, "refresh")
            assert status == 0, out + err
            feeds = json.loads(run(home, "feeds", "--json")[1])
            assert [(feed["name"], feed["unread"]) for feed in feeds if feed["kind"] == "web"] == [("My name", 2)], feeds
            assert feeds[0]["tags"] == ["news", "two words"], feeds
            text = open(home.path + "/config/khabar/feeds").read()
            assert text.startswith("# mine\n") and "exec" not in text and "filter" not in text, text
            assert not os.path.exists(mark)


sys.exit(run_tests([
    programs_that_misbehave_cost_themselves_an_error,
    a_file_that_others_may_write_runs_nothing_and_says_so,
    a_newsboat_moves_in_with_all_that_was_read_and_nothing_that_runs,
]))
