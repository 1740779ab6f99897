#!/usr/bin/env python3
"""kill_test.py KHABAR [ROUNDS [SEED]]: a refresh is killed at random moments while another khabar marks articles as read, and
that one is killed too. Nothing that was said to be stored is missing, no mark is lost, the database is whole. `make test` has
a few rounds; `make bench-faults` 200 of them, with the figures at the end."""
from refreshing import *

KHABAR = os.path.abspath(sys.argv[1])
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 8
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(1 << 30)


def refresh_all(sources, home, meanwhile=lambda: None):
    """To its end; the seconds of it."""
    sources.publish()
    started = time.monotonic()
    refresh = Refresh(KHABAR, home)
    while refresh.process.poll() is None:
        meanwhile()
    took = time.monotonic() - started
    assert refresh.finish() == 0, refresh.output
    assert refresh.reported == set(range(sources.count)), refresh.output
    return took


def seconds_beside_a_reader(sources, home):
    """Of a refresh like those that will be killed."""
    with Reader(KHABAR, home) as reader:
        reader.wait_for(b"TITLE")
        return refresh_all(sources, home, lambda: reader.read_on(0.02))


def killed_at_any_moment_it_keeps_what_it_reported_and_every_mark():
    chance = random.Random(SEED)
    with Home() as home:
        sources = Sources(home)
        with Site(sources.folder) as site:
            sources.subscribe(home, site.port)
            refresh_all(sources, home)
            whole = seconds_beside_a_reader(sources, home)
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
                promises.hold(KHABAR, home, "seed %d, round %d" % (SEED, round_number))
            promises.settle("killed at random moments")
            refresh_all(sources, home)


sys.exit(run_tests([killed_at_any_moment_it_keeps_what_it_reported_and_every_mark]))
