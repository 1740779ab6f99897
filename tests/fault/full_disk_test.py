#!/usr/bin/env python3
"""full_disk_test.py KHABAR [ROUNDS [SEED]]: the disk is full in the middle of a refresh, and while articles are read. It is said,
nothing that was promised is lost, and once there is room again everything comes. In the first round there are 64 or 128 KiB of
room left, in further ones at random less or more: `make bench-faults` has 20, with the figures at the end."""
from refreshing import *

KHABAR = os.path.abspath(sys.argv[1])
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 1
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(1 << 30)
PAGE, DISK = 4 << 10, 64 << 20


def rooms(first):
    """(round, bytes of room left), whole pages."""
    chance = random.Random(SEED)
    for number in range(ROUNDS):
        room = chance.randint(1, 48) * PAGE if number else first
        yield "seed %d, round %d, room for %d KiB" % (SEED, number, room >> 10), room


def promise_of_a_refresh(home, sources, promises, **how):
    """Its status; what it reported is held to."""
    refresh = Refresh(KHABAR, home, **how)
    status = refresh.finish()
    promises.add(sources, refresh.reported)
    return status, refresh.output


def fill_and_free(home, moment, promises, make_full, make_room, limits=None):
    sources = Sources(home, words=400)
    with Site(sources.folder) as site:
        sources.subscribe(home, site.port)
        sources.publish()
        status, output = promise_of_a_refresh(home, sources, promises)
        assert status == 0, output
        with Reader(KHABAR, home) as reader:
            reader.wait_for(b"TITLE")
            reader.read_on(0.5)
        promises.add(sources, (), reader.read_entries)
        make_full()
        for _ in range(3):
            for _ in range(3):
                sources.publish()
            status, output = promise_of_a_refresh(home, sources, promises, limits=limits)
        promises.expect(status == 1 and re.search(rb"khabar: .*(full|space|write|disk)", output), moment, (status, output[-600:]))
        use_full(home, moment, promises)
        make_room()
        status, output = promise_of_a_refresh(home, sources, promises)
        promises.expect(status == 0, moment, "with room again: %r" % output[-600:])
        promises.add(sources, range(sources.count))
        promises.hold(KHABAR, home, moment)


def use_full(home, moment, promises):
    """While it is full: it can be listed, and read on."""
    done = subprocess.run([KHABAR, "list"], env=environment_for(home.path), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    promises.expect(done.returncode == 0 and b"TITLE" in done.stdout, moment, "list: %r" % done.stderr)
    promises.look(home, moment + ", while it is full")
    with Reader(KHABAR, home) as reader:
        reader.wait_for(b"TITLE")
        reader.press("q")
        promises.expect(reader.end() == 0, moment, "the reader did not end well")


def in_each_round(part, first_room, fill):
    """`fill(home, moment, room, promises)`, each in a home of its own with promises of its own; one sum of them."""
    everything = Promises()
    for moment, room in rooms(first_room):
        promises = Promises()
        try:
            with Home() as home:
                fill(home, moment, room, promises)
        except AssertionError as error:
            promises.expect(False, moment, error)
        everything.join(promises)
    everything.settle(part, "times")


def a_limit_to_the_size_of_files_loses_nothing():
    def fill(home, moment, room, promises):
        size = [resource.RLIM_INFINITY]

        def limits():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size[0], resource.RLIM_INFINITY))

        def make_full():
            size[0] = os.path.getsize(home.path + "/data/khabar/khabar.db") + room
        fill_and_free(home, moment, promises, make_full, lambda: None, limits)
    in_each_round("files that may not grow", 64 << 10, fill)


def a_limit_whose_signal_ends_it_loses_nothing():
    def fill(home, moment, room, promises):
        sources = Sources(home, words=400)
        with Site(sources.folder) as site:
            sources.subscribe(home, site.port)
            sources.publish()
            status, output = promise_of_a_refresh(home, sources, promises)
            assert status == 0, output
            with Reader(KHABAR, home) as reader:
                reader.wait_for(b"TITLE")
                reader.read_on(0.3)
            promises.add(sources, (), reader.read_entries)
            largest = os.path.getsize(home.path + "/data/khabar/khabar.db") + room

            def limits():
                signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
                resource.setrlimit(resource.RLIMIT_FSIZE, (largest, resource.RLIM_INFINITY))
            for _ in range(6):
                sources.publish()
                status, output = promise_of_a_refresh(home, sources, promises, limits=limits)
            promises.expect(status in (1, -signal.SIGXFSZ), moment, (status, output[-600:]))
            promises.hold(KHABAR, home, moment)
    in_each_round("files that may not grow, and a signal", 64 << 10, fill)


def a_full_disk_loses_nothing_and_is_said():
    def fill(home, moment, room, promises):
        place = home.path + "/data"
        os.makedirs(place)
        mount("size=%d" % DISK, place)
        try:
            def resize(size):
                mount("remount,size=%d" % size, place)
            used = lambda: sum(os.stat(file).st_blocks * 512 for file in glob.glob(place + "/khabar/*"))
            fill_and_free(home, moment, promises, lambda: resize(used() + room), lambda: resize(DISK))
        finally:
            subprocess.run(["umount", "-l", place])
    if can_mount():
        in_each_round("a full disk", 128 << 10, fill)
    else:
        print("# no small file system can be mounted here: only the limit to the size of files was tried")


def mount(options, place):
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "khabar-test", place], check=True, stderr=subprocess.DEVNULL)


def can_mount():
    with Home() as home:
        try:
            mount("size=1m", home.path)
        except (subprocess.CalledProcessError, FileNotFoundError):
            return False
        subprocess.run(["umount", "-l", home.path])
        return True


sys.exit(run_tests([a_limit_to_the_size_of_files_loses_nothing, a_limit_whose_signal_ends_it_loses_nothing,
                    a_full_disk_loses_nothing_and_is_said]))
