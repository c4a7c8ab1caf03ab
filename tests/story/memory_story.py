"""Memory gives out while the server works: that costs connections and a rebuild, never the server or one of its threads."""
import http.client
import os
import pathlib
import re
import resource
import socket
import time

from support import StoryCase, wait_until

HALF_A_REQUEST = b"GET /feed.atom HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 200_000
MOST = 2000  # of these: far more than any heap has left that may not grow
NO_MEMORY = re.compile(r"event=(connection_failed|accept_paused|recording_failed) error=\"?(std::bad_alloc|Cannot allocate memory)")


class AServerWhoseMemoryGivesOut(StoryCase):
    def assert_has_all(self, server, threads):
        """None of them has ended; others come and go."""
        self.assertIsNone(server.process.poll(), "the server has ended")
        self.assertEqual(threads - self.threads(server), set())

    @staticmethod
    def threads(server):
        return set(os.listdir(f"/proc/{server.process.pid}/task"))

    def lasting_threads(self, server):
        """Without those that help with one build."""
        lasting = self.threads(server)
        for _ in range(10):
            time.sleep(0.1)
            lasting &= self.threads(server)
        return lasting

    @staticmethod
    def let_it_have(server, more_bytes):
        """From now on its address space may grow by no more than that; None for no limit."""
        status = pathlib.Path(f"/proc/{server.process.pid}/status").read_text()
        size = 1024 * int(re.search(r"VmSize:\s*(\d+)", status).group(1))
        limit = resource.RLIM_INFINITY if more_bytes is None else size + more_bytes
        resource.prlimit(server.process.pid, resource.RLIMIT_AS, (limit, resource.RLIM_INFINITY))

    @staticmethod
    def try_to_fetch(server, path):
        try:
            return server.fetch(path)
        except (OSError, http.client.HTTPException):
            return None

    def crowd_until_short(self, server):
        """Half requests, until the server says that it has no memory for more."""
        crowd = []
        while not NO_MEMORY.search(server.log()):
            self.assertIsNone(server.process.poll(), "the server has ended")
            self.assertLess(len(crowd), MOST, "memory never gave out: this test tells nothing")
            try:
                crowd.append(socket.create_connection(("127.0.0.1", server.port), timeout=5))
                crowd[-1].sendall(HALF_A_REQUEST)
            except OSError:
                pass  # it was lost
        return crowd

    def test_loses_connections_and_nothing_else(self):
        server = self.serve("--threads", "2", "--header-timeout", "10min", "--idle-timeout", "10min", "--max-header-size", "1MiB",
                            "--admin-listen", "127.0.0.1:0", "--state", str(self.folder / "state"),
                            "--access-log", str(self.folder / "access.log"))
        expected = server.fetch("/feed.atom").body
        pages = re.findall(rb'href="(/[^"#]*)"', server.fetch("/topics/").body)
        before = self.lasting_threads(server)
        present = server.connect()
        self.assertEqual(server.ask(present, "/feed.atom").body, expected)

        self.let_it_have(server, 0)
        crowd = self.crowd_until_short(server)
        post = self.site.simple_posts()[-1]
        self.site.save(post, post.read_text().rstrip() + " One more sentence.\n")
        (self.site.feeds / "site.yaml").touch()
        for page in pages:
            self.try_to_fetch(server, page.decode())  # most of them are not made yet
        self.assert_has_all(server, before)
        for connection in crowd:
            connection.close()
        wait_until(lambda: self.try_to_fetch(server, "/healthz"), "it answers again, with no more memory than before")

        self.let_it_have(server, None)
        wait_until(lambda: b"One more sentence." in server.fetch("/feed.atom").body, "the new post is served", server)
        self.assertEqual(server.ask(present, "/healthz").status, 200, "who asked for nothing meanwhile is there still")
        present.close()
        self.assertEqual(server.fetch("/readyz").status, 200)
        self.assert_has_all(server, before)
        self.assertNotIn("event=thread_failed", server.log())
