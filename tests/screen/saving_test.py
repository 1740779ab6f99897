#!/usr/bin/env python3
"""saving_test.py KHABAR: an article is saved, and handed to other programs, as it is read: no shaped letters, nothing lost."""
import json, os, subprocess, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from terminal import *

KHABAR = os.path.abspath(sys.argv[1])
ARTICLE = """<html lang="ar"><head><title>مكتبة: 2025/26</title></head><body><h1>مكتبة المرفأ (2025)</h1>
<p>قال مديرها إن OpenShelf 4.2 <b>يتيح</b> البحث، <a href="https://harbour.example/ar">وهذا موقعها</a>.</p>
<table><tr><th>اليوم<th>الساعة<tr><td>السبت<td>9</table></body></html>"""
NOT_PLAIN = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\ufb50-\ufdff\ufe70-\ufefe\x00-\x08\x0b-\x1f]")


def read(home, name):
    with open(os.path.join(home.path, name), encoding="utf-8") as file:
        return file.read()


def on_screen(test, config=""):
    with Home() as home:
        home.write("config/khabar/feeds", "")
        home.write("config/khabar/config", "order = visual\n" + config)
        article = home.write("in/article.html", ARTICLE)
        with Screen(80, 24, [KHABAR, article], environment_for(home.path), directory=home.path) as screen:
            screen.wait_for("%")
            test(screen, home)


def type_name(screen, name):
    screen.press("W")
    screen.wait_for("Save as")
    screen.press("C-u", *name, "Enter")


def the_extension_chooses_the_format():
    def test(screen, home):
        for name in ["a.html", "b.md", "c.txt"]:
            type_name(screen, name)
            screen.wait_for("Saved: " + name)
        html, markdown, text = read(home, "a.html"), read(home, "b.md"), read(home, "c.txt")
        assert '<html lang="ar" dir="rtl">' in html and "<strong>يتيح</strong>" in html, html
        assert "# مكتبة المرفأ (2025)" in markdown and "**يتيح**" in markdown, markdown
        assert "| اليوم | الساعة |\n| --- | --- |\n| السبت | 9 |" in markdown, markdown
        assert "يتيح البحث" in text and "https://harbour.example/ar" in text, text
        for saved in [html, markdown, text]:
            assert not NOT_PLAIN.search(saved), saved
    on_screen(test)


def the_name_that_is_proposed_is_made_of_the_title():
    def test(screen, home):
        screen.press("W", "Enter")
        screen.wait_for("Saved")
        assert os.listdir(home.path + "/kept/articles") == ["مكتبة 2025 26.md"], os.listdir(home.path + "/kept/articles")
    on_screen(test, "save-folder = ~/kept/articles\nsave-format = markdown\n")


def a_file_is_never_overwritten_without_asking():
    def test(screen, home):
        home.write("mine.txt", "mine")
        type_name(screen, "mine.txt")
        screen.wait_for(r"Overwrite it \(y/n\)")
        screen.press("n")
        screen.settle()
        assert read(home, "mine.txt") == "mine"
        type_name(screen, "mine.txt")
        screen.wait_for(r"Overwrite it \(y/n\)")
        screen.press("y")
        screen.wait_for("Saved: mine.txt")
        assert "OpenShelf" in read(home, "mine.txt")
        assert not [name for name in os.listdir(home.path) if name.startswith("mine.txt.")]
    on_screen(test)


def what_cannot_be_saved_says_why():
    def test(screen, home):
        type_name(screen, "a.pdf")
        screen.wait_for("End the name with .html, .md or .txt")
        type_name(screen, "no/such/folder/a.md")
        screen.wait_for("No such file or directory")
        os.mkdir(home.path + "/folder.md")
        type_name(screen, "folder.md")
        screen.wait_for(r"Overwrite it \(y/n\)")
        screen.press("y")
        screen.wait_for("no regular file")
        os.symlink("elsewhere", home.path + "/link.md")
        type_name(screen, "link.md")
        screen.wait_for(r"Overwrite it \(y/n\)")
        screen.press("n")
        assert not os.path.exists(home.path + "/elsewhere")
    on_screen(test)


def saved(home, *arguments, status=0):
    got = subprocess.run([KHABAR, "save", *arguments], env=environment_for(home.path), cwd=home.path, capture_output=True, text=True)
    assert got.returncode == status, got
    return got


def the_command_line_saves_files_and_entries():
    with Home() as home, Site(ROOT + "/tests/screen/site") as site:
        site.subscribe(home)
        home.write("a.html", ARTICLE)
        assert "**يتيح**" in saved(home, "a.html").stdout
        assert saved(home, "a.html", "--as", "html").stdout.startswith("<!DOCTYPE html>")
        saved(home, "a.html", "-o", "b.txt")
        assert "يتيح البحث" in read(home, "b.txt")
        assert "b.txt: is there already" in saved(home, "a.html", "-o", "b.txt", status=1).stderr
        assert "--as is html, md or txt" in saved(home, "a.html", "--as", "pdf", status=2).stderr
        assert "no entry 12345" in saved(home, "12345", status=1).stderr
        subprocess.run([KHABAR, "refresh"], env=environment_for(home.path), capture_output=True)
        entries = json.loads(subprocess.run([KHABAR, "list", "--json"], env=environment_for(home.path), capture_output=True).stdout)
        entry = next(entry for entry in entries if "120,000" in entry["title"] or "مكتبة" in entry["title"])
        got = saved(home, str(entry["id"])).stdout
        assert got.startswith('---\ntitle: "%s"\n' % entry["title"]), got
        assert "publisher: \"%s\"" % entry["source"] in got and "source: \"%s\"" % entry["link"] in got, got


if __name__ == "__main__":
    sys.exit(run_tests([test for name, test in list(globals().items())
                        if callable(test) and getattr(test, "__module__", "") == "__main__" and test.__code__.co_argcount == 0
                        and test.__defaults__ is None]))
