"""What a restart knows of the process before it, and what editors see that readers do not."""
import contextlib
import http.client
import re
import shutil
import sqlite3

import support
from support import StoryCase, wait_until

BROKEN = "---\ntitle: [\n---\n"


class TheState(StoryCase):
    def setUp(self):
        super().setUp()
        self.state = self.folder / "state"
        self.post = self.site.simple_posts()[0]
        self.path = self.site.post_path(self.post)

    def serve_with_state(self):
        return self.serve("--state", str(self.state))

    def kept(self, path):
        """How many versions `path` has in the state, as anybody can look it up."""
        query = "SELECT count(*) FROM post JOIN post_file USING (id) WHERE path = ? AND instr(bytes, CAST('Kept title' AS BLOB))"
        with contextlib.closing(sqlite3.connect(f"file:{self.state}/posts.db?mode=ro", uri=True)) as database:
            return database.execute(query, (str(path),)).fetchone()[0]

    def kill_when_kept(self, server):
        """Lets the server go without a farewell, once it has put its last edit away."""
        text = re.sub(r"^title: .*$", "title: Kept title", self.post.read_text(), flags=re.M)
        self.site.save(self.post, text)
        wait_until(lambda: self.kept(self.post.relative_to(self.site.content)), "the edit is kept")
        served = server.fetch(self.path)
        server.process.kill()
        server.process.wait()
        return served

    def test_serves_the_last_good_version_after_a_crash_though_the_file_is_broken(self):
        before = self.kill_when_kept(self.serve_with_state())
        self.site.save(self.post, BROKEN)
        after = self.serve_with_state()
        self.assertEqual(after.fetch(self.path).etag, before.etag)
        self.assertIn(b"Kept title", after.fetch(self.path).body)
        self.assertIn("event=problem", after.log())

    def test_serves_everything_after_a_crash_though_content_is_not_mounted(self):
        before = self.kill_when_kept(self.serve_with_state())
        away = self.site.content.rename(self.folder / "away")
        server = self.serve_with_state()
        self.assertEqual(server.fetch(self.path).etag, before.etag)
        self.assertEqual(server.fetch("/readyz").status, 503)
        away.rename(self.site.content)
        wait_until(lambda: server.fetch("/readyz").status == 200, "content is back")
        self.assertEqual(server.fetch(self.path).etag, before.etag)

    def test_lets_check_tell_what_subscribers_would_lose(self):
        self.kill_when_kept(self.serve_with_state())
        self.assertEqual(self.site.run("check", "--state", str(self.state)).returncode, 0)
        renamed = self.post.rename(self.post.with_name("another-name.md"))
        check = self.site.run("check", "--state", str(self.state))
        self.assertEqual(check.returncode, 1)
        self.assertIn(f"{renamed}: error: expected \"id: ", check.stderr)
        self.assertIn(str(self.post), check.stderr)
        renamed.rename(self.post)
        self.site.save(self.post, BROKEN)
        check = self.site.run("check", "--state", str(self.state))
        self.assertEqual(check.stderr.count(": error: "), 1, "the server keeps what is broken: nobody loses it\n" + check.stderr)
        shutil.rmtree(self.state)
        self.assertEqual(self.site.run("check", "--state", str(self.state)).returncode, 2)


class ThePreview(StoryCase):
    def setUp(self):
        super().setUp()
        self.draft = self.site.simple_posts()[-1].with_name("a-draft-for-this-test.md")
        text = re.sub(r"^title: .*$", "title: Unheard of\ndraft: true", self.site.simple_posts()[-1].read_text(), flags=re.M)
        self.draft.write_text(text)

    @staticmethod
    def fetch(port, path, **fields):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=support.PATIENCE)
        try:
            return support.Server.ask(connection, path, **fields)
        finally:
            connection.close()

    def test_shows_a_draft_at_once_and_the_public_address_never_does(self):
        server = self.serve("--preview", "127.0.0.1:0")
        line = server.process.stdout.readline().decode()
        port = int(re.fullmatch(r"previewing on http://127\.0\.0\.1:(\d+)\n", line).group(1))
        path = self.site.post_path(self.draft)
        wait_until(lambda: self.fetch(port, path).status == 200, "the draft is shown")
        page = self.fetch(port, path).body.decode()
        self.assertIn("[Draft] Unheard of", page)
        self.assertNotIn(self.site.base_url(), page)
        self.assertEqual(server.fetch(path).status, 404)
        self.assertNotIn(b"Unheard of", server.fetch("/feed.json").body)
        self.site.save(self.draft, self.draft.read_text().replace("Unheard of", "Still unheard of"))
        wait_until(lambda: b"Still unheard of" in self.fetch(port, path).body, "the edit is shown")
        self.assertEqual(self.fetch(port, path, Origin="https://elsewhere.example").status, 403)
        self.assertEqual(self.fetch(port, "/changes.json").status, 200)

    def test_is_only_to_be_had_on_this_machine(self):
        run = self.site.run("serve", "--preview", "0.0.0.0:0")
        self.assertEqual(run.returncode, 2)
        self.assertIn("--preview: error: expected HOST:PORT on this machine", run.stderr)
