#!/usr/bin/env python3
"""io_error_test.py KHABAR [ROUNDS [SEED]]: reads, writes and syncs of the database fail at random moments of a refresh. What was
said to be stored is there, marks made before are kept, the database is whole, and the next refresh does what this one could not.
`make test` has a few rounds; `make bench-faults` 60 of them, with the figures at the end."""
from refreshing import *

KHABAR = os.path.abspath(sys.argv[1])
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 5
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(1 << 30)
KINDS = ("w", "s", "r", "wst", "rwst")


def build_shim(home):
    path = home.path + "/failing_io.so"
    compiler = os.environ.get("CC", "cc").split()
    subprocess.run(compiler + ["-O1", "-shared", "-fPIC", "-o", path, ROOT + "/tests/fault/failing_io.c", "-ldl"], check=True)
    return path


def failing(shim, seed, thousandths, calls):
    sanitizer = os.environ.get("ASAN_OPTIONS", "")
    return {"LD_PRELOAD": shim, "KHABAR_FAILING_IO": "%d:%d:%s" % (seed, thousandths, calls),
            "ASAN_OPTIONS": sanitizer + (":" if sanitizer else "") + "verify_asan_link_order=0:detect_leaks=0"}


def errors_of_the_disk_lose_nothing_that_was_promised():
    chance = random.Random(SEED)
    with Home() as home:
        shim = build_shim(home)
        sources = Sources(home)
        with Site(sources.folder) as site:
            sources.subscribe(home, site.port)
            sources.publish()
            promises, failures = Promises(), 0
            refresh = Refresh(KHABAR, home)
            assert refresh.finish() == 0, refresh.output
            promises.add(sources, refresh.reported)
            with Reader(KHABAR, home) as reader:
                reader.wait_for(b"TITLE")
                reader.read_on(1)
            promises.add(sources, (), reader.read_entries)
            for round_number in range(ROUNDS):
                sources.publish()
                calls = KINDS[round_number % len(KINDS)]
                seed, thousandths = chance.randrange(1 << 30), chance.choice((2, 10, 50, 300))
                refresh = Refresh(KHABAR, home, failing(shim, seed, thousandths, calls))
                status = refresh.finish()
                failures += status != 0
                promises.add(sources, refresh.reported)
                moment = "seed %d, round %d (%d:%d:%s)" % (SEED, round_number, seed, thousandths, calls)
                promises.expect(status in (0, 1), moment, "it ended with %d: %r" % (status, refresh.output[-600:]))
                promises.expect(status == 0 or b"khabar: " in refresh.output, moment, "it failed without a word: %r" % refresh.output)
                promises.hold(KHABAR, home, moment)
                again = Refresh(KHABAR, home)
                promises.expect(again.finish() == 0, moment, "the next refresh failed: %r" % again.output[-600:])
                promises.add(sources, range(sources.count))
                promises.look(home, moment + ", after the next refresh")
            promises.settle("reads, writes and syncs that fail", "refreshes, %d of them stopped by it" % failures)
            assert failures, "in %d rounds nothing failed" % ROUNDS


sys.exit(run_tests([errors_of_the_disk_lose_nothing_that_was_promised]))
