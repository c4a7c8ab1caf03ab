"""How the program starts, complains and stops."""
import signal
import socket
import subprocess
import time

import support
from support import StoryCase


class TheServer(StoryCase):
    def serve_something_long(self):
        """A server, and a feed of 8 MB: more than the kernel takes for a client that does not read."""
        month = self.site.content / "2020" / "01"
        month.mkdir(parents=True)
        for number in range(9):
            text = f"Long {number}. " * 120_000
            (month / f"long-{number}.md").write_text(f"---\ntitle: Long {number}\npublished: 2020-01\n---\n{text}\n")
        server = self.serve()
        expected = server.fetch("/feed.json").body
        self.assertGreater(len(expected), 8_000_000)
        return server, expected

    @staticmethod
    def slow_reader(server):
        """A connection that has asked for that feed and has its first bytes: most of it has to wait until it is read."""
        reader = socket.socket()
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        reader.connect(("127.0.0.1", server.port))
        reader.sendall(b"GET /feed.json HTTP/1.1\r\nHost: localhost\r\n\r\n")
        reader.recv(1, socket.MSG_PEEK)
        return reader

    def assert_whole(self, reader, expected, began):
        """The reader gets the rest. Ten seconds are promised from `began` on; they are over where this machine stood still."""
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, len(expected))
        received = b""
        while piece := reader.recv(len(expected)):
            received += piece
        self.assertTrue(received.partition(b"\r\n\r\n")[2] == expected or time.monotonic() - began > 9, f"{len(received)} bytes")

    def test_ends_with_status_0_when_asked_to(self):
        server = self.serve()
        self.assertEqual(server.fetch("/feed.atom").status, 200)
        self.assertEqual(server.stop(), 0)

    def test_finishes_an_answer_in_flight_before_it_ends(self):
        server, expected = self.serve_something_long()
        with self.slow_reader(server) as reader:
            began = time.monotonic()
            server.ask_to_stop()
            self.assert_whole(reader, expected, began)
        self.assertEqual(server.stop(), 0)

    def test_answers_all_that_wait_to_be_accepted_before_it_ends(self):
        server = self.serve()
        expected = server.fetch("/feed.atom").body
        server.process.send_signal(signal.SIGSTOP)
        clients = [socket.create_connection(("127.0.0.1", server.port), timeout=support.PATIENCE) for _ in range(400)]
        for client in clients:
            client.sendall(b"GET /feed.atom HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        server.ask_to_stop()
        server.process.send_signal(signal.SIGCONT)
        for client in clients:
            with client, client.makefile("rb") as answer:
                self.assertEqual(answer.read().partition(b"\r\n\r\n")[2], expected)
        self.assertEqual(server.stop(), 0)

    def test_does_not_wait_for_connections_that_ask_for_nothing(self):
        server, expected = self.serve_something_long()
        with socket.create_connection(("127.0.0.1", server.port)) as silent, \
                socket.create_connection(("127.0.0.1", server.port)) as idle, self.slow_reader(server) as reader:
            idle.sendall(b"HEAD /feed.json HTTP/1.1\r\nHost: localhost\r\n\r\n")
            self.assertIn(b"200 OK", idle.recv(4096))
            began = time.monotonic()
            server.ask_to_stop()
            self.assertEqual((silent.recv(1), idle.recv(1)), (b"", b""), "they are sent away while somebody still reads")
            self.assertIsNone(server.process.poll())
            self.assert_whole(reader, expected, began)
        self.assertEqual(server.stop(), 0)

    def test_that_finds_its_port_taken_says_so_and_ends_with_status_2(self):
        first = self.serve()
        second = subprocess.run([support.binary, "serve", "--listen", f"127.0.0.1:{first.port}", "--content", self.site.content,
                                 "--feeds", self.site.feeds], capture_output=True, text=True, check=False, timeout=support.PATIENCE)
        self.assertEqual(second.returncode, 2)
        self.assertIn(f"127.0.0.1:{first.port}", second.stderr)
        self.assertEqual(second.stdout, "")

    def test_without_content_ends_with_status_2(self):
        for post in self.site.posts():
            post.write_text("not a post")
        self.assertEqual(self.site.run("serve", "--listen", "127.0.0.1:0").returncode, 2)

    def test_that_has_nothing_to_serve_names_each_problem_once(self):
        for post in self.site.posts():
            post.write_text("not a post")
        run = self.site.run("serve", "--listen", "127.0.0.1:0")
        *problems, reason = run.stderr.splitlines()
        self.assertEqual(problems, self.site.run("check").stderr.splitlines()[:len(problems)])
        for post in self.site.posts():
            self.assertEqual(run.stderr.count(post.name), 1)
        self.assertEqual(reason, "citefeed: expected definitions in --feeds and at least one good post in --content; "
                                 "nothing to serve")

    def test_leaves_a_broken_post_out_and_serves_the_others(self):
        broken, *good = self.site.simple_posts()
        broken.write_text("---\ntitle: [\n---\n")
        server = self.serve()
        self.assertEqual(server.fetch(self.site.post_path(broken)).status, 404)
        for post in good:
            self.assertEqual(server.fetch(self.site.post_path(post)).status, 200)


class TheCheck(StoryCase):
    def test_of_our_own_content_is_clean(self):
        run = self.site.run("check")
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)

    def test_names_file_line_and_column_of_every_problem(self):
        first, second = self.site.simple_posts()[:2]
        for post in (first, second):
            post.write_text(post.read_text().replace("topics: [", "topics: [empaty, "))
        run = self.site.run("check")
        self.assertEqual(run.returncode, 1)
        for post in (first, second):
            self.assertRegex(run.stderr, rf"{post.name}:\d+:\d+: error: .*empaty.*empathy")
