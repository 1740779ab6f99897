#!/usr/bin/env python3
"""themes_test.py KHABAR: which colours reach which terminal, and which theme its background chooses."""
import json, os, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from terminal import *

KHABAR = os.path.abspath(sys.argv[1])
ARTICLE = "tests/screen/article.txt"
BACKGROUND, DEVICE = b"\x1b]11;?\x07", b"\x1b[c"
DUSK, PAPER, CONTRAST = b"\x1b[48;5;234m", b"\x1b[48;5;255m", b"\x1b[48;5;16m" # grounds of these themes among 256 colours
TELLS, TELLS_NOT = b"\x1b[?2031h", b"\x1b[?2031l"


class Terminal(Pty):
    """Answers what its background is, and which device it is behind that."""
    def __init__(self, home, background, arguments=(ARTICLE,), delay=0.0, term="xterm-256color", **environment):
        self.background, self.delay, self.answered = background, delay, False
        super().__init__(60, 12, [KHABAR, *arguments], environment_for(home.path, **environment), term)

    def take_bytes(self):
        more = super().take_bytes()
        if DEVICE in self.output and not self.answered:
            self.answered = True
            time.sleep(self.delay)
            if self.background and BACKGROUND in self.output:
                os.write(self.descriptor, b"\x1b]11;rgb:%s\x1b\\" % self.background)
            os.write(self.descriptor, b"\x1b[?1;2c")
        return more


def shown(background=None, until=b"quit", config="", **more):
    """All that is sent until the article stands there."""
    with Home() as home:
        home.write("config/khabar/config", config)
        with Terminal(home, background, **more) as terminal:
            terminal.wait_for(until)
            terminal.read(0.2)
            sent = terminal.output
            terminal.press("q")
            assert os.waitstatus_to_exitcode(terminal.end()) == 0
    return sent


def the_background_chooses_between_dark_and_light():
    assert DUSK in shown(b"1c1c/1c1c/1c1c")
    shown(b"ffff/ffff/ffff", until=re.escape(PAPER))
    assert DUSK in shown(None), "silence is dark"
    assert PAPER in shown(None, COLORFGBG="0;15")
    shown(b"ffff/ffff/ffff", until=re.escape(CONTRAST), config="theme-light = contrast\n")


def a_theme_that_was_chosen_stays_whatever_the_background():
    assert DUSK in shown(b"ffff/ffff/ffff", config="theme = dusk\n")
    assert DUSK in shown(b"ffff/ffff/ffff", arguments=("--theme", "dusk", ARTICLE))
    shown(b"ffff/ffff/ffff", until=re.escape(PAPER), arguments=("--theme", "auto", ARTICLE), config="theme = dusk\n")


def a_late_answer_changes_the_theme_on_the_screen():
    sent = shown(b"ffff/ffff/ffff", until=re.escape(PAPER), delay=0.5)
    assert sent.index(DUSK) < sent.index(PAPER), sent


def a_terminal_that_turns_light_while_we_are_there_is_followed():
    with Home() as home, Terminal(home, b"0000/0000/0000") as terminal:
        terminal.wait_for(re.escape(TELLS))
        terminal.wait_for(b"quit")
        terminal.press("\x1b[?997;2n")
        terminal.wait_for(re.escape(PAPER))
        terminal.output = b""
        terminal.press("\x1b[?997;1n")
        terminal.wait_for(re.escape(DUSK))
        terminal.press("q")
        assert os.waitstatus_to_exitcode(terminal.end()) == 0
        assert TELLS_NOT in terminal.output, terminal.output


def who_chose_a_theme_is_not_told():
    assert TELLS not in shown(None, config="theme = paper\n")


def where_a_question_would_be_shown_none_is_asked():
    assert BACKGROUND not in shown(None, term="linux")


def true_colours_reach_a_terminal_that_has_them():
    for more in ({"COLORTERM": "truecolor"}, {"COLORTERM": "24bit"}):
        sent = shown(None, **more)
        assert b"\x1b[48;2;28;28;28m" in sent and b"8;5;" not in sent, sent
    assert b"8;2;" not in shown(None)
    assert b"8;2;" not in shown(None, COLORTERM="truecolor", term="linux")


def keys_with_shift_are_keys_in_true_colour_too():
    with Home() as home, Terminal(home, None, COLORTERM="truecolor") as terminal:
        terminal.wait_for(b"quit")
        terminal.press("\x1b[1;5A\x1b[1;2B\x1b[3;5~")
        terminal.read(0.3)
        terminal.press("?")
        terminal.wait_for(b"back") # of help: none of these left the article
        terminal.press("qq")
        assert os.waitstatus_to_exitcode(terminal.end()) == 0


def sixteen_colours_are_the_ones_that_the_theme_chose():
    sent = shown(None, term="linux")
    assert not re.search(rb"[34]8;", sent) and re.search(rb"\x1b\[(\d+;)*3[0-7]", sent), sent


def no_color_leaves_none_but_what_was_asked_for_by_name():
    sent = shown(b"ffff/ffff/ffff", NO_COLOR="1", COLORTERM="truecolor")
    assert not re.search(rb"\x1b\[(\d+;)*([34][0-8])(;\d+)*m", sent), sent
    assert PAPER in shown(None, NO_COLOR="1", arguments=("--theme", "paper", ARTICLE))


def themes(*arguments, status=0, **more):
    with Home() as home:
        home.write("config/khabar/themes/mine.theme", "text = #ff0000 #00ff00\n")
        done = subprocess.run([KHABAR, "themes", *arguments], env=environment_for(home.path, **more), capture_output=True, text=True)
        assert done.returncode == status, done
        return done.stdout.replace(home.path, "HOME"), done.stderr


def in_a_pipe_there_are_names_alone():
    names = themes()[0].split("\n")
    assert names[:3] == ["contrast", "contrast-light", "dusk"] and "mine" in names and "\x1b" not in "".join(names), names
    assert themes("dusk")[0] == "dusk\n"
    assert 'no theme is called "dusky"' in themes("dusky", status=1)[1]


def for_programs_there_are_files_and_the_one_in_use():
    listed = {theme["name"]: theme for theme in json.loads(themes("--json", COLORFGBG="0;15")[0])}
    assert [name for name in listed if listed[name]["current"]] == ["paper"], listed
    assert listed["mine"]["file"] == "HOME/config/khabar/themes/mine.theme" and listed["dusk"]["file"] is None, listed


def on_a_terminal_each_theme_is_shown_in_its_colours():
    with Home() as home:
        for more, dusk, term in (({}, b"48;5;234", "xterm-256color"), ({"COLORTERM": "truecolor"}, b"48;2;28;28;28", "xterm-256color"),
                                 ({}, b"37;40m", "linux")):
            with Pty(60, 30, [KHABAR, "themes", "dusk"], environment_for(home.path, **more), term) as terminal:
                assert os.waitstatus_to_exitcode(terminal.end()) == 0
                assert dusk in terminal.output and b"(the one in use)" in terminal.output, terminal.output
                shown = re.sub(r"\x1b\[[0-9;]*m", "", terminal.output.decode())
                assert "Tide table" in shown and "ﺄﻓﺮﻤﻟﺍ" in shown, shown
                rows = [row for row in shown.split("\r\n") if "│" in row]
                assert len(rows) == 12 and {len(re.sub("[\u064b-\u0652\u202d]", "", row)) for row in rows} <= {59, 60}, rows
        for more in ({"NO_COLOR": "1"},):
            with Pty(60, 30, [KHABAR, "themes"], environment_for(home.path, **more)) as terminal:
                assert os.waitstatus_to_exitcode(terminal.end()) == 0
                assert terminal.output.split(b"\r\n")[0] == b"contrast" and b"\x1b" not in terminal.output, terminal.output


def with_news(config, test, **more):
    """The headlines, fetched, with this config."""
    with Home() as home, Site(ROOT + "/tests/screen/site") as site:
        site.subscribe(home)
        home.write("config/khabar/config", "refresh-minutes = 0\n" + config)
        environment = environment_for(home.path)
        subprocess.run([KHABAR, "refresh"], env=environment, stdout=subprocess.DEVNULL, check=True)
        with Screen(80, 12, [KHABAR], environment | more) as screen:
            screen.wait_for("Tide table")
            screen.settle()
            test(screen)


def row_with(screen, words):
    return next(line for line in screen.cells().split("\n") if words in line)


def rules_light_up_headlines_by_the_language_of_queries():
    def test(screen):
        # The first rule that finds a headline counts; bold is left to what is new.
        assert re.search(r"38;5;196m[^\x1b]*Tide table", row_with(screen, "Tide table")), row_with(screen, "Tide table")
        assert re.search(r"\x1b\[1m\x1b\[38;5;44m", row_with(screen, "ﺪﻴﺼﻟﺍ")), row_with(screen, "ﺪﻴﺼﻟﺍ")
        assert "38;5;44m" not in row_with(screen, "library's word"), row_with(screen, "library's word")
        # By a word of the article.
        assert re.search(r"38;5;201m", row_with(screen, "library's word")), row_with(screen, "library's word")
    with_news('[highlight]\ntitle:tide = 196\nsource:harbour "four hundred readers" = 201\ntitle:سفن = 44\n', test)


def a_wrong_rule_is_told_and_the_others_hold():
    def test(screen):
        assert re.search(r"config:4: unknown colour, attri", screen.text()), screen.text()
        assert re.search(r"38;5;196m[^\x1b]*Tide table", row_with(screen, "Tide table")), screen.cells()
    with_news("[highlight]\n# by name\ntitle:word = acent\ntitle:tide = 196\n", test)


sys.exit(run_tests([
    the_background_chooses_between_dark_and_light,
    a_theme_that_was_chosen_stays_whatever_the_background,
    a_late_answer_changes_the_theme_on_the_screen,
    a_terminal_that_turns_light_while_we_are_there_is_followed,
    who_chose_a_theme_is_not_told,
    where_a_question_would_be_shown_none_is_asked,
    true_colours_reach_a_terminal_that_has_them,
    keys_with_shift_are_keys_in_true_colour_too,
    sixteen_colours_are_the_ones_that_the_theme_chose,
    no_color_leaves_none_but_what_was_asked_for_by_name,
    in_a_pipe_there_are_names_alone,
    for_programs_there_are_files_and_the_one_in_use,
    on_a_terminal_each_theme_is_shown_in_its_colours,
    rules_light_up_headlines_by_the_language_of_queries,
    a_wrong_rule_is_told_and_the_others_hold,
], at_once=4))
