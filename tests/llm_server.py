"""A server of OpenAI's chat protocol on loopback, which says what a test tells it to."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PIECE = 7  # characters of a streamed piece: sentences come in parts


class Server:
    """What it says and how: `prose` is streamed, `reading` fills a schema in; `mode` is a way to be good or to fail."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}/v1"
        self.prose, self.reading, self.mode = "", {}, "good"
        self.requests: list[dict] = []
        self.left = threading.Event()  # the client hung up on a slow answer

    def matter(self) -> list[dict]:
        """What the last request gave as data, line by line, without the fence around it."""
        lines = self.requests[-1]["messages"][1]["content"].split("\n")
        assert lines[0] == lines[-1] and lines[0].startswith("--- ")
        return [json.loads(line) for line in lines[1:-1]]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *args) -> None:
        pass

    def do_POST(self) -> None:
        script: Server = self.server.script  # type: ignore[attr-defined]
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        script.requests.append(body)
        assert self.path == "/v1/chat/completions"
        if script.mode in ("500", "429", "401"):
            return self._send(int(script.mode), json.dumps({"error": {"message": "no", "type": "x"}}).encode())
        if script.mode == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            self.close_connection = True
            return self.connection.close()
        if script.mode == "garbage":
            return self._send(200, b"<html>\xff\x00 it works </html>")
        if script.mode == "silent":
            return self._wait(script)
        return self._stream(script) if body.get("stream") else self._whole(script)

    def _send(self, status: int, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _whole(self, script: Server) -> None:
        message = {"role": "assistant", "content": json.dumps(script.reading), "refusal": None}
        if script.mode == "refused":
            message |= {"content": None, "refusal": "I cannot."}
        if script.mode == "malformed":
            message["content"] = '{"intent": "loo'
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        reply = {"id": "x", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice]}
        self._send(200, json.dumps(reply).encode())

    def _stream(self, script: Server) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        text = script.prose
        try:
            for start in range(0, len(text), PIECE):
                self._event({"content": text[start : start + PIECE]})
                if script.mode == "cut" and start > len(text) / 2:
                    self.close_connection = True
                    return self.connection.shutdown(socket.SHUT_RDWR)
                if script.mode == "drip":
                    time.sleep(0.2)
            self._event({}, "stop")
            self._chunk(b"data: [DONE]\n\n")
            self._chunk(b"")
        except OSError:
            self.close_connection = True
            script.left.set()

    def _event(self, delta: dict, finish: str | None = None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        event = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [choice]}
        self._chunk(f"data: {json.dumps(event)}\n\n".encode())

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def _wait(self, script: Server) -> None:
        """Say nothing until the client hangs up."""
        self.connection.settimeout(10)
        try:
            if self.connection.recv(1) == b"":
                script.left.set()
        except OSError:
            script.left.set()
        self.close_connection = True


@contextmanager
def serving() -> Iterator[Server]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.script = script = Server(server.server_address[1])  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()
