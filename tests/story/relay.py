"""A relay between a reader and the server that remembers what was asked and answered, field by field."""
import dataclasses
import http.client
import http.server
import threading

from support import PATIENCE


@dataclasses.dataclass
class Exchange:
    path: str
    request: dict  # by lower-case name
    status: int
    response: dict


class Relay:
    def __init__(self, port):
        self.upstream_port = port
        self.exchanges = []
        relay = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):  # noqa: N802 (the base class names it)
                upstream = http.client.HTTPConnection("127.0.0.1", relay.upstream_port, timeout=PATIENCE)
                upstream.putrequest("GET", self.path, skip_host=True, skip_accept_encoding=True)
                for name, value in self.headers.items():
                    if name.lower() not in ("connection", "keep-alive", "te", "upgrade"):
                        upstream.putheader(name, value)
                upstream.endheaders()
                answer = upstream.getresponse()
                body = answer.read()
                upstream.close()
                relay.exchanges.append(Exchange(self.path, {k.lower(): v for k, v in self.headers.items()}, answer.status,
                                                {k.lower(): v for k, v in answer.getheaders()}))
                self.send_response_only(answer.status, answer.reason)
                for name, value in answer.getheaders():
                    if name.lower() != "connection":
                        self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def lead_to(self, port):
        """The server has moved; readers keep the relay's address."""
        self.upstream_port = port

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    def statuses(self):
        return [exchange.status for exchange in self.exchanges]

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
