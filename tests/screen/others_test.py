#!/usr/bin/env python3
"""others_test.py KHABAR: what khabar is for other programs: a pager, a filter, a source of JSON, something to complete and install."""
import json, os, shutil, subprocess, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from terminal import *
from bidi_terminal import rows_of

KHABAR = os.path.abspath(sys.argv[1])
MANUAL = "L\bLS\bS(1)\n\nN\bNA\bAM\bME\bE\n       l\bls\bs - _\bl_\bi_\bs_\bt files\n\n\x1b[1mالاسم\x1b[0m\n       \x1b[4mنص\x1b[24m بالعربية\n"


def run(home, *arguments, stdin="", status=0, **environment):
    got = subprocess.run([KHABAR, *arguments], env=environment_for(home.path, **environment), cwd=home.path, input=stdin.encode(),
                         capture_output=True)
    assert got.returncode == status, got
    return got.stdout.decode()


def what_man_prints_is_read_without_its_signs():
    with Home() as home:
        printed = run(home, "dump", "-", stdin=MANUAL)
        assert printed.splitlines() == ["LS(1)", "", "NAME", "       ls - list files", "", "الاسم", "       نص بالعربية"] or \
            "       ls - list files" in printed and "نص بالعربية" in printed, printed
        assert "\b" not in printed and "\x1b" not in printed and "[1m" not in printed, printed


def as_a_pager_keys_come_from_the_terminal():
    with Home() as home:
        home.write("config/khabar/config", "order = visual\n")
        path = home.write("manual", MANUAL)
        for columns, rows in [(80, 24), (20, 10)]:
            with Screen(columns, rows, ["sh", "-c", "'%s' --measure 0 - <'%s'" % (KHABAR, path)], environment_for(home.path)) as screen:
                screen.wait_for("- list")
                looks = {}
                for row in rows_of(screen.cells()):
                    text = "".join(cell.text for cell in row)
                    for words in ["ls -", "list"]:
                        if words in text and "LS" not in text:
                            looks.setdefault(words, row[text.index(words)].look)
                assert looks["ls -"] != looks["list"], looks  # bold, and underlined
                screen.press("q")
                assert screen.exit_status() == 0


def the_type_of_what_comes_in_can_be_told():
    with Home() as home:
        assert run(home, "dump", "--content-type", "html", "-", stdin="a &amp; b") == "a & b\n"
        assert run(home, "dump", "--content-type", "text", "-", stdin="<p>a") == "<p>a\n"
        assert "x" in run(home, "dump", "--content-type", "markdown", "-", stdin="**x**") and "**" not in run(
            home, "dump", "--content-type", "markdown", "-", stdin="**x**")
        legacy = subprocess.run([KHABAR, "dump", "--content-type", "text/html; charset=windows-1256", "-"], input="خبر".encode("cp1256"),
                                env=environment_for(home.path), capture_output=True)
        assert legacy.stdout.decode() == "خبر\n", legacy


def the_width_is_that_of_the_window_it_is_shown_in():
    with Home() as home:
        words = "word " * 60
        assert max(map(len, run(home, "dump", "-", stdin=words, COLUMNS="30").splitlines())) <= 30
        assert max(map(len, run(home, "dump", "-", stdin=words, COLUMNS="nonsense").splitlines())) > 60


KEYS = {"id", "title", "link", "source", "author", "published", "received", "read", "starred", "saved", "tags", "language",
        "direction", "reading_seconds", "enclosures"}


def json_has_every_key_that_the_manual_names():
    manual = open(ROOT + "/man/khabar.1", encoding="utf-8").read()
    with Home() as home, Site(ROOT + "/tests/screen/site") as site:
        site.subscribe(home)
        subprocess.run([KHABAR, "refresh"], env=environment_for(home.path), capture_output=True)
        entries = json.loads(run(home, "list", "--json"))
        assert entries and all(set(entry) == KEYS for entry in entries), entries[:1]
        assert all(re.search(r"^\.It Li %s$" % key, manual, re.M) for key in KEYS), [
            key for key in KEYS if not re.search(r"^\.It Li %s$" % key, manual, re.M)]
        assert {entry["direction"] for entry in entries} == {"rtl", "ltr"}
        assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", entry["published"]) for entry in entries)
        assert run(home, "list", "--json", LANGUAGE="fr") == run(home, "list", "--json")
        assert run(home, "list", "unread", "--count") == "%d\n" % len(entries)
        assert run(home, "list", "starred", "--count") == "0\n"


def completed(shell, script, words):
    """What bash offers for the last word."""
    ask = 'source "%s"; COMP_WORDS=(%s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _khabar 2>/dev/null; printf "%%s\\n" "${COMPREPLY[@]}"'
    return ask % (script, words)


def completion_is_a_script_that_its_shell_reads():
    with Home() as home:
        for shell in ["bash", "zsh", "fish"]:
            path = home.write("completion." + shell, run(home, "completion", shell))
            if shutil.which(shell):
                got = subprocess.run([shell, "-n", path], capture_output=True)
                assert got.returncode == 0 and not got.stderr, got
            elif shell == "bash":
                raise AssertionError("bash is missing")
        assert "bash, zsh and fish" in subprocess.run([KHABAR, "completion", "csh"], env=environment_for(home.path),
                                                      capture_output=True, text=True).stderr


def bash_completes_commands_options_and_sources_and_runs_nothing_that_is_in_a_name():
    with Home() as home:
        home.write("config/khabar/feeds", "[Harbour $(touch pwned)]\nurl = http://127.0.0.1:1/a\n\n[خبر اليوم]\nurl = http://127.0.0.1:1/b\n")
        script = home.write("completion", run(home, "completion", "bash"))
        path = os.path.dirname(KHABAR) + ":" + os.environ["PATH"]

        def complete(*words):
            line = completed("bash", script, " ".join("'%s'" % word for word in words))
            got = subprocess.run(["bash", "-c", line], env=environment_for(home.path, PATH=path), cwd=home.path, capture_output=True, text=True)
            return got.stdout.split("\n")[:-1]
        assert complete("khabar", "ref") == ["refresh"]
        assert complete("khabar", "list", "--un") == ["--unread"]
        assert "--json" in complete("khabar", "list", "--") and "--json" not in complete("khabar", "add", "--")
        assert complete("khabar", "--digits", "na") == ["native"]
        assert "dusk" in complete("khabar", "--theme", "")
        assert complete("khabar", "remove", "Har") == ["Harbour\\ \\$\\(touch\\ pwned\\)"], complete("khabar", "remove", "Har")
        assert complete("khabar", "refresh", "خ") == ["خبر\\ اليوم"], complete("khabar", "refresh", "خ")
        assert not os.path.exists(home.path + "/pwned")


def what_is_installed_is_uninstalled():
    with Home() as home:
        build = os.path.relpath(os.path.dirname(KHABAR), ROOT)
        make = ["make", "-s", "-o", "all", "BUILD=" + build, "DESTDIR=" + home.path + "/root", "PREFIX=/opt/khabar"]
        subprocess.run(make + ["install"], cwd=ROOT, check=True, capture_output=True)
        there = [os.path.join(folder, name)[len(home.path + "/root/opt/khabar/"):]
                 for folder, _, names in os.walk(home.path + "/root") for name in names]
        for name in ["bin/khabar", "share/bash-completion/completions/khabar", "share/zsh/site-functions/_khabar",
                     "share/fish/vendor_completions.d/khabar.fish", "lib/systemd/user/khabar-refresh.service",
                     "lib/systemd/user/khabar-refresh.timer"]:
            assert name in there, (name, there)
        with open(home.path + "/root/opt/khabar/lib/systemd/user/khabar-refresh.service") as file:
            assert "ExecStart=/opt/khabar/bin/khabar refresh --due\n" in file.read()
        subprocess.run(make + ["uninstall"], cwd=ROOT, check=True, capture_output=True)
        left = [name for _, _, names in os.walk(home.path + "/root") for name in names]
        assert not left, left


if __name__ == "__main__":
    sys.exit(run_tests([test for name, test in list(globals().items())
                        if callable(test) and getattr(test, "__module__", "") == "__main__" and test.__code__.co_argcount == 0
                        and test.__defaults__ is None]))
