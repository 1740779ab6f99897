#!/usr/bin/env python3
"""A web server on loopback for the tests: server.py FOLDER [--tls | --socks]

Serves the files of FOLDER with validators (ETag, Last-Modified, 304), and addresses that misbehave.
The first line of standard output is the port; with --tls the second one is the certificate, made anew.
With --socks it is a SOCKS 4, 4a and 5 proxy that leads to itself, whatever it is asked for: /echo says for what.
Ends when standard input closes.

    /status/N[?retry=S]     answers N, with Retry-After
    /redirect/N[?code=C]    N redirects, then a page
    /to?url=U[&code=C]      one redirect to U
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
"""
import email.utils
import hashlib
import http.server
import os
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

    def get_fields(self, _):
        self.answer(200, b"fields\n", **self.query)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request, client_address):
        pass


def certify(server, folder):
    """A self-signed certificate for 127.0.0.1 and localhost."""
    certificate, key = os.path.join(folder, "certificate.pem"), os.path.join(folder, "key.pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost",
                    "-keyout", key, "-out", certificate],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    return certificate


def main():
    arguments = [argument for argument in sys.argv[1:] if argument not in ("--tls", "--socks")]
    if len(arguments) != 1 or not os.path.isdir(arguments[0]):
        sys.exit("usage: server.py FOLDER [--tls | --socks]")
    server = Server(("127.0.0.1", 0), Handler)
    server.folder = arguments[0]
    server.socks = "--socks" in sys.argv
    with tempfile.TemporaryDirectory(prefix="khabar-server-") as scratch:
        certificate = certify(server, scratch) if "--tls" in sys.argv else None
        print(server.server_port, flush=True)
        if certificate:
            print(certificate, flush=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        sys.stdin.read()


if __name__ == "__main__":
    main()
