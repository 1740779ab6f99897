#!/usr/bin/env python3
"""full_disk_test.py KHABAR: the disk is full in the middle of a refresh, and while articles are read. It is said, nothing that was
promised is lost, and once there is room again everything comes."""
from refreshing import *

KHABAR = os.path.abspath(sys.argv[1])


def promise_of_a_refresh(home, sources, promises, **how):
    """Its status; what it reported is held to."""
    refresh = Refresh(KHABAR, home, **how)
    status = refresh.finish()
    promises.add(sources, refresh.reported)
    return status, refresh.output


def fill_and_free(home, make_full, make_room, limits=None):
    sources = Sources(home, words=400)
    with Site(sources.folder) as site:
        sources.subscribe(home, site.port)
        sources.publish()
        promises = Promises()
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
        assert status == 1 and re.search(rb"khabar: .*(full|space|write|disk)", output), (status, output[-600:])
        check_full(home, promises)
        make_room()
        status, output = promise_of_a_refresh(home, sources, promises)
        assert status == 0, output
        promises.add(sources, range(sources.count))
        check(KHABAR, home)
        promises.check(home)
        assert promises.read, "nothing was read"


def check_full(home, promises):
    """While it is full: it can be listed, and read on."""
    done = subprocess.run([KHABAR, "list"], env=environment_for(home.path), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.returncode == 0 and b"TITLE" in done.stdout, done.stderr.decode()
    promises.check(home)
    with Reader(KHABAR, home) as reader:
        reader.wait_for(b"TITLE")
        reader.press("q")
        assert reader.end() == 0


def a_limit_to_the_size_of_files_loses_nothing():
    with Home() as home:
        def limits():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size[0], resource.RLIM_INFINITY))
        size = [resource.RLIM_INFINITY]

        def make_full():
            size[0] = os.path.getsize(home.path + "/data/khabar/khabar.db") + (64 << 10)
        fill_and_free(home, make_full, lambda: None, limits)


def a_limit_whose_signal_ends_it_loses_nothing():
    with Home() as home:
        sources, promises = Sources(home, words=400), Promises()
        with Site(sources.folder) as site:
            sources.subscribe(home, site.port)
            sources.publish()
            status, output = promise_of_a_refresh(home, sources, promises)
            assert status == 0, output
            room = os.path.getsize(home.path + "/data/khabar/khabar.db") + (64 << 10)

            def limits():
                signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
                resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
            for _ in range(6):
                sources.publish()
                status, output = promise_of_a_refresh(home, sources, promises, limits=limits)
            assert status in (1, -signal.SIGXFSZ), (status, output[-600:])
            check(KHABAR, home)
            promises.check(home)


def a_full_disk_loses_nothing_and_is_said():
    with Home() as home:
        place = home.path + "/data"
        os.makedirs(place)
        if os.getuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "khabar-test", place],
                                              stderr=subprocess.DEVNULL).returncode:
            print("# no small file system can be mounted here: only the limit to the size of files was tried")
            return
        try:
            def resize(size):
                subprocess.run(["mount", "-o", "remount,size=%d" % size, place], check=True)
            used = lambda: sum(os.stat(file).st_blocks * 512 for file in glob.glob(place + "/khabar/*"))
            fill_and_free(home, lambda: resize(used() + (128 << 10)), lambda: resize(64 << 20))
        finally:
            subprocess.run(["umount", "-l", place])


sys.exit(run_tests([a_limit_to_the_size_of_files_loses_nothing, a_limit_whose_signal_ends_it_loses_nothing,
                    a_full_disk_loses_nothing_and_is_said]))
