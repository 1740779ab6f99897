"""Figures beside what they are to be. Where $KHABAR_FIGURES names a file, each is added to it as a line of JSON, out of which
tests/bench/all.py makes its one table."""
import json, os


class Goals:
    """`part` says what was measured, for that table. A goal is an upper limit."""
    def __init__(self, part):
        self.part, self.missed = part, []

    def check(self, what, value, limit, unit="", scale=1.0, newsraft=None):
        """`newsraft`: its figure where there is one; the goal itself where `limit` is None."""
        limit = newsraft if limit is None else limit
        holds = value <= limit
        beside = "" if newsraft is None else "  newsraft's %.2f: × %.2f" % (newsraft * scale, ratio(value, newsraft))
        print("  %-58s %9.2f %-3s  goal ≤ %.2f  %s%s" % (
            what, value * scale, unit, limit * scale, "ok" if holds else "MISSED", beside), flush=True)
        self.keep(what=what, value=value * scale, limit=limit * scale, unit=unit, holds=holds,
                  newsraft=None if newsraft is None else newsraft * scale)
        if not holds:
            self.missed.append(what)

    def fail(self, what, why):
        """Something that gave no figure at all."""
        print("  %s: %s" % (what, why), flush=True)
        self.keep(what="%s: %s" % (what, why), value=None, limit=None, unit="", holds=False, newsraft=None)
        self.missed.append("%s (%s)" % (what, why))

    def note(self, text):
        print("  " + text, flush=True)

    def keep(self, **figure):
        if os.environ.get("KHABAR_FIGURES"):
            with open(os.environ["KHABAR_FIGURES"], "a") as file:
                file.write(json.dumps(dict(figure, part=self.part)) + "\n")

    def status(self):
        print("all goals hold" if not self.missed else "missed: " + "; ".join(self.missed))
        return 1 if self.missed else 0


def ratio(value, other):
    return value / other if other else float("inf") if value else 1.0
