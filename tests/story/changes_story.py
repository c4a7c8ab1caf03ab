"""What a change of a file changes in what is served, and what it leaves alone."""
import json
import os
import time

from mirror import Mirror, everything
from support import CODINGS, FEED_NAMES, StoryCase, wait_until

SENTENCE = "A sentence the editor has just added, for this test."


class AnEditedPost(StoryCase):
    def setUp(self):
        super().setUp()
        self.post = self.site.simple_posts()[-1]
        self.original = self.post.read_text()
        self.wanted = self.wanted_codings(("identity", "gzip"))  # the others are waited for in one test below
        self.server = self.serve()
        self.before = self.served(self.server, self.wanted)

    def wait_for_new_tag(self, path="/feed.atom", coding="identity"):
        old = self.before[path, coding][0]
        wait_until(lambda: self.server.etag(path) != old, f"{path} has a new entity tag")

    def test_changes_exactly_the_feeds_that_carry_it(self):
        self.site.save(self.post, self.original.rstrip() + f" {SENTENCE}\n")
        self.wait_for_new_tag()
        after = self.served(self.server, self.wanted)
        changed = {path for path, coding in after if after[path, coding] != self.before[path, coding]}
        homes = self.site.homes_of(self.post)
        feeds = {home + name for home in homes for name in FEED_NAMES}
        self.assertEqual(feeds - changed, set(), "feeds that should have changed")
        name = "-".join(self.post.relative_to(self.site.content).parts[:2])
        month = {f"/changes/{name}.json", *(f"/digest/{name}/{file}" for file in ("", "digest.html", "digest.txt"))}
        self.assertEqual(month - changed, set(), "the month's document for mirrors and its digest")
        digests = {"/digest.atom", "/digest.rss", "/digest.json"}  # where the month is one of the newest
        self.assertEqual(changed - feeds - homes - {self.site.post_path(self.post)} - month - digests, set(), "what should not have changed")

    def test_changes_the_tag_of_every_coding(self):
        wanted = {("/feed.atom", coding) for coding in CODINGS}
        before = self.served(self.server, wanted)
        self.site.save(self.post, self.original.rstrip() + f" {SENTENCE}\n")
        self.wait_for_new_tag()
        after = self.served(self.server, wanted)
        tags = [answers[key][0] for answers in (before, after) for key in wanted]
        self.assertEqual(len(set(tags)), len(tags), "each coding of each version has a tag of its own")

    def test_brings_the_new_text_to_every_format(self):
        self.site.save(self.post, self.original.rstrip() + f" {SENTENCE}\n")
        self.wait_for_new_tag()
        for path in (*(f"/{name}" for name in FEED_NAMES), self.site.post_path(self.post)):
            self.assertIn(SENTENCE.encode(), self.server.fetch(path).body, path)

    def test_that_is_undone_has_its_old_bytes_and_tags_again(self):
        self.site.save(self.post, self.original.rstrip() + f" {SENTENCE}\n")
        self.wait_for_new_tag()
        self.site.save(self.post, self.original)
        wait_until(lambda: self.server.etag("/feed.atom") == self.before["/feed.atom", "identity"][0], "the old tag is back")
        self.assert_same(self.before, self.served(self.server, self.wanted))

    def test_written_in_place_is_served_like_one_renamed_over_the_old(self):
        self.post.write_text(self.original.rstrip() + f" {SENTENCE}\n")
        self.wait_for_new_tag()
        self.assertIn(SENTENCE.encode(), self.server.fetch("/feed.atom").body)

    def test_that_broke_keeps_its_last_good_version_until_it_is_repaired(self):
        self.site.save(self.post, self.original.replace("topics: [", "topics: [no-such-topic, ") + SENTENCE)
        problem = wait_until(lambda: [line for line in self.server.log().splitlines() if "no-such-topic" in line],
                             "the problem is reported")[0]
        self.assertRegex(problem, rf"{self.post.name}:\d+:\d+: error: ")
        wait_until(lambda: self.server.rebuilds() > 0, "the next generation is complete")
        self.assert_same(self.before, self.served(self.server, self.wanted))
        self.site.save(self.post, self.original.rstrip() + f" {SENTENCE}\n")
        self.wait_for_new_tag()
        self.assertIn(SENTENCE.encode(), self.server.fetch("/feed.atom").body)


class APost(StoryCase):
    def test_that_is_added_is_served_at_once_in_its_feeds_and_at_its_address(self):
        server = self.serve()
        new = self.site.content / "2024" / "02" / "a-new-post.md"
        new.parent.mkdir(parents=True)
        self.site.save(new, self.site.simple_posts()[-1].read_text().replace("published: 2023-12", "published: 2024-02"))
        wait_until(lambda: server.fetch("/posts/2024-02/a-new-post/").status == 200, "the new post has a page")
        for home in self.site.homes_of(new):
            self.assertIn(b"/posts/2024-02/a-new-post/", server.fetch(f"{home}feed.atom").body, home)

    def test_that_is_removed_leaves_its_feeds_and_its_address(self):
        server = self.serve()
        post = self.site.simple_posts()[0]
        address, homes = self.site.post_path(post), self.site.homes_of(post)
        self.assertEqual(server.fetch(address).status, 200)
        post.unlink()
        wait_until(lambda: server.fetch(address).status in (404, 410), "the removed post has no page")
        for home in homes:
            answer = server.fetch(f"{home}feed.atom")
            if home.startswith("/types/") and answer.status == 404:
                continue  # it was the only post of its type
            self.assertNotIn(address.encode(), answer.body, home)

    def test_that_is_taken_away_and_written_anew_is_never_missing(self):
        server = self.serve()
        post = self.site.simple_posts()[0]
        text, address = post.read_text(), self.site.post_path(post)
        began = time.monotonic()
        post.unlink()

        def may_be_missing():  # two seconds are promised; they are over where this machine stood still
            return time.monotonic() - began > 1.8
        for _ in range(20):
            answers = [server.fetch(address).status, address.encode() in server.fetch("/feed.atom").body]
            self.assertTrue(answers == [200, True] or may_be_missing(), answers)
            time.sleep(0.05)
        self.site.save(post, text.rstrip() + f" {SENTENCE}\n")
        was_late = may_be_missing()
        wait_until(lambda: SENTENCE.encode() in server.fetch(address).body, "the post has its new text")
        self.assertTrue("removed=\"1" not in server.log() or was_late, server.log())

    def test_in_a_directory_that_is_moved_in_is_served(self):
        server = self.serve()
        staged = self.folder / "staged" / "02"
        staged.mkdir(parents=True)
        (staged / "moved-in.md").write_text(self.site.simple_posts()[0].read_text())
        (self.site.content / "2025").mkdir()
        staged.rename(self.site.content / "2025" / "02")
        wait_until(lambda: server.fetch("/posts/2025-02/moved-in/").status == 200, "the post that was moved in has a page")

    def test_of_which_only_editors_litter_appears_changes_nothing(self):
        server = self.serve()
        before = server.etag("/feed.atom")
        post = self.site.simple_posts()[-1]
        for name in (f".{post.name}.swp", f"{post.name}~", f".{post.name}.Xa81Bc", f"#{post.name}#", "4913"):
            post.with_name(name).write_text("half a po")
        marker = self.site.content / "2026" / "01" / "marker.md"
        marker.parent.mkdir(parents=True)
        marker.write_text(post.read_text())
        wait_until(lambda: server.fetch("/posts/2026-01/marker/").status == 200, "what came later is served")
        marker.unlink()
        wait_until(lambda: server.etag("/feed.atom") == before, "the feed is as it was")
        problems = [line for line in server.log().splitlines() if "error" in line]
        self.assertEqual(len(problems), 1, "subscribers had the post that was taken away, and no other problem")
        self.assertIn("2026-01/marker", problems[0])


class TouchedFiles(StoryCase):
    def test_keep_every_tag_and_every_byte(self):
        wanted = self.wanted_codings(("identity", "gzip"))
        server = self.serve()
        before = self.served(server, wanted)
        for path in self.site.files():
            if path.suffix in (".md", ".yaml"):
                path.write_bytes(path.read_bytes())  # as a git checkout of the same commit does
                os.utime(path, (time.time() + 3600, time.time() + 3600))
        last = self.site.content / "2026" / "01" / "last.md"  # the log tells of this one alone: no other changes anything
        last.parent.mkdir(parents=True, exist_ok=True)
        last.write_text("no post\n")

        def settled():
            self.assertEqual(server.etag("/feed.atom"), before["/feed.atom", "identity"][0], "on the way")
            return server.rebuilds() > 0
        wait_until(settled, "the files are read again")
        self.assert_same(before, self.served(server, wanted))


class AScheduledPost(StoryCase):
    def schedule(self, post, due):
        """Saves a post that is to be published at `due`."""
        moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(due))
        lines = [line for line in self.site.simple_posts()[-1].read_text().splitlines() if not line.startswith(("id:", "updated:", "aliases:"))]
        lines = [f"published: {moment}" if line.startswith("published:") else line for line in lines]
        self.site.save(post, "\n".join(lines) + "\n")

    def test_is_nowhere_before_its_moment_and_then_everywhere_by_itself(self):
        server = self.serve()
        places = ("/feed.json", "/feed.atom", "/feed.rss", "/articles.rdf", "/", "/archive/")
        before = {path: server.fetch(path).body for path in places}
        due = int(time.time()) + 8
        post = self.site.content / "2026" / "11" / "scheduled-for-this-test.md"
        post.parent.mkdir(parents=True, exist_ok=True)
        self.schedule(post, due)
        while True:
            seen = [server.fetch("/posts/2026-11/scheduled-for-this-test/").status, *(server.fetch(path).body for path in places)]
            if time.time() >= due:  # it may have been there when the last of these was asked for
                break
            self.assertEqual(seen, [404, *before.values()])
            time.sleep(0.1)
        wait_until(lambda: b"scheduled-for-this-test" in server.fetch("/feed.json").body, "the post appears")
        self.assertGreaterEqual(time.time(), due)
        self.assertEqual(server.fetch("/posts/2026-11/scheduled-for-this-test/").status, 200)
        for path in ("/feed.atom", "/feed.rss", "/"):
            self.assertIn(b"scheduled-for-this-test", server.fetch(path).body, path)


class AMirror(StoryCase):
    def test_holds_exactly_what_is_published_whatever_the_editor_does(self):
        server = self.serve()
        mirror = Mirror(server.fetch)
        self.assertTrue(mirror.poll())
        self.assertEqual(mirror.held(), everything(server.fetch))
        posts = self.site.simple_posts()
        self.site.save(posts[0], posts[0].read_text().rstrip() + f" {SENTENCE}\n")
        posts[1].unlink()

        def both_are_seen():
            text = json.dumps(everything(server.fetch))
            return SENTENCE in text and posts[1].stem not in text
        wait_until(both_are_seen, "both are seen")
        self.assertTrue(mirror.poll())
        self.assertEqual(mirror.held(), everything(server.fetch))
        server.stop()
        again = self.serve()
        self.assertEqual(json.loads(again.fetch(f"/changes.json?since={mirror.cursor}").body)["months"], [], "a restart changes nothing")
        self.assertEqual(again.fetch("/changes.json?since=yesterday").status, 400)
