#!/usr/bin/env python3
"""terminals.py KHABAR [--pictures FOLDER] [--order ORDER] [--only FACTS] [TERMINAL…]

Runs the real program in real terminals on a display of its own and looks at the pictures; ends with a table and with
"N passed, N failed". What is not installed is skipped by name; nothing is installed. TERMINAL is as in the table
("Konsole", "tmux in kitty"); without one, all of them. FACTS: reading, redrawing, leaving, starting.

The score is that of reading.py, of what tesseract reads in the article's pane. "unlike" counts cells of a page with
numbers, brackets, signs and Latin words that do not look as the same cell drawn from the visual order with the same font.
"""
import argparse, json, os, re, signal, subprocess, sys, time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "screen")]
try:
    import display
except ImportError as error:
    sys.exit("%s: %s (Debian: python3-pil; make test-terminals SYSTEM_PYTHON=… chooses a Python that has it)" % (sys.argv[0], error))
import emulators, reading
from terminal import Home, Screen, Site, environment_for

COLUMNS, ROWS = 120, 30
QUIET = 0.35  # seconds of silence after which a screen is there
PROSE = open(HERE + "/pages/prose.txt", encoding="utf-8").read()
FEED = open(HERE + "/site/arabic.rss", encoding="utf-8").read()
FIRST_ARTICLE = re.sub("<[^>]*>", " ", re.search(r"<!\[CDATA\[(.*?)\]\]>", FEED).group(1))

# Where rows are shown as they are sent, only the reading machine errs; else the terminal's own drawing of a word counts.
LEAST_SCORE, LEAST_SCORE_REORDERED = 0.95, 0.9
IDENTIFICATION_TIME = 0.020  # seconds, without a link; the best of several, for the machine has other work, too
LINK_DELAY = 0.150


class Page:
    """What is to be read, and how to get there."""
    def __init__(self, khabar, home, name, arguments=(), keys=(), expected=None, first_row=0):
        self.name, self.arguments, self.keys = name, list(arguments), keys
        self.expected, self.first_row = expected, first_row
        self.layouts = [Layout(khabar, home, self, order) for order in ("visual", "visual-lro")]


class Layout:
    """What is to be seen: as tmux holds it, in visual order; with an override the left column stays blank."""
    def __init__(self, khabar, home, page, order):
        with Screen(COLUMNS, ROWS, [khabar, "--order", order, *page.arguments], environment_for(home.path)) as screen:
            screen.settle(1.0)
            screen.press(*page.keys)
            self.rows = screen.settle(0.5).split("\n")[:ROWS - 1]
        self.raster = display.drawn(self.rows, COLUMNS, font_file())
        self.border = self.find_border()
        self.end_row = max(y for y, row in enumerate(self.rows) if row[(self.border or -1) + 1:].strip()) + 1

    def unlike_cells(self, raster):
        return [(column, row) for column, row in display.unlike_cells(self.raster, raster, COLUMNS, len(self.rows))
                if not self.is_from_elsewhere(column, row)]

    def is_from_elsewhere(self, column, row):
        """Hebrew comes from another font, and terminals draw lines themselves."""
        return bool(re.match("[\u0590-\u05FF─-╿]", "".join(display.cells_of(self.rows[row])[column:column + 1])))

    def find_border(self):
        columns = {display.cells_of(row).index("│") for row in self.rows if "│" in row}
        return columns.pop() if len(columns) == 1 else None


def font_file():
    found = subprocess.run(["fc-match", "-f", "%{file}", emulators.FONT], stdout=subprocess.PIPE, text=True).stdout
    if "DejaVuSansMono" not in found:
        sys.exit("the font %s is missing (Debian: fonts-dejavu-core)" % emulators.FONT)
    return found


def fill(home, site, khabar):
    """The reader's home: subscribed, and fetched once so that each run shows the same."""
    site.subscribe(home)
    subprocess.run([khabar, "refresh"], env=environment_for(home.path), stdout=subprocess.DEVNULL)
    with open(HERE + "/pages/mixed.html", encoding="utf-8") as page:
        home.write("long.html", page.read() * 4)


class Session:
    """A terminal with the program's home in it."""
    def __init__(self, khabar, shown, case, home, pictures):
        self.khabar, self.shown, self.home, self.pictures = khabar, shown, home, pictures
        self.name, self.order = case.name, case.order
        self.terminal = emulators.Terminal(case.emulator, shown, COLUMNS, ROWS, home.path, case.multiplexer)
        self.tell = self.terminal.tell
        try:
            self.measure()
        except Exception:
            self.close()
            raise

    def measure(self):
        """Finds the cells; a terminal that has no option for its size is given the window that makes it right."""
        for _ in range(3):
            size = tuple(self.settled_size())
            self.tell("show", "\033[0m\033[2J\033[?25l")
            empty = self.picture()
            self.tell("show", "\033[1;1H\033[7m \033[%d;%dH \033[0m" % (size[1], size[0]))
            self.grid = display.Grid(empty, self.picture(), *size)
            self.tell("show", "\033[2J\033[H\033[?25h")
            if size == (COLUMNS, ROWS):
                return
            self.resize(COLUMNS - size[0], ROWS - size[1])
        raise RuntimeError("the terminal has %d columns and %d rows" % size)

    def settled_size(self):
        size = None
        for _ in range(20):
            now = self.tell("size")
            if now == size:
                return now
            size = now
            time.sleep(0.15)
        return size

    def resize(self, more_columns, more_rows):
        window, (width, height) = self.shown.window()
        self.shown.resize_window(window, width + round(more_columns * self.grid.cell_width),
                                 height + round(more_rows * self.grid.cell_height))

    def start(self, arguments):
        self.tell("start", self.command(arguments), self.environment(), 0.0)
        self.settle(0.6)

    def command(self, arguments):
        return [self.khabar, *(["--order", self.order] if self.order else []), *arguments]

    def order_used(self):
        self.tell("start", self.command(["doctor", "--json"]), self.environment(), 0.0)
        self.wait_for_end()
        said = "".join(text for _, speaker, text in self.tell("heard") if speaker == "program")
        return json.loads(said[said.index("{"):said.rindex("}") + 1])["order"]["used"]

    def environment(self):
        return {name: value for name, value in environment_for(self.home.path).items() if name != "PATH"}

    def press(self, *keys):
        for key in keys:
            self.tell("press", KEYS.get(key, key))
            self.settle(0.1)
        self.settle()

    def settle(self, quiet=QUIET, limit=15.0):
        self.tell("settle", quiet, limit)

    def picture(self):
        return self.shown.settled_picture()

    def quit(self):
        self.tell("press", "\x03\x03")
        self.wait_for_end()

    def wait_for_end(self):
        for _ in range(200):
            status = self.tell("status_of_program")
            if status is not None:
                return status
            time.sleep(0.03)
        raise RuntimeError("the program did not end")

    def mode_8(self):
        """What the terminal answers to DECRQM of BDSM; nothing from one that does not know the question."""
        found = re.search(r"\033\[8;\d\$y", self.tell("ask", "\033[8$p\033[c", r"\033\[\?[\d;]*c"))
        return found.group() if found else ""

    def check_redraw(self, report, what):
        before = self.picture()
        self.press("Ctrl-L")
        self.check_same(report, before, self.picture(), what, "nothing stale is left")

    def check_same(self, report, before, after, what, fact):
        differing = self.grid.differing_cells(before, after)
        if differing:
            self.save(before, what + ", before")
            self.save(after, what + ", after")
        report.check(not differing, "%s: %s, and %s" % (self.name, what, fact),
                     "cells %s differ" % ", ".join("%d|%d" % cell for cell in differing[:12]) if differing else "")

    def save(self, picture, what):
        window = picture.crop((0, 0, min(picture.width, round(self.grid.left + (COLUMNS + 2) * self.grid.cell_width)),
                               min(picture.height, round(self.grid.top + (ROWS + 2) * self.grid.cell_height))))
        window.save(os.path.join(self.pictures, "%s - %s.png" % (self.name, what)))

    def save_marked(self, picture, what, cells):
        if cells:
            marked = picture.copy()
            for column, row in cells:
                display.mark(marked, self.grid.box(column, row, column + 1, row + 1))
            self.save(marked, what + ", unlike")

    def close(self):
        self.terminal.close()


KEYS = {"Escape": "\033", "Enter": "\r", "Down": "\033OB", "Up": "\033OA", "PageDown": "\033[6~", "Ctrl-L": "\x0c", "Space": " "}


# ---- what must hold -------------------------------------------------------------------------------------------

class Report:
    def __init__(self):
        self.passed = self.failed = 0
        self.lines = []

    def check(self, holds, fact, detail=""):
        self.passed, self.failed = self.passed + bool(holds), self.failed + (not holds)
        print("%s - %s%s" % ("ok" if holds else "not ok", fact, ": " + detail if detail else ""), flush=True)


def reading_facts(session, report, pages, case):
    """The pages look as they must."""
    least = LEAST_SCORE_REORDERED if case.reorders else LEAST_SCORE
    results = {"order": session.order_used()}
    for page in pages:
        session.start(page.arguments)
        session.press(*page.keys)
        picture = session.picture()
        session.save(picture, page.name)
        session.quit()
        raster = session.grid.raster(picture)
        layout, unlike = min(((layout, layout.unlike_cells(raster)) for layout in page.layouts), key=lambda pair: len(pair[1]))
        session.save_marked(picture, page.name, unlike)
        report.check(len(unlike) <= case.most_unlike, "%s: each cell of the page of %s is in its place" % (session.name, page.name),
                     "%d of %d are not" % (len(unlike), COLUMNS * len(layout.rows)))
        results[page.name + " unlike"] = len(unlike)
        if page.expected:
            pane = session.grid.part(picture, (layout.border or -1) + 1, page.first_row, COLUMNS, layout.end_row)
            score = reading.best_score(display.read_texts(pane), page.expected)
            report.check(score >= least, "%s: the page of %s can be read" % (session.name, page.name), "%.3f" % score)
            results[page.name] = score
        if layout.border:
            in_place = display.has_line(session.grid, picture, layout.border, 0, ROWS - 1)
            report.check(in_place, "%s: the border is in column %d" % (session.name, layout.border))
    return results


def redrawing_facts(session, report, pages, case):
    """What is on the screen after each step is what a redraw from nothing shows."""
    panes, mixed = pages[-1], pages[1]
    steps = {
        "panes": (panes, [("the selection moved", ["Down", "Down", "Up"]), ("an article opened", ["Enter"]),
                          ("the next article", ["n", "n"]), ("help opened", ["?"]), ("help closed", ["Escape"]),
                          ("another theme", ["t", "Down"])]),
        "article": (mixed, [("scrolled", ["j", "j", "j"]), ("scrolled by a page", ["Space"]), ("back", ["k", "b"]),
                            ("a prompt", ["/", "ا", "ل"]), ("a search", ["Enter"]), ("the next place", [".", "."]),
                            ("help opened", ["?"]), ("help closed", ["Escape"])]),
    }
    for name, (page, moves) in steps.items():
        session.start(page.arguments if name == "panes" else [session.home.path + "/long.html"])
        for what, keys in moves:
            session.press(*keys)
            session.check_redraw(report, what)
        for columns, rows in ((-17, -5), (17, 5)):
            session.resize(columns, rows)
            session.settle(1.5)  # some say their size for a second
            session.check_redraw(report, "the window was resized by %d, %d" % (columns, rows))
        session.quit()


LINE = "سطر عربي (2024) من Harbour كما يكتب"
SIGNALS = ["SIGTERM", "SIGHUP", "SIGINT", "SIGSEGV", "SIGABRT"]


def leaving_facts(session, report, pages, case):
    """The terminal reorders, or does not, as before."""
    for how in ["quit", "stop", *SIGNALS]:
        session.tell("show", "\033[2J\033[H" + LINE + "\r\n")
        before, picture = session.mode_8(), session.picture()
        if how == "stop":
            stopped_mode = stop_and_continue(session, report, pages[0])
            report.check(stopped_mode == before, "%s: mode 8 is as before while stopped" % session.name,
                         "%r, was %r" % (stopped_mode, before))
        else:
            session.start(pages[0].arguments)
            if how == "quit":
                session.quit()
            else:
                session.tell("kill", int(getattr(signal, how)))
                session.wait_for_end()
        session.tell("show", "\033[2;1H\033[2K" + LINE + "\033[3;1H")
        after, then = session.mode_8(), session.picture()
        report.check(after == before, "%s: mode 8 is as before after %s" % (session.name, how), "%r, was %r" % (after, before))
        _, top, _, _ = session.grid.box(0, 0, 0, 0)
        _, below, _, _ = session.grid.box(0, 1, 0, 1)
        lines = then.transform(then.size, display.Image.AFFINE, (1, 0, 0, 0, 1, below - top))
        report.check(not [cell for cell in session.grid.differing_cells(picture, lines) if cell[1] == 0],
                     "%s: a line printed after %s looks as before" % (session.name, how))


def stop_and_continue(session, report, page):
    """Mode 8 while the program is stopped."""
    session.tell("start", ["/bin/sh", "-i"], dict(session.environment(), PS1="$ "), 0.0)
    session.settle()
    session.tell("press", " ".join([session.khabar, *page.arguments]) + "\r")
    session.settle(0.6)
    before = session.picture()
    session.press("\x1a")
    mode = session.mode_8()
    session.tell("press", "fg\r")
    session.settle(0.6)
    session.check_same(report, before, session.picture(), "continued", "the screen is there again")
    session.press("q")
    session.tell("press", "exit\r")
    session.wait_for_end()
    return mode


def starting_facts(session, report, pages, case):
    """Identification takes next to no time, and time enough over a slow link; keys typed meanwhile are kept."""
    taken = []
    for _ in range(5):
        session.start(pages[0].arguments)
        taken.append(identification_time(session.tell("heard")))
        session.quit()
    report.check(min(taken) <= IDENTIFICATION_TIME, "%s: identified within %d ms" % (session.name, IDENTIFICATION_TIME * 1000),
                 "%.1f ms" % (min(taken) * 1000))
    session.start(pages[0].arguments)
    session.press("?")
    help_page = session.grid.raster(session.picture())
    session.quit()
    for link, more in (("a slow link", {}), ("a slow link that is known to be one", {"SSH_TTY": "/dev/pts/0"})):
        session.tell("start", session.command(pages[0].arguments), dict(session.environment(), **more), LINK_DELAY)
        session.tell("press", "?")
        session.settle(1.5)
        unlike = display.unlike_cells(help_page, session.grid.raster(session.picture()), COLUMNS, ROWS)
        report.check(not unlike, "%s: identified over %s, and a key typed ahead is kept" % (session.name, link))
        session.quit()


def identification_time(heard):
    """From the first question to the first byte that the program sends after the last answer."""
    asked = heard[0][0]
    answered = max(when for when, speaker, _ in heard if speaker == "terminal")
    return min(when for when, speaker, _ in heard if speaker == "program" and when > answered) - asked


FACTS = {"reading": reading_facts, "redrawing": redrawing_facts, "leaving": leaving_facts, "starting": starting_facts}


# ---- which terminals, and the table ---------------------------------------------------------------------------

class Case:
    """A terminal, or a multiplexer in one, with the order that is found or with another one that must be right, too."""
    def __init__(self, name, multiplexer=None, order=None, reorders=False, most_unlike=4):
        self.emulator = next(emulator for emulator in emulators.EMULATORS if emulator.name == name)
        self.multiplexer, self.order, self.reorders, self.most_unlike = multiplexer, order, reorders, most_unlike
        self.name = ("%s in %s" % (multiplexer, name) if multiplexer else name) + (", " + order if order else "")

    def missing(self):
        return emulators.missing_programs(self.emulator.programs + ([self.multiplexer] if self.multiplexer else []))


# kitty draws letters smaller that are wider than their cell; in QTerminal letters of another font push what follows.
IN_KITTY, IN_QTERMINAL = 40, 30
CASES = [
    Case("xterm"), Case("urxvt"), Case("st"), Case("alacritty"), Case("VTE"), Case("xfce4-terminal"), Case("Konsole"),
    Case("QTerminal", reorders=True, most_unlike=IN_QTERMINAL), Case("mlterm"), Case("mlterm without bidi"),
    Case("pterm", reorders=True), Case("kitty", reorders=True, most_unlike=IN_KITTY),
    Case("kitty with force_ltr", order="visual", most_unlike=IN_KITTY), Case("foot", most_unlike=8),
    Case("VTE", order="visual-lro", reorders=True), Case("Konsole", order="runs", reorders=True),
    Case("mlterm", order="runs", reorders=True),
    Case("xterm", "tmux"), Case("VTE", "tmux", reorders=True), Case("Konsole", "tmux", reorders=True),
    Case("kitty", "tmux", reorders=True, most_unlike=IN_KITTY),
    Case("xterm", "screen"), Case("VTE", "screen", reorders=True), Case("Konsole", "screen", reorders=True),
    Case("kitty", "screen", reorders=True, most_unlike=IN_KITTY),
]


def version_of(emulator, shown):
    done = subprocess.run(emulator.version, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          env=dict(os.environ, DISPLAY=shown.name))
    found = re.search(r"\d+\.\d+[.\d]*", done.stdout) or re.search(r"\d+", done.stdout)
    return found.group() if found else "?"


def run_case(case, options, shown, site, pages, report):
    with Home() as home:
        fill(home, site, options.khabar)
        session = Session(options.khabar, shown, case, home, options.pictures)
        results = {}
        try:
            for name, facts in FACTS.items():
                if options.only in (None, name) and applies(case, name):
                    results.update(facts(session, report, pages, case) or {})
        finally:
            session.close()
        return results


def applies(case, name):
    if name == "reading":
        return True
    if name == "redrawing":
        return case.reorders or "VTE Konsole mlterm".find(case.emulator.name) >= 0
    return not case.multiplexer and not case.order


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("khabar", type=os.path.abspath)
    parser.add_argument("--pictures", default="build/terminals")
    parser.add_argument("--order")
    parser.add_argument("--only", choices=FACTS)
    parser.add_argument("cases", nargs="*", metavar="TERMINAL")
    options = parser.parse_intermixed_args()
    os.makedirs(options.pictures, exist_ok=True)
    missing = emulators.missing_programs(["Xvfb", "xdotool", "tesseract", "fc-match", "tmux"])
    if missing:
        sys.exit("make test-terminals needs %s" % ", ".join(missing))
    report, table = Report(), []
    with display.Display() as shown, Site(HERE + "/site") as site:
        with Home() as home:
            fill(home, site, options.khabar)
            pages = [Page(options.khabar, home, "prose", [HERE + "/pages/prose.txt"], expected=PROSE),
                     Page(options.khabar, home, "mixed", [HERE + "/pages/mixed.html"]),
                     Page(options.khabar, home, "panes", keys=["Escape", "Enter"], expected=FIRST_ARTICLE, first_row=3)]
        for case in CASES:
            if options.cases and case.name not in options.cases:
                continue
            if options.order:
                case.order = options.order
            missing = case.missing()
            if missing:
                table.append((case.name, "skipped: no " + ", ".join(missing), {}))
                continue
            try:
                results = run_case(case, options, shown, site, pages, report)
            except (RuntimeError, OSError, ValueError) as error:
                report.check(False, case.name, str(error))
                results = {}
            table.append((case.name, version_of(case.emulator, shown), results))
    print_table(table)
    print("%d passed, %d failed" % (report.passed, report.failed))
    return report.failed > 0


def print_table(table):
    columns = [("order", 10), ("prose", 6), ("panes", 6), ("prose unlike", 13), ("mixed unlike", 13), ("panes unlike", 13)]
    print("\n%-29s%-9s" % ("terminal", "version") + "".join(column.rjust(width) for column, width in columns))
    for name, version, results in table:
        if results or version.startswith("skipped"):
            cells = [(results.get(column, ""), width) for column, width in columns]
            print("%-29s%-9s" % (name, version) + "".join(
                ("%.3f" % cell if isinstance(cell, float) else str(cell)).rjust(width) for cell, width in cells))


if __name__ == "__main__":
    sys.exit(main())
