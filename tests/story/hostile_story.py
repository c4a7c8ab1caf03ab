"""Clients that mean harm keep nobody else from reading."""
import os
import socket

import support
from hostile_clients import KINDS, hostile_crowd
from support import StoryCase, wait_until

CROWD = int(os.environ.get("HOSTILE_CROWD", "70"))  # tests/soak hostile has five times as many, also of each kind alone
CROWDS = [KINDS] if CROWD < 100 else [*((kind,) for kind in KINDS), KINDS]
CHOSEN_LIMITS = ("--header-timeout", "3s", "--write-timeout", "3s", "--linger-timeout", "1s")  # so that they are sent away, and come again


class AGoodClient(StoryCase):
    def assert_well_served(self, server, requests):
        """On a connection that stays, and on new ones."""
        tag = server.fetch("/feed.atom").etag
        expected = server.fetch("/feed.atom").body
        stays = server.connect()
        try:
            for number in range(requests):
                self.assertEqual(server.ask(stays, "/feed.atom").body, expected)
                self.assertEqual(server.fetch("/feed.atom", If_None_Match=tag).status, 304)
        finally:
            stays.close()

    def test_is_served_beside_hostile_ones_of_every_kind(self):
        server = self.serve(*CHOSEN_LIMITS)
        for kinds in CROWDS:
            with self.subTest(kinds=kinds), hostile_crowd(server.port, CROWD, pause=0.2, kinds=kinds):
                self.assert_well_served(server, 3 * CROWD)
        self.assertIsNone(server.process.poll(), "the server has ended")

    def test_that_is_there_is_served_on_when_no_more_can_be_let_in(self):
        server = self.serve("--max-connections", "100", *CHOSEN_LIMITS)
        present = server.connect()
        expected = server.ask(present, "/feed.atom").body
        flood = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(200)]
        for _ in range(50):
            self.assertEqual(server.ask(present, "/feed.atom").body, expected)
        for connection in flood:
            connection.close()
        present.close()
        self.assert_well_served(server, 5)

    def test_reads_a_new_post_while_no_more_files_may_be_open(self):
        post = self.site.simple_posts()[-1]
        server = self.serve_in_few_files(200)
        crowd = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(300)]
        self.site.save(post, post.read_text().rstrip() + " One more sentence.\n")
        wait_until(lambda: server.rebuilds() > 0, "the new post is read")
        for connection in crowd:
            connection.close()
        wait_until(lambda: b"One more sentence." in server.fetch("/feed.atom").body, "the new post is served")

    def serve_in_few_files(self, files):
        limited = self.folder / "limited"
        limited.write_text(f"#!/bin/sh\nulimit -n {files}\nexec {support.binary} \"$@\"\n")
        limited.chmod(0o755)
        usual, support.binary = support.binary, limited
        try:
            return self.serve()
        finally:
            support.binary = usual
