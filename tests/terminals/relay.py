#!/usr/bin/env python3
"""relay.py SOCKET: stands inside a terminal, between it and a program on a pty of its own.

Every byte passes untouched, queries and replies too. The test at the other end of SOCKET presses keys, asks the
terminal while no program runs, and hears what was said. Each command and each answer is one line of JSON:

    size                        columns and rows of the terminal
    show TEXT                   writes to the terminal
    ask TEXT END                writes, and answers with what the terminal says until the regular expression END
    start COMMAND ENVIRONMENT DELAY
                                runs a program; each byte is DELAY seconds on its way, in both directions
    press TEXT                  types
    settle QUIET LIMIT          answers once the program was silent for QUIET seconds, after LIMIT at the latest
    kill NUMBER                 a signal to the program in the foreground
    heard                       what was said since the start: when, in seconds, by "program" or "terminal", as Latin-1
    status_of_program           the program's wait status, null while it runs
"""
import fcntl, json, os, pty, re, select, signal, socket, struct, sys, termios, time, tty

TERMINAL_IN, TERMINAL_OUT = 0, 1
ANSWER_SECONDS = 2.0


class Relay:
    def __init__(self, path):
        self.test = socket.socket(socket.AF_UNIX)
        self.test.connect(path)
        self.commands = b""
        self.master = self.pid = self.status = None
        self.pending = []    # (due, descriptor, bytes); in order for each descriptor
        self.settling = None # (quiet, end) of a settle that was not answered yet
        self.said = []       # (seconds after the start, by whom, bytes)

    def run(self):
        signal.signal(signal.SIGWINCH, lambda *_: self.pass_size())
        modes = termios.tcgetattr(TERMINAL_IN)
        tty.setraw(TERMINAL_IN)
        try:
            while self.turn():
                pass
        finally:
            termios.tcsetattr(TERMINAL_IN, termios.TCSANOW, modes)

    def turn(self):
        sources = [TERMINAL_IN, self.test] + ([] if self.master is None else [self.master])
        ready = select.select(sources, [], [], self.time_to_wait())[0]
        if self.test in ready and not self.obey():
            return False
        if TERMINAL_IN in ready:
            self.take_from_terminal()
        if self.master in ready:
            self.take_from_program()
        self.pass_due()
        self.answer_settled()
        return True

    def time_to_wait(self):
        times = [due for due, _, _ in self.pending]
        if self.settling:
            times += [self.quiet_since + self.settling[0], self.settling[1]]
        return max(0.0, min(times) - time.monotonic()) if times else None

    # -- bytes

    def take_from_terminal(self):
        got = os.read(TERMINAL_IN, 1 << 16)
        if self.master is not None:
            self.note("terminal", got)
            self.send(self.master, got)

    def take_from_program(self):
        try:
            got = os.read(self.master, 1 << 16)
        except OSError:
            got = b""
        if got:
            self.note("program", got)
            self.send(TERMINAL_OUT, got)
            return
        os.close(self.master)
        self.pending = [later for later in self.pending if later[1] != self.master]
        self.master = None
        self.status = os.waitpid(self.pid, 0)[1]

    def note(self, speaker, content):
        self.said.append((time.monotonic() - self.began, speaker, content.decode("latin-1")))

    def send(self, descriptor, content):
        self.pending.append((time.monotonic() + self.delay, descriptor, content))

    def pass_due(self):
        now = time.monotonic()
        due = [later for later in self.pending if later[0] <= now]
        self.pending = [later for later in self.pending if later[0] > now]
        for _, descriptor, content in due:
            write_all(descriptor, content)
            if descriptor == TERMINAL_OUT:
                self.quiet_since = time.monotonic()

    def pass_size(self):
        if self.master is not None:
            fcntl.ioctl(self.master, termios.TIOCSWINSZ, size_of_terminal())

    # -- commands

    def obey(self):
        got = self.test.recv(1 << 16)
        self.commands += got
        while b"\n" in self.commands:
            line, _, self.commands = self.commands.partition(b"\n")
            word, *arguments = json.loads(line)
            answer = getattr(self, word)(*arguments)
            if word != "settle":
                self.answer(answer)
        return bool(got)

    def answer(self, content):
        self.test.sendall(json.dumps(content).encode() + b"\n")

    def size(self):
        rows, columns, _, _ = struct.unpack("HHHH", size_of_terminal())
        return columns, rows

    def show(self, text):
        write_all(TERMINAL_OUT, text.encode())

    def ask(self, text, end):
        write_all(TERMINAL_OUT, text.encode())
        reply, until = b"", time.monotonic() + ANSWER_SECONDS
        while not re.search(end.encode(), reply):
            if not select.select([TERMINAL_IN], [], [], max(0.0, until - time.monotonic()))[0]:
                break
            reply += os.read(TERMINAL_IN, 4096)
        return reply.decode("latin-1")

    def start(self, command, environment, delay):
        self.said = []
        self.status, self.delay = None, delay
        self.began = self.quiet_since = time.monotonic()
        size = size_of_terminal()
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            signal.signal(signal.SIGWINCH, signal.SIG_DFL)
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            os.execvpe(command[0], command, dict(os.environ, **environment))

    def press(self, text):
        self.send(self.master, text.encode())

    def settle(self, quiet, limit):
        self.quiet_since = time.monotonic()
        self.settling = quiet, self.quiet_since + limit

    def answer_settled(self):
        now = time.monotonic()
        if self.settling and (now >= self.quiet_since + self.settling[0] or now >= self.settling[1]):
            self.settling = None
            self.answer(None)

    def kill(self, number):
        os.killpg(os.tcgetpgrp(self.master), number)

    def status_of_program(self):
        return self.status

    def heard(self):
        return self.said


def size_of_terminal():
    return fcntl.ioctl(TERMINAL_IN, termios.TIOCGWINSZ, b"\0" * 8)


def write_all(descriptor, content):
    while content:
        content = content[os.write(descriptor, content):]


if __name__ == "__main__":
    Relay(sys.argv[1]).run()
