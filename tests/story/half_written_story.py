"""A server that is not the owner of the files, as one under systemd with DynamicUser=, cannot ask who writes them. It serves no half
of a post all the same.
"""
import contextlib
import os
import re
import shutil
import subprocess
import threading
import time

import support
from support import StoryCase, need, wait_until

NOBODY = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
QUIET = 2  # seconds, after which a file that nobody closes is taken for whole


def can_be_nobody():
    return os.geteuid() == 0 and subprocess.run([*NOBODY, "true"], capture_output=True, check=False).returncode == 0


class AServerOfAnotherUser(StoryCase):
    def setUp(self):
        need("become another user with setpriv", can_be_nobody, self)
        super().setUp()
        self.folder.chmod(0o755)  # which the other user may look into
        self.program = shutil.copy(support.binary, self.folder / "citefeed")
        self.post = self.site.simple_posts()[0]
        self.path = self.site.post_path(self.post)

    def serve(self, *options):
        server = support.Server(self.site, *options, under=NOBODY, program=self.program)
        self.addCleanup(server.stop)
        return server

    def rename_site(self, server, title):
        """Saves a definition, so that everything is looked at; comes back when that is over."""
        definitions = self.site.feeds / "site.yaml"
        self.site.save(definitions, self.replace_title(definitions.read_text(), title))
        wait_until(lambda: title in server.fetch("/feed.atom").body.decode(), "the site has its new title")

    @contextlib.contextmanager
    def half_written(self, path):
        """Until this ends, `path` is open for writing and has two thirds of its text, which come slowly. Gives a function that says
        whether it has been quiet all the same, as where this machine stood still: then the server may take it for whole."""
        text, over = path.read_text(), threading.Event()
        moments = [time.monotonic()]

        def write_on():
            while not over.wait(QUIET / 8):
                os.pwrite(file.fileno(), text[:1].encode(), 0)
                moments.append(time.monotonic())

        def was_quiet():
            return any(later - earlier > 0.8 * QUIET for earlier, later in zip(moments, [*moments[1:], time.monotonic()]))
        with path.open("w") as file:
            file.write(text[:len(text) * 2 // 3])
            file.flush()
            writer = threading.Thread(target=write_on)
            writer.start()
            try:
                yield was_quiet
            finally:
                over.set()
                writer.join()
                file.write(text[len(text) * 2 // 3:])

    @staticmethod
    def replace_title(text, title):
        return re.sub(r"^title: .*$", f"title: {title}", text, flags=re.M)

    def test_serves_a_post_as_it_was_while_it_is_saved_in_place_and_all_is_looked_at(self):
        server = self.serve()
        before = server.fetch(self.path).body
        self.assertIn(b"Practice Implications", before)
        with self.half_written(self.post) as was_quiet:
            self.rename_site(server, "Renamed meanwhile")
            now = server.fetch(self.path)
            self.assertEqual(now.status, 200)
            self.assertTrue(now.body.count(b"<p>") == before.count(b"<p>") and b"Practice Implications" in now.body or was_quiet(), now.body)
        self.site.save(self.post, self.post.read_text().rstrip() + " And more.\n")
        wait_until(lambda: b"And more." in server.fetch(self.path).body, "the next version is served")

    def seconds_until_served(self, server, path, place):
        title = f"Saved in place at {time.monotonic()}"
        path.write_text(self.replace_title(path.read_text(), title))
        began = time.monotonic()
        wait_until(lambda: title.encode() in server.fetch(place).body, "the new title is served")
        return time.monotonic() - began

    def test_reads_what_is_saved_in_place_as_soon_as_it_is_closed(self):
        server = self.serve()
        time.sleep(QUIET)  # nothing is waited for any more
        for path, place in (self.post, self.path), (self.site.feeds / "site.yaml", "/feed.atom"):
            wait_until(lambda path=path, place=place: self.seconds_until_served(server, path, place) < QUIET,
                       "a version is served before it can have been quiet")

    def test_reads_what_nobody_ever_closes_when_it_has_been_quiet(self):
        server = self.serve()
        hidden, post = self.post.with_name(".linked"), self.post.with_name("linked-in.md")
        hidden.write_text(self.replace_title(self.post.read_text(), "Linked in"))
        os.link(hidden, post)
        hidden.unlink()
        wait_until(lambda: server.fetch(self.site.post_path(post)).status == 200, "the post is served")

    def test_starts_with_files_that_were_copied_a_moment_ago_or_are_of_the_future(self):
        to_come = time.time() + 10 * 365 * 24 * 3600
        for path in self.site.files():
            os.utime(path, (to_come, to_come) if path == self.post else None)
        server = self.serve()
        self.assertEqual(server.fetch(self.path).status, 200)
        self.assertEqual(server.fetch("/readyz").status, 200)

    def test_starts_in_the_middle_of_a_save_without_the_half(self):
        with self.half_written(self.post) as was_quiet:
            server = self.serve()
            self.assertTrue(server.fetch(self.path).status == 404 or was_quiet())
            wait_until(lambda: "nobody can tell whether to the end" in server.log() or was_quiet(), "the log says so")
        wait_until(lambda: b"Practice Implications" in server.fetch(self.path).body, "the post is served")

    def test_starts_in_the_middle_of_a_save_with_the_version_that_was_kept(self):
        state = self.folder / "state"
        state.mkdir()
        os.chown(state, 65534, 65534)
        first = self.serve("--state", str(state))
        before = first.fetch(self.path).body
        first.stop()
        with self.half_written(self.post) as was_quiet:
            server = self.serve("--state", str(state))
            self.assertTrue(server.fetch(self.path).body == before or was_quiet())
