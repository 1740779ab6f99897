#!/usr/bin/env python3
"""languages_test.py KHABAR: the interface speaks the language of the locale or of the config, the workers with it."""
import os, subprocess, sys, unicodedata
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from terminal import *

KHABAR = os.path.abspath(sys.argv[1])
FEEDS = "[Nirgendwo خبر]\nurl = http://nowhere.invalid/feed\n"


def at_the_list(test, config="", **environment):
    with Home() as home:
        home.write("config/khabar/feeds", FEEDS)
        home.write("config/khabar/config", "refresh-minutes = 0\n" + config)
        settings = environment_for(home.path)
        settings.update(environment)
        with Screen(100, 24, [KHABAR], settings) as screen:
            screen.wait_for("khabar doctor --calibrate")
            screen.press("Escape")
            test(screen)


def the_status_line_and_the_help_are_french_where_language_says_so():
    def test(screen):
        screen.wait_for("Pas encore de titres.: R relève toutes les sources")
        screen.wait_for("\\?: touches   Enter: lire   Tab: sources")
        screen.press("?")
        screen.wait_for("une ligne plus bas")
        screen.wait_for("q: retour")
    at_the_list(test, LANGUAGE="fr")


def a_locale_that_is_not_installed_is_a_language_all_the_same():
    at_the_list(lambda screen: screen.wait_for("Pas encore de titres"), LANG="fr_FR.UTF-8")


def the_config_goes_before_the_locale():
    at_the_list(lambda screen: screen.wait_for("No headlines yet"), "language = en\n", LANG="fr_FR.UTF-8")
    at_the_list(lambda screen: screen.wait_for("Pas encore de titres"), "language = fr\n", LANG="C")


def the_welcome_is_in_the_language_of_the_interface():
    languages = sorted(name[:-3] for name in os.listdir(ROOT + "/src/po") if name.endswith(".po"))
    for language in languages + ["en"]:
        with open("%s/src/app/welcome/%s.html" % (ROOT, language), encoding="utf-8") as page:
            title = re.search("<title>(.*)</title>", page.read()).group(1)
        title = "".join(letter for letter in title if unicodedata.category(letter) != "Mn")
        options = ["--order", "logical", "--marks", "hide", "--language", language]
        with Home() as home, Screen(80, 24, [KHABAR, *options], environment_for(home.path)) as screen:
            screen.wait_for(re.escape(title))


def what_khabar_says_in_place_of_an_article_runs_as_its_language_does():
    """From the right also where the source writes from the left: the full stop is at the left end of its row."""
    with Home() as home:
        feed = home.write("site/bare.rss", '<rss version="2.0"><channel><title>Bare</title><language>en</language>'
                          "<item><title>No text</title><link>https://bare.example/</link></item></channel></rss>")
        with Site(os.path.dirname(feed)) as site:
            home.write("config/khabar/feeds", "[Bare]\nurl = http://127.0.0.1:%d/bare.rss\n" % site.port)
            home.write("config/khabar/config", "order = visual\nletters = base\n")
            with Screen(100, 24, [KHABAR], environment_for(home.path, LANGUAGE="ar")) as screen:
                screen.wait_for("No text")
                screen.press("Escape", "Enter")
                screen.wait_for(r"\.حفصتم")


def lang_c_is_english():
    at_the_list(lambda screen: screen.wait_for("No headlines yet"), LANG="C", LANGUAGE="fr")


def command(*arguments, **environment):
    with Home() as home:
        home.write("config/khabar/feeds", FEEDS)
        return subprocess.run([KHABAR, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                              env=dict(environment_for(home.path), **environment))


def a_worker_speaks_the_language_that_was_chosen():
    said = command("refresh", "--language", "fr").stderr.replace("\u00a0", " ")
    assert "nowhere.invalid : cet hôte n’existe pas ; vérifiez l’adresse ou le réseau" in said, said


def what_is_printed_has_no_bidi_controls():
    done = command("--language", "fr", "--marks", "خبر")
    assert "--marks est" in done.stderr and "«\u00a0خبر\u00a0»" in done.stderr and done.returncode == 2, done
    assert not set("\u2066\u2067\u2068\u2069") & set(done.stderr), ascii(done.stderr)


def status_lines(config="", **environment):
    """After a refresh, six new ones from four sources; then after the key for other digits."""
    with Home() as home, Site(os.path.join(os.path.dirname(os.path.abspath(__file__)), "site")) as site:
        site.subscribe(home)
        home.write("config/khabar/config", "order = visual\nlanguage = ar\n" + config)
        settings = environment_for(home.path)
        settings.update(environment)
        with Screen(60, 24, [KHABAR], settings) as screen:
            fetched = screen.wait_for("[4٤].*[6٦] ").strip().split("\n")[-1]
            screen.press("Escape", "Enter", "d")
            return fetched, screen.settle().strip().split("\n")[-1]


NATIVE = set("٠١٢٣٤٥٦٧٨٩")


def numbers_have_the_digits_of_the_country():
    assert NATIVE & set(status_lines()[0]) and NATIVE & set(status_lines(LANG="ar_EG.UTF-8")[0])
    moroccan, native = status_lines(LANG="ar_MA.UTF-8")
    assert not NATIVE & set(moroccan) and NATIVE & set(native), (moroccan, native)


def the_setting_chooses_the_digits():
    assert not NATIVE & set(status_lines("digits = ascii\n")[0])
    assert NATIVE & set(status_lines("digits = native\n", LANG="ar_MA.UTF-8")[0])


def what_is_no_terminal_gets_ascii_digits():
    done = command("list", "--limit", "0", "--language", "ar")
    assert done.returncode == 2 and "--limit" in done.stderr, done
    said = command("refresh", "--language", "ar", LANG="ar_EG.UTF-8")
    assert not NATIVE & set(said.stdout + said.stderr), said


def a_language_that_khabar_does_not_speak_is_said():
    done = command("--language", "tlh", "list")
    assert done.returncode == 2 and '--language is one of' in done.stderr and '"tlh"' in done.stderr, done


sys.exit(run_tests([
    the_status_line_and_the_help_are_french_where_language_says_so,
    a_locale_that_is_not_installed_is_a_language_all_the_same,
    the_config_goes_before_the_locale,
    what_khabar_says_in_place_of_an_article_runs_as_its_language_does,
    lang_c_is_english,
    the_welcome_is_in_the_language_of_the_interface,
    a_worker_speaks_the_language_that_was_chosen,
    what_is_printed_has_no_bidi_controls,
    numbers_have_the_digits_of_the_country,
    the_setting_chooses_the_digits,
    what_is_no_terminal_gets_ascii_digits,
    a_language_that_khabar_does_not_speak_is_said,
]))
