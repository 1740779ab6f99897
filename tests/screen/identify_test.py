#!/usr/bin/env python3
"""identify_test.py KHABAR [NAME…]: the test is the terminal. It answers as terminals do, late, wrongly or not at all, keeps what
the program switches in it, and looks whether everything is given back and every key arrives."""
import os, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from terminal import *

KHABAR = os.path.abspath(sys.argv[1])
ARTICLE = "".join("سطر رقم %d من مقال.\n\n" % n for n in range(1, 60))
LONG_TEXT = ARTICLE * 5000 # is there at once, so that no key comes before there is something to search in
with open(KHABAR, "rb") as program:
    IS_SANITIZED = b"__asan_init" in program.read() # the sanitizer takes some signals itself

XTVERSION, DA2, DA3, DECRQM, DA1 = b"\x1b[>q", b"\x1b[>c", b"\x1b[=c", b"\x1b[8$p", b"\x1b[c"
BACKGROUND = b"\x1b]11;?\x07"
CPR, OUTSIDE = b"\x1b[6n", b"\x1bP\x1b[>q\x1b]11;?\x07\x1b[c\x1b\\"
CHALLENGE, USE_CTL = b"\x1b]5380;challenge\x07", b"\x1b]5380;1783563191;use_ctl\x07" # mlterm's
QUESTIONS = re.compile(b"|".join(re.escape(q) for q in (OUTSIDE, XTVERSION, DA2, DA3, DECRQM, DA1, CPR, CHALLENGE, USE_CTL)))
SWITCHES = re.compile(rb"\x1b\[8([hl])|\x1b\]50;BidiRenderingEnabled=(true|false)\x07|\x1b\]5379;use_ctl=(true|false)\x07")
TAKEN, GIVEN_BACK = b"\x1b[?1049h", b"\x1b[?1049l"

# What is answered to each question; DECRQM as the mode is.
VTE = {DA2: b"\x1b[>65;7006;1c", DA3: b"\x1bP!|7E565445\x1b\\", DECRQM: True, DA1: b"\x1b[?65;1;9c"}
KONSOLE = {XTVERSION: b"\x1bP>|Konsole 22.12.3\x1b\\", DA2: b"\x1b[>1;115;0c", DA3: b"\x1bP!|7E4B4445\x1b\\", DA1: b"\x1b[?62;1;4c"}
MLTERM_39 = {DA2: b"\x1b[>24;279;0c", DA3: b"\x1bP!|000000\x1b\\", DECRQM: b"\x1b[8;0$y", DA1: b"\x1b[?63;1;2;3;4;6;7;15;18;22;29c",
             CHALLENGE: b"#challenge=1783563191\n"}
XTERM = {XTVERSION: b"\x1bP>|XTerm(379)\x1b\\", DA2: b"\x1b[>41;379;0c", DA3: b"\x1bP!|00000000\x1b\\", DECRQM: b"\x1b[8;0$y",
         DA1: b"\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c"}
PUTTY = {DA2: b"\x1b[>0;136;0c", DA1: b"\x1b[?6c"}
QTERMINAL = {DA2: b"\x1b[>0;115;0c", DA1: b"\x1b[?1;2c"}
KITTY = {XTVERSION: b"\x1bP>|kitty(0.26.5)\x1b\\", DA2: b"\x1b[>1;4000;26c", DECRQM: b"\x1b[8;0$y", DA1: b"\x1b[?62;c"}
TMUX = {XTVERSION: b"\x1bP>|tmux 3.3a\x1b\\", DA2: b"\x1b[>84;0;0c", DA1: b"\x1b[?1;2c"}
SCREEN_IN_KITTY = {DA2: b"\x1b[>83;40900;0c", DA1: b"\x1b[?1;2c", OUTSIDE: b"\x1bP>|kitty(0.26.5)\x1b\\\x1b[?62;c"}
SILENT = {}


class Terminal(Pty):
    """Answers questions, `delay` seconds after they came; typed keys wait behind answers that are on their way, as on a
    link. `state`: what can be switched in it."""
    def __init__(self, answers, command, environment, delay=0.0, columns=100, rows=24, use_ctl="true", **more):
        self.answers, self.delay, self.use_ctl, self.seen = answers, delay, use_ctl, 0
        self.state, self.on_their_way, self.cursor = {"mode 8": "h", "Konsole": "true", "mlterm": use_ctl}, [], 2
        super().__init__(columns, rows, command, environment, **more)

    def read(self, seconds):
        end = time.monotonic() + seconds
        while True:
            now = time.monotonic()
            while self.on_their_way and self.on_their_way[0][0] <= now:
                os.write(self.descriptor, self.on_their_way.pop(0)[1])
            wait = min([end] + [due for due, _ in self.on_their_way[:1]]) - now
            if select.select([self.descriptor], [], [], max(wait, 0))[0]:
                if not self.take_bytes():
                    return False
                self.take_in()
                end = time.monotonic() + seconds
            elif time.monotonic() >= end:
                return True

    def take_in(self):
        # A sequence that is not whole yet is looked at when it is.
        whole = self.output.rfind(b"\x1b") if self.output.rfind(b"\x1b") > len(self.output) - 40 else len(self.output)
        for found in sorted([*QUESTIONS.finditer(self.output, self.seen), *SWITCHES.finditer(self.output, self.seen)],
                            key=lambda match: match.start()):
            self.answer(found.group()) if QUESTIONS.fullmatch(found.group()) else self.switch(found)
            self.seen = found.end()
        self.seen = max(self.seen, whole)

    def switch(self, found):
        for name, value in zip(self.state, found.groups()):
            if value:
                self.state[name] = value.decode()

    def answer(self, question):
        reply = self.answers.get(question, b"\x1b[1;%dR" % self.cursor if question == CPR and DA1 in self.answers else b"")
        if reply is True:
            reply = b"\x1b[8;1$y" if self.state["mode 8"] == "h" else b"\x1b[8;2$y"
        if question == USE_CTL and CHALLENGE in self.answers:
            reply = b"#use_ctl=%s\n" % self.use_ctl.encode()
        if reply:
            self.send(reply)

    def send(self, data, delay=None):
        self.on_their_way.append((time.monotonic() + (self.delay if delay is None else delay), data))
        self.on_their_way.sort(key=lambda item: item[0])

    def press(self, text, delay=0.0):
        self.send(text.encode(), delay)
        self.read(0)


def with_terminal(answers, test, arguments=(), environment={}, shell=False, config="", article=ARTICLE, **more):
    with Home() as home:
        home.write("config/khabar/feeds", "")
        home.write("config/khabar/config", config)
        path = home.write("article.txt", article)
        home.write("shell", "PS1='ready> '\n")
        # A shell keeps the terminal open, so that what arrives after the program can be seen.
        command = ["/bin/sh", "-c", '"$0" "$@"; echo "<left with $?>"; exec cat -v', KHABAR, *arguments, path]
        if shell:
            command = ["/bin/sh", "-i"]
        all_of_it = environment_for(home.path, KHABAR=KHABAR, ARTICLE=path, ENV=home.path + "/shell", **environment)
        with Terminal(answers, command, all_of_it, **more) as terminal:
            terminal.home = home
            test(terminal)


def wait_for_page(terminal):
    terminal.wait_for(re.escape(TAKEN))
    terminal.wait_for(b"keys")
    terminal.read(0.1)


def quit(terminal):
    terminal.press("q")
    terminal.wait_for(rb"<left with 0>")
    terminal.read(0.1)


def state_while_and_after(answers, **more):
    states = []
    def test(terminal):
        before = dict(terminal.state)
        wait_for_page(terminal)
        states.append(dict(terminal.state))
        quit(terminal)
        states.append(dict(terminal.state))
        states.append(before)
        states.append(terminal.output)
    with_terminal(answers, test, **more)
    return states


# ---- switches -------------------------------------------------------------------------------------------------------

def each_terminal_is_switched_as_it_takes_it_and_given_back():
    nothing = {"mode 8": "h", "Konsole": "true", "mlterm": "true"}
    for name, answers, while_it_runs in (
            ("VTE", VTE, dict(nothing, **{"mode 8": "l"})), ("Konsole", KONSOLE, dict(nothing, Konsole="false")),
            ("mlterm", MLTERM_39, dict(nothing, mlterm="false")), ("PuTTY", PUTTY, nothing),
            ("QTerminal", QTERMINAL, nothing), ("kitty", KITTY, nothing), ("tmux", TMUX, nothing)):
        running, after, before, _ = state_while_and_after(answers)
        assert running == while_it_runs, "%s: %r" % (name, running)
        assert after == before, "%s is left as %r" % (name, after)


def a_terminal_that_never_reorders_is_never_told_to():
    for answers in (XTERM, SILENT, PUTTY, KITTY, TMUX, {**VTE, DECRQM: b"\x1b[8;2$y"}):
        output = state_while_and_after(answers)[3]
        assert b"\x1b[8h" not in output


def osc_50_goes_to_konsole_alone():
    # It sets xterm's font; the environment is of a Konsole from which the terminal was started.
    stale = dict(KONSOLE_VERSION="221203", VTE_VERSION="7006", MLTERM="3.9")
    for answers in (XTERM, VTE, MLTERM_39, PUTTY, QTERMINAL, KITTY, TMUX, SCREEN_IN_KITTY):
        output = state_while_and_after(answers, environment=stale)[3]
        assert b"\x1b]50" not in output
        assert b"\x1b]5379" not in output or answers is MLTERM_39
        assert b"\x1b]5380" not in output or answers is MLTERM_39
    assert b"\x1b]50;BidiRenderingEnabled=false\x07" in state_while_and_after(KONSOLE)[3]


def an_mlterm_without_bidi_keeps_it_off():
    for delay in (0.0, 0.3): # late, it was taken for one with bidi
        states = []
        def test(terminal):
            wait_for_page(terminal)
            terminal.read(3 * delay + 0.1)
            quit(terminal)
            states.append(terminal.state["mlterm"])
            assert terminal.output.count(b"\x1b]5380;") == 2, terminal.output[:300]
            assert b"\x1b]5379;use_ctl=true" not in terminal.output
        with_terminal(MLTERM_39, test, delay=delay, use_ctl="false")
        assert states == ["false"], (delay, states)


def left_alone_means_that_nothing_is_switched():
    for answers in (VTE, KONSOLE, MLTERM_39):
        for more in (dict(arguments=["--terminal-bidi", "leave"]), dict(config="terminal-bidi = leave\n")):
            output = state_while_and_after(answers, **more)[3]
            assert not SWITCHES.search(output), output[:300]


def only_visual_order_switches():
    for order, running_as in (("visual", "l"), ("visual-lro", "h"), ("runs", "h"), ("words", "h"), ("logical", "h")):
        running, after, _, output = state_while_and_after(VTE, arguments=["--order", order])
        assert running["mode 8"] == running_as, (order, running)
        assert after["mode 8"] == "h", order
        assert running_as == "l" or not SWITCHES.search(output)


def the_switches_follow_the_order_that_is_chosen_by_key():
    def test(terminal):
        wait_for_page(terminal)
        for expected in ("l", "h", "h", "h", "h", "l"): # visual … logical, and what was found
            terminal.press("O")
            terminal.read(0.15)
            assert terminal.state["mode 8"] == expected, terminal.output[-300:]
        terminal.kill_program(signal.SIGILL)
        terminal.wait_for(rb"<left with")
        assert terminal.state["mode 8"] == "h"
    with_terminal(VTE, test)


# ---- every way out --------------------------------------------------------------------------------------------------

def program_of(pid):
    with open("/proc/%d/task/%d/children" % (pid, pid)) as children:
        return int(children.read().split()[0])


Terminal.kill_program = lambda terminal, number: os.kill(program_of(terminal.pid), number)


def it_is_given_back_by_every_way_out():
    signals = [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGILL, signal.SIGFPE, signal.SIGABRT]
    if not IS_SANITIZED:
        signals += [signal.SIGSEGV, signal.SIGBUS]
    for answers in (VTE, KONSOLE, MLTERM_39):
        for number in signals:
            def test(terminal):
                before, modes = dict(terminal.state), terminal.settings
                wait_for_page(terminal)
                assert terminal.state != before
                terminal.kill_program(number)
                terminal.wait_for(rb"<left with \d+>")
                assert terminal.state == before, "after %s: %r" % (number, terminal.state)
                assert terminal.output.rfind(GIVEN_BACK) > terminal.output.rfind(TAKEN)
                assert termios.tcgetattr(terminal.descriptor)[:4] == modes[:4], "modes after %s" % number
            with_terminal(answers, test)


def it_is_given_back_by_a_crash():
    """F12 aborts in what is built for sanitizers; killed while it draws it has as little time."""
    for answers in (VTE, KONSOLE, MLTERM_39):
        for wait in (0.0, 0.002, 0.005, 0.010):
            def test(terminal):
                before, modes = dict(terminal.state), terminal.settings
                wait_for_page(terminal)
                terminal.press("Gg" * 20 + ("\x1b[24~" if IS_SANITIZED else ""))
                time.sleep(wait)
                if not IS_SANITIZED:
                    terminal.kill_program(signal.SIGABRT)
                terminal.wait_for(rb"<left with 134>")
                assert terminal.state == before, terminal.state
                assert terminal.output.rfind(GIVEN_BACK) > terminal.output.rfind(TAKEN)
                assert termios.tcgetattr(terminal.descriptor)[:4] == modes[:4]
            with_terminal(answers, test)


def it_is_given_back_when_it_dies_while_the_terminal_is_asked():
    for number in (signal.SIGILL, signal.SIGTERM):
        def test(terminal):
            modes = terminal.settings
            terminal.wait_for(re.escape(DA1))
            terminal.kill_program(number)
            terminal.wait_for(rb"<left with \d+>")
            assert termios.tcgetattr(terminal.descriptor)[:4] == modes[:4], number
            assert terminal.state["mode 8"] == "h"
        with_terminal(VTE, test, delay=10.0)


def a_suspended_program_gives_it_back_and_takes_it_again():
    def test(terminal):
        terminal.wait_for(b"ready> ")
        before = dict(terminal.state)
        terminal.press('"$KHABAR" "$ARTICLE"\r')
        wait_for_page(terminal)
        running = dict(terminal.state)
        assert running != before
        for _ in range(2):
            terminal.output = b""
            terminal.seen = 0
            terminal.press("\x1a")
            terminal.wait_for(b"ready> ")
            assert terminal.state == before, terminal.state
            terminal.press("fg\r")
            terminal.wait_for(re.escape(TAKEN) + b".*keys")
            assert terminal.state == running, terminal.state
        terminal.press("q")
        terminal.wait_for(re.escape(GIVEN_BACK) + b".*ready> ")
        assert terminal.state == before
    for answers in (VTE, KONSOLE, MLTERM_39):
        with_terminal(answers, test, shell=True)


def another_program_has_the_terminal_as_it_was():
    def test(terminal):
        script = terminal.home.write("browser", "#!/bin/sh\nstty -a; echo '<the browser>'; sleep 0.3\n")
        os.chmod(script, 0o755)
        terminal.home.write("page.html", "<p><a href='https://example.org/'>link</a> text")
        terminal.press('BROWSER="$HOME/browser" "$KHABAR" "$HOME/page.html"\r')
        wait_for_page(terminal)
        before, running = {"mode 8": "h", "Konsole": "true", "mlterm": "true"}, dict(terminal.state)
        assert running != before
        terminal.press("1o")
        terminal.wait_for(b"<the browser>")
        assert terminal.state == before, terminal.state
        assert re.search(rb"[^-]icanon", terminal.output) and re.search(rb"[^-]echo ", terminal.output)
        terminal.wait_for(b"Opened")
        assert terminal.state == running, terminal.state
        terminal.press("q")
        terminal.wait_for(re.escape(GIVEN_BACK) + b".*ready> $")
        assert terminal.state == before
    for answers in (VTE, KONSOLE, MLTERM_39):
        with_terminal(answers, test, shell=True)


# ---- the burst ------------------------------------------------------------------------------------------------------

def everything_is_asked_at_once_and_wiped():
    output = state_while_and_after(XTERM)[3]
    start = output[:output.index(TAKEN)]
    assert start.startswith(b"\x1b7" + XTVERSION + DA2 + DA3 + DECRQM + BACKGROUND + DA1 + b"\x1b8\x1b[K"), start
    for question in (XTVERSION, DA2, DA3, DECRQM, DA1, b"\x1b7\x1b[>q"):
        assert output.count(question) == 1, question


def nobody_is_asked_who_would_show_it():
    for type in ("linux", "eterm-color"):
        def test(terminal):
            terminal.wait_for(rb"keys|khabar: ")
            for question in (XTVERSION, DA2, DA3, DECRQM, DA1, CPR):
                assert question not in terminal.output, (type, terminal.output[:200])
        with_terminal(SILENT, test, term=type)


def nothing_of_the_questions_stays_on_the_screen():
    for language in ("C.UTF-8", "C"):
        with Home() as home:
            home.write("shell", "PS1='ready> '\n")
            path = home.write("article.txt", ARTICLE)
            home.write("config/khabar/feeds", "")
            environment = dict(environment_for(home.path, KHABAR=KHABAR, ARTICLE=path, ENV=home.path + "/shell"), LANG=language)
            with Screen(80, 24, ["/bin/sh", "-i"], environment) as screen:
                screen.wait_for("ready>")
                screen.press(*'"$KHABAR" "$ARTICLE"', "Enter")
                screen.wait_for(r"\?: keys")
                screen.press("q")
                screen.wait_for("ready>$")
                assert screen.settle() == 'ready> "$KHABAR" "$ARTICLE"\nready>\n', screen.text()


def what_the_locale_does_not_tell_is_asked_for():
    # A two-byte character took one column, or two.
    for column, has_arabic in ((2, True), (3, False)):
        def test(terminal):
            terminal.cursor = column
            terminal.wait_for(re.escape(TAKEN))
            terminal.read(0.5)
            text = terminal.output.decode("utf-8", "replace")
            assert bool(re.search("[\ufe70-\ufefc]", text)) == has_arabic, column
        with_terminal(XTERM, test, environment={"LC_ALL": "C"})


def a_silent_terminal_is_judged_by_the_environment():
    running, after, before, _ = state_while_and_after(SILENT, environment=dict(VTE_VERSION="7006"))
    assert running["mode 8"] == "l" and after == before


# ---- keys -----------------------------------------------------------------------------------------------------------

def typed(terminal, expected):
    """Everything that was typed must stand in the prompt, and nothing else."""
    end = time.monotonic() + PATIENCE
    shown, size = None, 0
    while time.monotonic() < end:
        terminal.output, terminal.seen = b"", 0
        size += 1
        terminal.resize(100 + size % 2, 24)
        terminal.read(0.15)
        found = re.findall(r"/([^\x1b\r]*?) *\x1b", terminal.output.decode("utf-8", "replace"))
        shown = found[-1] if found else None
        if shown == expected:
            return
    raise AssertionError("typed %r, shown %r in %r" % (expected, shown, terminal.output[-300:]))


def keys_are_neither_lost_nor_invented_wherever_they_are_typed():
    arrows = "/ab\x1b[Dcé\x1bOCd" # a c é b d, the cursor having been moved by both kinds of arrows
    for answers in (VTE, KONSOLE, MLTERM_39, XTERM, SILENT):
        for delay in (0.0, 0.1, 0.3):
            def test(terminal):
                terminal.press(arrows)                   # before the program has read anything
                terminal.read(0.05)
                for n in range(8):                       # and on and on, through all that comes
                    terminal.press(str(n))
                    terminal.read(0.06)
                terminal.wait_for(re.escape(TAKEN))
                terminal.press("\x1b[D\x1b[Dx")
                typed(terminal, "acébd012345x67")
            with_terminal(answers, test, delay=delay, article=LONG_TEXT)


def a_slow_link_is_identified_and_loses_no_key():
    """150 ms each way, the questions' and the keys'."""
    for environment in ({}, {"SSH_CONNECTION": "192.0.2.1 1 192.0.2.2 22"}):
        for answers, name in ((VTE, "mode 8"), (KONSOLE, "Konsole")):
            def test(terminal):
                before = dict(terminal.state)
                terminal.press("/a", 0.15)
                for n in range(6):
                    terminal.press(str(n), 0.15)
                    terminal.read(0.07)
                terminal.wait_for(re.escape(TAKEN))
                typed(terminal, "a012345")
                assert terminal.state[name] != before[name]
                terminal.press("\x1b")
                terminal.read(0.4)
                terminal.press("q")
                terminal.wait_for(rb"<left with 0>")
                assert terminal.state == before, terminal.state
            with_terminal(answers, test, delay=0.3, environment=environment, article=LONG_TEXT)


def a_late_answer_redraws_the_screen_as_the_terminal_needs_it():
    def test(terminal):
        wait_for_page(terminal)
        first = len(terminal.output)
        terminal.read(1.0)
        assert b"\x1b]50;BidiRenderingEnabled=false\x07" in terminal.output[first:]
        after = terminal.output[terminal.output.index(b"\x1b]50;"):]
        assert re.search(rb"\x1b\[(H\x1b\[2?J|2J)", after) and b"keys" in after, after
    with_terminal(KONSOLE, test, delay=0.8)


def late_answer(test, *keys):
    """What is sent after Konsole has told who it is."""
    def wait_and_test(terminal):
        wait_for_page(terminal)
        for key in keys:
            terminal.press(key)
            terminal.read(0.05)
        terminal.wait_for(rb"\x1b\]50;BidiRenderingEnabled=false\x07.*100%")
        terminal.read(0.2)
        test(terminal.output[terminal.output.index(b"\x1b]50;"):].decode("utf-8", "replace"))
    config = "theme = dusk\n[terminal Konsole]\ntheme = mono\ndigits = ascii\n"
    with_terminal(KONSOLE, wait_and_test, delay=0.8, config=config, article="سنة ٢٠٢٤ طويلة.\n" * 5)


def all_of_a_terminals_section_holds_when_it_is_told_late():
    colours = r"\x1b\[[0-9;]*3[1-8][;m]"
    def as_configured(output):
        assert "2024" in output and "٢٠٢٤" not in output, output
        assert not re.search(colours, output), output
    def as_chosen(output):
        assert "٢٠٢٤" in output and "2024" not in output, output
        assert re.search(colours, output), output
    late_answer(as_configured)
    late_answer(as_chosen, "d", "t", "t") # the text's own digits; other themes


def escape_is_a_key_while_answers_are_awaited():
    def test(terminal):
        terminal.press("/abc")
        terminal.wait_for(b"abc")
        terminal.press("\x1b")
        terminal.wait_for(b"abc.*keys")
        quit(terminal)
    with_terminal(SILENT, test)


def garbage_harms_nobody():
    for garbage in (b"\x1bP>|" + b"A" * 5000, b"\x1b[>99999999999;;;;;;1c\x1b[8;77$y\x1b[999;999R", b"\x1bP>|\x01\x07\x1b[2J\x9b\x1b\\",
                    b"\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?1;2c\x1b[?1;2c", b"\x1bP!|zz\x1b\\\x1b[\x1b[\x1b[8;1$"):
        def test(terminal):
            terminal.wait_for(re.escape(TAKEN))
            terminal.read(1.3)
            terminal.press("/")
            terminal.read(0.2)
            terminal.press("ok")
            terminal.wait_for(b"ok|o.{0,20}k")
            terminal.press("\x1b")
            terminal.read(0.3)
            terminal.press("q")
            terminal.wait_for(rb"<left with 0>")
        with_terminal({XTVERSION: garbage}, test)


def answers_that_come_after_the_end_are_nobody_elses_keys():
    def test(terminal):
        terminal.wait_for(re.escape(DA1))
        terminal.press("q")
        terminal.wait_for(rb"<left with 0>")
        terminal.read(1.0)
        after = terminal.output[terminal.output.index(b"<left"):]
        assert b"^[" not in after and b"\x1b[?" not in after, after
    with_terminal(XTERM, test, delay=0.5)


def what_is_typed_behind_the_last_key_is_the_shells():
    def test(terminal):
        wait_for_page(terminal)
        terminal.press("qfor the shell\n")
        terminal.wait_for(rb"<left with 0>")
        terminal.wait_for(b"<left with 0>\r\nfor the shell")
    with_terminal(XTERM, test)


# ---- multiplexers ---------------------------------------------------------------------------------------------------

def order_found(terminal):
    terminal.output, terminal.seen = b"", 0
    for _ in range(6):
        terminal.press("O")
        terminal.read(0.1)
    terminal.resize(101, 24)
    terminal.wait_for(b"which is [a-z-]+ here|a guess")
    return re.findall(rb"which is ([a-z-]+) here|a (guess)", terminal.output)[-1]


def tmux_is_asked_who_is_outside_and_asked_again():
    def test(terminal):
        # The program is found in PATH, as tmux itself would be.
        tmux = terminal.home.write("bin/tmux", '#!/bin/sh\n[ "$1 $2" = "display-message -p" ] && cat "$HOME/outside"\n')
        os.chmod(tmux, 0o755)
        terminal.home.write("outside", "Konsole 22.12.3|xterm-256color\n")
        terminal.press('PATH="$HOME/bin:$PATH" TMUX=x "$KHABAR" "$ARTICLE"\r')
        wait_for_page(terminal)
        assert order_found(terminal) == (b"runs", b"")
        terminal.home.write("outside", "kitty(0.26.5)|xterm-kitty\n")
        terminal.press("\x0c")
        terminal.read(0.6)
        assert order_found(terminal) == (b"words", b"")
        terminal.home.write("outside", "|xterm-256color\n")
        terminal.resize(102, 24)
        terminal.read(0.6)
        assert order_found(terminal) == (b"", b"guess") and b"\xe2\x80\xad" in terminal.output
        assert not SWITCHES.search(terminal.output)
    with_terminal(TMUX, test, shell=True)


def a_tmux_that_says_nothing_holds_nobody_up():
    for says in ("exec sleep 1000", "exit 1", "exec yes", "echo"):
        def test(terminal):
            tmux = terminal.home.write("bin/tmux", "#!/bin/sh\n" + says + "\n")
            os.chmod(tmux, 0o755)
            terminal.press('PATH="$HOME/bin:$PATH" TMUX=x "$KHABAR" "$ARTICLE"\r')
            wait_for_page(terminal)
            assert order_found(terminal) == (b"", b"guess") and b"\xe2\x80\xad" in terminal.output
        with_terminal(TMUX, test, shell=True)


def screen_hands_the_question_on():
    def test(terminal):
        wait_for_page(terminal)
        assert order_found(terminal) == (b"words", b"")
        quit(terminal)
        assert not SWITCHES.search(terminal.output)
    with_terminal(SCREEN_IN_KITTY, test, environment=dict(STY="1.pts-0"), term="screen")


TESTS = [
    each_terminal_is_switched_as_it_takes_it_and_given_back,
    a_terminal_that_never_reorders_is_never_told_to,
    osc_50_goes_to_konsole_alone,
    an_mlterm_without_bidi_keeps_it_off,
    left_alone_means_that_nothing_is_switched,
    only_visual_order_switches,
    the_switches_follow_the_order_that_is_chosen_by_key,
    it_is_given_back_by_every_way_out,
    it_is_given_back_by_a_crash,
    it_is_given_back_when_it_dies_while_the_terminal_is_asked,
    a_suspended_program_gives_it_back_and_takes_it_again,
    another_program_has_the_terminal_as_it_was,
    everything_is_asked_at_once_and_wiped,
    nobody_is_asked_who_would_show_it,
    nothing_of_the_questions_stays_on_the_screen,
    what_the_locale_does_not_tell_is_asked_for,
    a_silent_terminal_is_judged_by_the_environment,
    keys_are_neither_lost_nor_invented_wherever_they_are_typed,
    a_slow_link_is_identified_and_loses_no_key,
    a_late_answer_redraws_the_screen_as_the_terminal_needs_it,
    all_of_a_terminals_section_holds_when_it_is_told_late,
    escape_is_a_key_while_answers_are_awaited,
    garbage_harms_nobody,
    answers_that_come_after_the_end_are_nobody_elses_keys,
    what_is_typed_behind_the_last_key_is_the_shells,
    tmux_is_asked_who_is_outside_and_asked_again,
    a_tmux_that_says_nothing_holds_nobody_up,
    screen_hands_the_question_on,
]
if __name__ == "__main__":
    sys.exit(run_tests([test for test in TESTS if not sys.argv[2:] or test.__name__ in sys.argv[2:]],
                       at_once=6))
