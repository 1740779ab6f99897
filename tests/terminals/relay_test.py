#!/usr/bin/env python3
"""relay_test.py: what stands between a terminal and the program changes nothing; here the test is the terminal."""
import json, os, pty, select, socket, sys, tempfile, termios, time, fcntl, struct
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "screen")]
from terminal import run_tests

EVERY_BYTE = bytes(range(256))


class Relayed:
    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="khabar-relay-")
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(self.folder.name + "/socket")
        listener.listen(1)
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.execv(sys.executable, [sys.executable, HERE + "/relay.py", self.folder.name + "/socket"])
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 17, 61, 0, 0))
        self.stream = listener.accept()[0].makefile("rw")
        listener.close()
        self.tell("size")  # it listens, and the terminal is raw
        return self

    def __exit__(self, *_):
        self.stream.close()
        os.waitpid(self.pid, 0)
        os.close(self.terminal)
        self.folder.cleanup()

    def send(self, *command):
        self.stream.write(json.dumps(command) + "\n")
        self.stream.flush()

    def answer(self):
        return json.loads(self.stream.readline())

    def tell(self, *command):
        self.send(*command)
        return self.answer()

    def run(self, script, delay=0.0):
        self.tell("start", [sys.executable, "-c", "import os, sys, time, tty; tty.setraw(0)\n" + script], {}, delay)

    def seen(self, count, seconds=20):
        """The next bytes that the terminal gets."""
        got, end = b"", time.monotonic() + seconds
        while len(got) < count and select.select([self.terminal], [], [], max(0, end - time.monotonic()))[0]:
            got += os.read(self.terminal, 4096)
        return got


def every_byte_of_the_program_passes():
    with Relayed() as relayed:
        relayed.run("os.write(1, bytes(range(256))); time.sleep(60)")
        assert relayed.seen(256) == EVERY_BYTE


def every_byte_of_the_terminal_and_typed_keys_pass():
    with Relayed() as relayed:
        relayed.run("os.write(1, b'ready')\nwhile True: os.write(1, os.read(0, 4096)[::-1])")
        assert relayed.seen(5) == b"ready"
        os.write(relayed.terminal, EVERY_BYTE)
        assert sorted(relayed.seen(256)) == list(EVERY_BYTE)
        relayed.tell("press", "نعم")
        assert relayed.seen(6) == "نعم".encode()[::-1]


def what_was_said_is_heard():
    with Relayed() as relayed:
        relayed.run("os.write(1, b'question'); os.read(0, 100); os.write(1, b'!'); time.sleep(60)")
        assert relayed.seen(8) == b"question"
        os.write(relayed.terminal, b"answer")
        assert relayed.seen(1) == b"!"
        heard = relayed.tell("heard")
        assert [words[1:] for words in heard] == [["program", "question"], ["terminal", "answer"], ["program", "!"]]
        assert heard == sorted(heard)


def a_slow_link_is_slow_each_way():
    with Relayed() as relayed:
        relayed.run("os.write(1, b'a'); os.read(0, 1); os.write(1, b'b'); time.sleep(60)", delay=0.3)
        assert relayed.seen(1) == b"a"
        start = time.monotonic()
        os.write(relayed.terminal, b"x")
        assert relayed.seen(1) == b"b"
        assert time.monotonic() - start >= 0.6


def the_program_has_the_terminals_size():
    with Relayed() as relayed:
        relayed.run("os.write(1, b'%d %d' % os.get_terminal_size()); time.sleep(60)")
        assert relayed.seen(5) == b"61 17"


def the_terminal_can_be_asked():
    with Relayed() as relayed:
        relayed.send("ask", "\033[c", "c$")
        assert relayed.seen(3) == b"\033[c"
        os.write(relayed.terminal, b"\033[?6")
        os.write(relayed.terminal, b"c")
        assert relayed.answer() == "\033[?6c"


def the_end_of_a_program_is_told():
    with Relayed() as relayed:
        relayed.run("os.write(1, b'.'); os.read(0, 1); sys.exit(3)")
        assert relayed.seen(1) == b"."
        assert relayed.tell("status_of_program") is None
        relayed.tell("press", "x")
        end = time.monotonic() + 20
        while relayed.tell("status_of_program") is None and time.monotonic() < end:
            time.sleep(0.02)
        assert os.waitstatus_to_exitcode(relayed.tell("status_of_program")) == 3


sys.exit(run_tests([
    every_byte_of_the_program_passes,
    every_byte_of_the_terminal_and_typed_keys_pass,
    what_was_said_is_heard,
    a_slow_link_is_slow_each_way,
    the_program_has_the_terminals_size,
    the_terminal_can_be_asked,
    the_end_of_a_program_is_told,
]))
