#!/usr/bin/env python3
"""kill_test.py KHABAR [ROUNDS [SEED]]: a refresh is killed at random moments while another khabar marks articles as read, and
that one is killed too. Nothing that was said to be stored is missing, no mark is lost, the database is whole. `make test` has
a few rounds; 200 of them are a matter of minutes."""
from refreshing import *

KHABAR = os.path.abspath(sys.argv[1])
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 8
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(1 << 30)


def seconds_of_a_refresh(sources, home):
    sources.publish()
    started = time.monotonic()
    refresh = Refresh(KHABAR, home)
    assert refresh.finish() == 0, refresh.output
    assert refresh.reported == set(range(sources.count)), refresh.output
    return time.monotonic() - started


def killed_at_any_moment_it_keeps_what_it_reported_and_every_mark():
    chance = random.Random(SEED)
    with Home() as home:
        sources = Sources(home)
        with Site(sources.folder) as site:
            sources.subscribe(home, site.port)
            whole = seconds_of_a_refresh(sources, home)
            promises = Promises()
            for round_number in range(ROUNDS):
                sources.publish()
                with Reader(KHABAR, home) as reader:
                    reader.wait_for(b"TITLE")
                    refresh = Refresh(KHABAR, home)
                    moment = time.monotonic() + chance.uniform(0, whole * 1.1)
                    reader.read_on(moment - time.monotonic())
                    refresh.kill()
                    if chance.random() < 0.5:
                        reader.read_on(0.2)
                    reader.kill(signal.SIGKILL)
                    reader.end()
                promises.add(sources, refresh.reported, reader.read_entries)
                try:
                    check(KHABAR, home)
                    promises.check(home)
                except AssertionError as error:
                    raise AssertionError("seed %d, round %d: %s" % (SEED, round_number, error))
            assert promises.read and promises.stored, "nothing was read or stored in %d rounds" % ROUNDS
            print("# %d rounds: %d entries stored, %d marks" % (ROUNDS, len(promises.stored), len(promises.read)))
            seconds_of_a_refresh(sources, home)


sys.exit(run_tests([killed_at_any_moment_it_keeps_what_it_reported_and_every_mark]))
