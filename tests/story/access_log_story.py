"""The access log of the real server: what it tells, what it keeps to itself, and what becomes of it when the disk is full."""
import ctypes
import json
import os
import re
import select
import signal
import subprocess

import support
from support import StoryCase, wait_until

COMBINED = re.compile(r'(\S+) - - \[([^\]]+)\] "((?:[^"\\]|\\.)*)" (\d{3}) (\d+) "((?:[^"\\]|\\.)*)" "((?:[^"\\]|\\.)*)"')


class AccessLog(StoryCase):
    def serve_logging(self, *options, to="access.log"):
        """A server that logs to a file of its own, and that file."""
        path = self.site.folder / to
        return self.serve("--access-log", path, "--threads", "1", *options), path  # one thread keeps the order

    @staticmethod
    def lines(path, count):
        """The lines of a log, once there are `count` of them."""
        return wait_until(lambda: path.exists() and len(found := path.read_text().splitlines()) >= count and found, f"{count} lines are logged")

    def watch_for_opening(self, path):
        """A descriptor that can be read as soon as somebody opens `path` (inotify(7))."""
        libc, in_open = ctypes.CDLL(None, use_errno=True), 0x20
        descriptor = libc.inotify_init1(os.O_CLOEXEC)
        self.assertNotEqual(descriptor, -1)
        self.addCleanup(os.close, descriptor)
        self.assertNotEqual(libc.inotify_add_watch(descriptor, os.fsencode(path), in_open), -1)
        return descriptor

    def test_has_a_json_object_for_each_answer(self):
        server, path = self.serve_logging()
        tag = server.fetch("/feed.atom", Accept_Encoding="gzip").etag
        server.fetch("/feed.atom", Accept_Encoding="gzip", If_None_Match=tag, User_Agent="curl/8")
        server.fetch("/nothing", "DELETE")
        first, second, third = [json.loads(line) for line in self.lines(path, 3)]
        self.assertEqual((first["method"], first["target"], first["status"], first["coding"]), ("GET", "/feed.atom", 200, "gzip"))
        self.assertEqual((second["status"], second["bytes"], second["user_agent"]), (304, 0, "curl/8"))
        self.assertEqual((third["method"], third["status"]), ("DELETE", 405))

    def test_keeps_secrets_and_addresses_to_itself(self):
        server, path = self.serve_logging()
        server.fetch("/feed.atom?token=s3cret", Referer="https://jane:s3cret@example.org/?q=s3cret")
        text = "".join(self.lines(path, 1))
        self.assertNotIn("s3cret", text)
        self.assertEqual(json.loads(text)["client"], "127.0.0.0")

    def test_in_combined_format_is_read_by_everybody(self):
        server, path = self.serve_logging("--log-format", "combined", "--log-client", "full")
        server.fetch("/feed.atom", User_Agent='a"b\\c')
        found = COMBINED.fullmatch(self.lines(path, 1)[0])
        self.assertEqual((found.group(1), found.group(3), found.group(4), found.group(7)),
                         ("127.0.0.1", "GET /feed.atom HTTP/1.1", "200", r'a\"b\\c'))

    def test_follows_logrotate_with_and_without_a_signal(self):
        server, path = self.serve_logging()
        server.fetch("/feed.atom")
        self.lines(path, 1)
        path.rename(path.with_name("first"))
        wait_until(path.exists, "a new file is there")
        server.fetch("/feed.rss")
        self.lines(path, 1)
        opened = self.watch_for_opening(path)  # without a signal, a file that is still the same is not opened again
        server.process.send_signal(signal.SIGHUP)
        self.assertTrue(select.select([opened], [], [], support.PATIENCE)[0], "the file is opened again at the signal")
        self.assertEqual(server.fetch("/feed.json").status, 200)
        self.assertIn("/feed.json", self.lines(path, 2)[1])
        self.assertEqual(len(self.lines(path.with_name("first"), 1)), 1)

    def test_on_standard_output_comes_after_the_addresses(self):
        server = support.Server(self.site, "--access-log", "stdout")
        self.addCleanup(server.stop)
        server.fetch("/feed.atom")
        self.assertEqual(json.loads(server.process.stdout.readline())["target"], "/feed.atom")

    def test_that_nobody_reads_keeps_no_reader_of_feeds_waiting(self):
        server = support.Server(self.site, "--access-log", "stdout")
        self.addCleanup(server.stop)
        connection = server.connect()
        agent = "x" * 190
        for _ in range(9000):  # more than the pipe and what is kept for it can hold
            self.assertEqual(server.ask(connection, "/feed.atom", "HEAD", User_Agent=agent).status, 200)
        wait_until(lambda: "event=access_log_dropped" in server.log(), "the loss is logged")

    def test_on_a_full_disk_says_so_once(self):
        server, _ = self.serve_logging(to="/dev/full")
        for _ in range(3):
            self.assertEqual(server.fetch("/feed.atom").status, 200)
        wait_until(lambda: "event=access_log_failed" in server.log(), "the shortage is logged")
        self.assertEqual(server.fetch("/feed.atom").status, 200)
        server.stop()
        self.assertEqual(server.log().count("event=access_log_failed"), 1)
        self.assertIn("event=access_log_dropped count=4", server.log())

    def test_that_cannot_be_opened_keeps_the_server_from_starting(self):
        run = subprocess.run([support.binary, "serve", "--listen", "127.0.0.1:0", "--content", self.site.content, "--feeds", self.site.feeds,
                              "--access-log", self.site.folder / "none" / "access.log"], capture_output=True, text=True, check=False, timeout=support.PATIENCE)
        self.assertEqual(run.returncode, 2)
        self.assertIn(f"cannot write the access log {self.site.folder}/none/access.log: No such file or directory", run.stderr)
