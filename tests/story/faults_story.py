"""The kernel says no: one system call after another fails while the server works, and it serves on.

The server is followed by strace, which makes calls fail from outside: the program that is tested is the one that is shipped.
"""
import contextlib
import os
import re
import signal
import socket
import subprocess
import time

from support import PATIENCE, StoryCase, need, wait_until

# What fails, and how: (system calls, error). Each fails often enough that a program which did not try again would show it.
SERVING = [
    ("accept4", "EMFILE"), ("accept4", "ENFILE"), ("accept4", "ENOMEM"), ("accept4", "ENOBUFS"), ("accept4", "ECONNABORTED"),
    ("accept4", "EINTR"), ("accept4", "EPERM"),
    ("recvfrom", "EINTR"), ("recvfrom", "ENOMEM"), ("recvfrom", "ECONNRESET"),
    ("sendto,sendmsg", "EINTR"), ("sendto,sendmsg", "ENOBUFS"), ("sendto,sendmsg", "ENOMEM"), ("sendto,sendmsg", "EPIPE"),
    ("epoll_wait", "EINTR"), ("epoll_ctl", "ENOMEM"), ("epoll_ctl", "ENOSPC"),
]
REBUILDING = [
    ("openat", "EMFILE"), ("openat", "ENFILE"), ("openat", "EIO"), ("openat", "ENOMEM"), ("openat", "EINTR"),
    ("read", "EIO"), ("read", "EINTR"), ("getdents64", "EIO"), ("statx,newfstatat,fstat", "EIO"),
    ("poll,ppoll", "EINTR"), ("poll,ppoll", "ENOMEM"), ("inotify_add_watch", "ENOSPC"), ("clone3", "EAGAIN"), ("write", "ENOSPC"), ("write", "EIO"),
]
TIMES = 12


def is_followed(process):
    """Whether every thread of `process` has a tracer."""
    states = subprocess.run(["grep", "-h", "TracerPid", "-r", f"/proc/{process.pid}/task", "--include=status"],
                            capture_output=True, text=True, check=False).stdout
    return "TracerPid" in states and "TracerPid:\t0" not in states


def can_trace():
    """Whether strace is here and may follow a process that is not its child."""
    with subprocess.Popen(["sleep", "infinity"]) as sleeper:
        tracer = None
        try:
            tracer = subprocess.Popen(["strace", "-q", "-p", str(sleeper.pid)], stderr=subprocess.DEVNULL)
            wait_until(lambda: is_followed(sleeper) or tracer.poll() is not None, "strace follows or gives up")
            return is_followed(sleeper)
        except FileNotFoundError:
            return False
        finally:
            sleeper.kill()
            if tracer:
                tracer.wait()  # it ends with the process that it follows


class AServerWhoseKernel(StoryCase):
    def setUp(self):
        need("follow another process with strace", can_trace, self)
        super().setUp()

    @contextlib.contextmanager
    def failing(self, server, calls, error):
        """While this lasts, the next TIMES of `calls` fail with `error`; gives a function that counts those that have."""
        log = self.folder / f"strace-{calls}-{error}"
        tracer = subprocess.Popen(["strace", "-f", "-q", "-o", log, "-e", f"trace={calls}", "-e", "signal=none",
                                   "-e", f"inject={calls}:error={error}:when=1..{TIMES}", "-p", str(server.process.pid)],
                                  stderr=subprocess.DEVNULL)
        try:
            wait_until(lambda: is_followed(server.process), "strace follows the server")
            yield lambda: len(re.findall(r"\(INJECTED\)", log.read_text()))
        finally:
            tracer.send_signal(signal.SIGINT)  # lets go of the server
            tracer.wait(PATIENCE)

    @staticmethod
    def try_to_fetch(server, patience=PATIENCE):
        """The body of a feed, or None where the connection was lost, or was left without an answer for so long."""
        try:
            with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as client:
                client.settimeout(patience)
                time.sleep(0.01)  # so that the server has to wait for the request
                client.sendall(b"GET /feed.atom HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                received = b""
                while piece := client.recv(65536):
                    received += piece
        except OSError:
            return None
        head, _, body = received.partition(b"\r\n\r\n")
        return body if b" 200 OK" in head else None

    def assert_serves_on(self, server, expected):
        self.assertIsNone(server.process.poll(), "the server has ended")
        wait_until(lambda: self.try_to_fetch(server) == expected, "the feed is served again, whole")

    def test_fails_while_it_serves_answers_whole_again_a_moment_later(self):
        server = self.serve()
        expected = server.fetch("/feed.atom").body
        for calls, error in SERVING:
            with self.subTest(calls=calls, error=error):
                with self.failing(server, calls, error) as failed:
                    for _ in range(40):
                        body = self.try_to_fetch(server, patience=0.5)  # what is lost is often lost in silence
                        self.assertIn(body, (None, expected), "an answer is whole, or there is none")
                        if failed() >= TIMES:
                            break
                    self.assertGreater(failed(), 0, "nothing failed: the server calls something else now")
                self.assert_serves_on(server, expected)
        pauses = server.log().count("event=accept_paused")
        self.assertLessEqual(pauses, 4 * os.cpu_count(), "a line for each shortage and thread, however long it lasted")

    def test_fails_while_a_post_is_saved_serves_the_new_version_in_the_end(self):
        server = self.serve()
        post = self.site.simple_posts()[-1]
        original = post.read_text().rstrip()
        definitions = self.site.feeds / "site.yaml"
        for number, (calls, error) in enumerate(REBUILDING):
            with self.subTest(calls=calls, error=error):
                sentence = f"Sentence {number} of the editor."
                with self.failing(server, calls, error) as failed:
                    self.site.save(post, f"{original} {sentence}\n")
                    new = post.with_name(f"new-{number}") / "x.md"  # a new folder has to be watched and listed
                    new.parent.mkdir()
                    new.write_text("not a post, and where none may be")
                    if calls == "clone3":  # only for work on more than a few posts are other threads wanted
                        self.site.save(definitions, f"{definitions.read_text()}# edited\n")
                    wait_until(lambda: failed() > 0, f"{calls} fails")
                    self.assertIsNotNone(self.try_to_fetch(server), "the last generation is served meanwhile")
                self.assertIsNone(server.process.poll(), "the server has ended")
                wait_until(lambda: sentence.encode() in (self.try_to_fetch(server) or b""), "the new version is served")
                new.unlink()
                new.parent.rmdir()
