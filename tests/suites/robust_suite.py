"""Files that are made to be wrong: each ends in what could be read or in an error, and no parser dies of it."""
import glob, os
import khabar
from case import Case

FOLDERS = ("JSONTestSuite", "feedvalidator")


class RobustCase(Case):
    def results(self):
        done = khabar.run("parse", "--json", self.path)
        error = done.stderr.decode("utf-8", "replace")
        good = done.returncode in (0, 1) and "its parser" not in error and not khabar.CONTROL.search(error)
        yield "ends well", good, (done.returncode, error), "feed or error"


def cases(folder):
    for name in FOLDERS:
        for path in sorted(glob.glob(os.path.join(folder, name, "**", "*"), recursive=True)):
            if os.path.isfile(path):
                yield RobustCase(os.path.relpath(path, folder), path, [])
