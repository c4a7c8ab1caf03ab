"""How the program starts, complains and stops."""
import signal
import socket
import subprocess
import time

import support
from support import StoryCase


class TheServer(StoryCase):
    def test_ends_with_status_0_when_asked_to(self):
        server = self.serve()
        self.assertEqual(server.fetch("/feed.atom").status, 200)
        self.assertEqual(server.stop(), 0)

    def test_finishes_an_answer_in_flight_before_it_ends(self):
        server = self.serve()
        expected = server.fetch("/feed.json").body
        with socket.socket() as reader:
            reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)  # so that most of the answer has to wait for the reader
            reader.connect(("127.0.0.1", server.port))
            reader.sendall(b"GET /feed.json HTTP/1.1\r\nHost: localhost\r\n\r\n")
            received = reader.recv(1000)
            server.ask_to_stop()
            while piece := reader.recv(1000):
                received += piece
        self.assertEqual(received.partition(b"\r\n\r\n")[2], expected)
        self.assertEqual(server.stop(), 0)

    def test_answers_all_that_wait_to_be_accepted_before_it_ends(self):
        server = self.serve()
        expected = server.fetch("/feed.atom").body
        server.process.send_signal(signal.SIGSTOP)
        clients = [socket.create_connection(("127.0.0.1", server.port), timeout=10) for _ in range(400)]
        for client in clients:
            client.sendall(b"GET /feed.atom HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        server.ask_to_stop()
        server.process.send_signal(signal.SIGCONT)
        for client in clients:
            with client, client.makefile("rb") as answer:
                self.assertEqual(answer.read().partition(b"\r\n\r\n")[2], expected)
        self.assertEqual(server.stop(), 0)

    def test_does_not_wait_for_connections_that_ask_for_nothing(self):
        server = self.serve()
        with socket.create_connection(("127.0.0.1", server.port)) as silent, \
                socket.create_connection(("127.0.0.1", server.port)) as idle:
            idle.sendall(b"HEAD /feed.json HTTP/1.1\r\nHost: localhost\r\n\r\n")
            self.assertIn(b"200 OK", idle.recv(4096))
            began = time.monotonic()
            self.assertEqual(server.stop(), 0)
            self.assertLess(time.monotonic() - began, 5)
            self.assertEqual(silent.recv(1), b"")

    def test_that_finds_its_port_taken_says_so_and_ends_with_status_2(self):
        first = self.serve()
        second = subprocess.run([support.binary, "serve", "--listen", f"127.0.0.1:{first.port}", "--content", self.site.content,
                                 "--feeds", self.site.feeds], capture_output=True, text=True, check=False, timeout=30)
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
