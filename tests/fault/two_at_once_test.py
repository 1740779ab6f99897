#!/usr/bin/env python3
"""two_at_once_test.py KHABAR [ROUNDS]: one khabar refreshes in a loop, as cron would, while another one reads and marks. Nobody
waits in vain for the database, no mark and no entry is lost, and the reader sees what arrives."""
from refreshing import *

KHABAR = os.path.abspath(sys.argv[1])
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 4


def refresh_while_reading(sources, home, reader, promises):
    sources.publish()
    refresh = Refresh(KHABAR, home)
    while refresh.process.poll() is None:
        reader.read_on(0.1)
    assert refresh.finish() == 0, refresh.output
    assert refresh.reported == set(range(sources.count)), refresh.output
    promises.add(sources, refresh.reported)
    return refresh.output


def a_refresh_and_a_reader_do_not_hinder_each_other():
    with Home() as home:
        sources, promises, said = Sources(home), Promises(), b""
        with Site(sources.folder) as site:
            sources.subscribe(home, site.port)
            sources.publish()
            assert Refresh(KHABAR, home).finish() == 0
            with Reader(KHABAR, home) as reader:
                reader.wait_for(b"TITLE")
                for _ in range(ROUNDS):
                    said += refresh_while_reading(sources, home, reader, promises)
                reader.press("q")
                reader.read(0.3)
                reader.press("q")
                assert reader.end() == 0
        promises.add(sources, (), reader.read_entries)
        for output in (said, reader.output):
            assert b"locked" not in output and b"busy" not in output, output[-600:]
        promises.hold(KHABAR, home, "after all of them")
        promises.settle("%d refreshes beside a reader" % ROUNDS)


sys.exit(run_tests([a_refresh_and_a_reader_do_not_hinder_each_other]))
