#!/usr/bin/env python3
"""A web server on loopback for the tests: server.py FOLDER [--socks | --http2 | --tls | --tls=expired | --tls=other-host | --tls=client]

Serves the files of FOLDER with validators (ETag, Last-Modified, 304), and addresses that misbehave.
The first line of standard output is the port; with --tls and --http2 the second one is the certificate, made anew.
It is an old one, or one for another host, where that is asked for. With --tls=client a visitor has to show client.pem,
which is in the certificate's folder with its client-key.pem; the expired client-old.pem is there, too.
With --http2 it is nghttpd that serves the files of FOLDER, and nothing else, over HTTP/2 and no other; where there is no
nghttpd the first line is 0.
With --socks it is a SOCKS 4, 4a and 5 proxy that leads to itself, whatever it is asked for: /echo says for what.
Ends when standard input closes.

    /status/N[?retry=S]     answers N, with Retry-After
    /redirect/N[?code=C]    N redirects, then a page
    /to?url=U[&code=C]      one redirect to U
    /wall?to=U[&host=H]     asks for a cookie (of all of host H), pointing to itself until it has it; then one redirect to U
    /slow?seconds=S         answers after S seconds
    /stall                  begins an answer and falls silent
    /endless                a body without end
    /gzip-bomb              256 MiB of spaces, compressed
    /bad-gzip[?as=NAME]     says gzip, or what else is named, and is not
    /truncated              fewer bytes than it says
    /close                  closes without a word
    /garbage                no HTTP at all
    /big-headers            300 KiB of headers
    /html                   a page where a feed should be
    /empty                  200 and nothing
    /echo                   the request's first line and header fields
    /fields?NAME=VALUE…     those header fields
    /digest[?to=U][&offer=basic]
                            wants the login reader:hush-2 by Digest (or by Basic as well); then as /echo, or to U
"""
import email.utils
import hashlib
import http.server
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import zlib

PAGE = b"<!DOCTYPE html><html><head><title>A page</title></head><body><p>No feed here.</p></body></html>"
TYPES = {".xml": "application/xml", ".rss": "application/rss+xml", ".atom": "application/atom+xml",
         ".html": "text/html; charset=utf-8", ".txt": "text/plain; charset=utf-8", ".opml": "text/x-opml"}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "loopback"
    target = None

    def setup(self):
        if isinstance(self.request, ssl.SSLSocket):
            agree(self.request)
        super().setup()
        if self.server.socks:
            self.target = self.shake_hands()

    def read_string(self):
        text = b""
        while (byte := self.rfile.read(1)) not in (b"\0", b""):
            text += byte
        return text.decode()

    def shake_hands(self):
        """RFC 1928, and SOCKS 4 with its extension 4a."""
        if self.rfile.read(1) == b"\x04":
            head = self.rfile.read(7)
            self.read_string()
            host = ".".join(map(str, head[3:]))
            if head[3:6] == b"\0\0\0":
                host = self.read_string()
            self.wfile.write(b"\0\x5a" + head[1:])
            return "SOCKS4 " + host
        self.rfile.read(self.rfile.read(1)[0])
        self.wfile.write(b"\x05\0")
        kind = self.rfile.read(4)[3]
        if kind == 3:
            host = self.rfile.read(self.rfile.read(1)[0]).decode()
        else:
            host = ".".join(map(str, self.rfile.read(4)))
        self.rfile.read(2)
        self.wfile.write(b"\x05\0\0\x01\x7f\0\0\x01\0\0")
        return "SOCKS5 " + host

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        address = urllib.parse.urlsplit(self.path)
        self.query = {name: values[0] for name, values in urllib.parse.parse_qs(address.query).items()}
        parts = address.path.strip("/").split("/")
        special = getattr(self, "get_" + parts[0].replace("-", "_"), None)
        try:
            if special:
                special(parts[1] if len(parts) > 1 else "")
            else:
                self.get_file(address.path)
        except (BrokenPipeError, ConnectionResetError, ssl.SSLError):
            self.close_connection = True

    def answer(self, status, body=b"", kind="text/plain; charset=utf-8", **fields):
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name.replace("_", "-"), str(value))
        if status != 304:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if status != 304:
            self.wfile.write(body)

    def get_file(self, path):
        file = os.path.join(self.server.folder, urllib.parse.unquote(path).lstrip("/"))
        inside = os.path.realpath(file).startswith(os.path.realpath(self.server.folder) + os.sep)
        if not inside or not os.path.isfile(file):
            self.answer(404, b"no such file\n")
            return
        with open(file, "rb") as stream:
            body = stream.read()
        tag = '"%s"' % hashlib.sha256(body).hexdigest()[:16]
        changed = email.utils.formatdate(int(os.path.getmtime(file)), usegmt=True)
        known = self.headers.get("If-None-Match")
        same = known == tag if known else self.headers.get("If-Modified-Since") == changed
        kind = TYPES.get(os.path.splitext(file)[1], "application/octet-stream")
        self.answer(304 if same else 200, body, kind, ETag=tag, Last_Modified=changed)

    def get_status(self, number):
        fields = {"Retry_After": self.query["retry"]} if "retry" in self.query else {}
        self.answer(int(number), b"status\n", **fields)

    def get_redirect(self, number):
        left = int(number)
        if left == 0:
            self.answer(200, PAGE, "text/html")
            return
        code = int(self.query.get("code", 302))
        self.answer(code, Location="/redirect/%d?code=%d" % (left - 1, code))

    def get_to(self, _):
        self.answer(int(self.query.get("code", 302)), Location=self.query["url"])

    def get_wall(self, _):
        if "passed=yes" in self.headers.get("Cookie", ""):
            self.answer(302, Location=self.query["to"])
        else:
            host = "; Domain=" + self.query["host"] if "host" in self.query else ""
            self.answer(302, Location=self.path, Set_Cookie="passed=yes; Path=/" + host)

    def get_slow(self, _):
        time.sleep(float(self.query.get("seconds", 5)))
        self.answer(200, b"at last\n")

    def get_stall(self, _):
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"<rss>")
        self.wfile.flush()
        time.sleep(3600)

    def get_endless(self, _):
        self.send_response(200)
        self.send_header("Content-Type", "application/xml")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        self.wfile.write(b"<rss><channel><title>")
        while True:
            self.wfile.write(b"endless " * 8192)

    def get_gzip_bomb(self, _):
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        body = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(256)) + packer.flush()
        self.answer(200, body, "application/xml", Content_Encoding="gzip")

    def get_bad_gzip(self, _):
        self.answer(200, b"this is not gzip at all", "application/xml", Content_Encoding=self.query.get("as", "gzip"))

    def get_truncated(self, _):
        self.send_response(200)
        self.send_header("Content-Type", "application/xml")
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self.wfile.write(b"<rss version='2.0'><channel><title>Cut short</title><item><title>One</title>")
        self.close_connection = True

    def get_close(self, _):
        self.close_connection = True

    def get_garbage(self, _):
        self.wfile.write(b"\x00\x01\x02 this is no answer\r\n\r\n")
        self.close_connection = True

    def get_big_headers(self, _):
        self.send_response(200)
        for number in range(300):
            self.send_header("X-Padding-%d" % number, "x" * 1000)
        self.end_headers()
        self.close_connection = True

    def get_html(self, _):
        self.answer(200, PAGE, "text/html; charset=utf-8")

    def get_empty(self, _):
        self.answer(200, b"", "application/xml")

    def get_echo(self, _):
        through = "Through: %s\n" % self.target if self.target else ""
        body = self.requestline + "\n" + through + str(self.headers)
        self.answer(200, body.encode(), Set_Cookie="seen=yes", ETag='"echo"')

    def get_digest(self, _):
        """RFC 7616, with SHA-256 and qop=auth. The nonce tells whether the password came uncovered."""
        method, _, rest = self.headers.get("Authorization", "").partition(" ")
        said = dict(re.findall(r'(\w+)="?([^",]*)', rest))
        both = self.query.get("offer") == "basic"
        hashed = lambda *parts: hashlib.sha256(":".join(parts).encode()).hexdigest()
        proof = hashed(hashed("reader", "loopback", "hush-2"), said.get("nonce", ""), said.get("nc", ""),
                       said.get("cnonce", ""), "auth", hashed("GET", self.path))
        if method == "Digest" and said.get("uri") == self.path and said.get("response") == proof:
            self.answer(302, Location=self.query["to"]) if "to" in self.query else self.get_echo("")
            return
        nonce = "uncovered" if method == "Basic" else "covered"
        self.answer(401, b"login\n", WWW_Authenticate='Digest realm="loopback", nonce="%s", qop="auth", algorithm=SHA-256%s'
                    % (nonce, ', Basic realm="loopback"' if both else ""))

    def get_fields(self, _):
        self.answer(200, b"fields\n", **self.query)


def agree(connection):
    """Who is refused reads why before the connection is closed: a reset would take that away."""
    try:
        connection.do_handshake()
    except ssl.SSLError:
        with socket.socket(fileno=connection.detach()) as bare:
            bare.shutdown(socket.SHUT_WR)
            while bare.recv(4096):
                pass
        raise


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request, client_address):
        pass


AUTHORITY = """[ca]
default_ca = any
[any]
database = {0}/index
new_certs_dir = {0}
unique_subject = no
rand_serial = yes
default_md = sha256
policy = policy
x509_extensions = extensions
[policy]
commonName = supplied
[extensions]
basicConstraints = CA:TRUE
subjectAltName = {1}
"""


def openssl(*arguments):
    subprocess.run(["openssl", *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def make_certificate(folder, name, hosts="IP:127.0.0.1,DNS:localhost", old=False):
    """A self-signed one: the names of its file and of its key's."""
    certificate, key = os.path.join(folder, name + ".pem"), os.path.join(folder, name + "-key.pem")
    request, authority = os.path.join(folder, "request"), os.path.join(folder, "authority")
    with open(authority, "w") as stream:
        stream.write(AUTHORITY.format(folder, hosts))
    open(os.path.join(folder, "index"), "w").close()
    begin = time.time() - (30 if old else 1) * 86400
    dates = [time.strftime("%Y%m%d%H%M%SZ", time.gmtime(begin + days * 86400)) for days in (0, 3)]
    openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=" + name,
            "-keyout", key, "-out", request)
    openssl("ca", "-config", authority, "-batch", "-selfsign", "-notext", "-in", request, "-keyfile", key,
            "-startdate", dates[0], "-enddate", dates[1], "-out", certificate)
    return certificate, key


def secure(server, folder, kind):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    hosts = {"hosts": "DNS:other.example"} if kind == "other-host" else {}
    certificate, key = make_certificate(folder, "certificate", old=kind == "expired", **hosts)
    context.load_cert_chain(certificate, key)
    if kind == "client":
        context.verify_mode = ssl.CERT_REQUIRED
        for name in ("client", "client-old"):
            context.load_verify_locations(make_certificate(folder, name, old=name == "client-old")[0])
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    return certificate


def answers(port):
    with socket.socket() as visitor:
        return visitor.connect_ex(("127.0.0.1", port)) == 0


def serve_http2(folder, scratch):
    if not shutil.which("nghttpd"):
        print(0, flush=True)
        return
    certificate, key = make_certificate(scratch, "certificate")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with subprocess.Popen(["nghttpd", "-a", "127.0.0.1", "-d", os.path.realpath(folder), str(port), key, certificate],
                          stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as nghttpd:
        while nghttpd.poll() is None and not answers(port):
            time.sleep(0.02)
        print(port, certificate, sep="\n", flush=True)
        sys.stdin.read()
        nghttpd.terminate()


def serve(folder, options, scratch):
    server = Server(("127.0.0.1", 0), Handler)
    server.folder = folder
    server.socks = "--socks" in options
    tls = [option.partition("=")[2] for option in options if option.startswith("--tls")]
    certificate = secure(server, scratch, tls[0]) if tls else None
    print(server.server_port, flush=True)
    if certificate:
        print(certificate, flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()


def main():
    known = ("--socks", "--http2", "--tls", "--tls=expired", "--tls=other-host", "--tls=client")
    options = [argument for argument in sys.argv[1:] if argument in known]
    folders = [argument for argument in sys.argv[1:] if argument not in known]
    if len(folders) != 1 or len(options) > 1 or not os.path.isdir(folders[0]):
        sys.exit("usage: server.py FOLDER [%s]" % " | ".join(known))
    with tempfile.TemporaryDirectory(prefix="khabar-server-") as scratch:
        if options == ["--http2"]:
            serve_http2(folders[0], scratch)
        else:
            serve(folders[0], options, scratch)


if __name__ == "__main__":
    main()
