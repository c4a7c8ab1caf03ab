"""How the program starts, complains and stops."""
import http.client
import subprocess
import threading

import support
from support import StoryCase


class TheServer(StoryCase):
    def test_ends_with_status_0_when_asked_to(self):
        server = self.serve()
        self.assertEqual(server.fetch("/feed.atom").status, 200)
        self.assertEqual(server.stop(), 0)

    def test_finishes_the_answers_in_flight_before_it_ends(self):
        server = self.serve()
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        connection.request("GET", "/feed.atom")
        stopping = threading.Thread(target=server.stop)
        response = connection.getresponse()
        stopping.start()
        body = response.read()
        stopping.join()
        self.assertEqual(len(body), int(response.getheader("Content-Length")))

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

    def test_leaves_a_broken_post_out_and_serves_the_others(self):
        broken, *good = self.site.posts()
        broken.write_text("---\ntitle: [\n---\n")
        server = self.serve()
        self.assertEqual(server.fetch(self.site.post_path(broken)).status, 404)
        for post in good:
            self.assertEqual(server.fetch(self.site.post_path(post)).status, 200)


class TheCheck(StoryCase):
    def test_of_our_own_content_is_clean(self):
        run = self.site.run("check")
        self.assertEqual((run.returncode, run.stdout + run.stderr), (0, run.stdout + run.stderr))

    def test_names_file_line_and_column_of_every_problem(self):
        first, second = self.site.posts()[:2]
        for post in (first, second):
            post.write_text(post.read_text().replace("topics: [", "topics: [empaty, "))
        run = self.site.run("check")
        self.assertEqual(run.returncode, 1)
        for post in (first, second):
            self.assertRegex(run.stderr, rf"{post.name}:\d+:\d+: error: .*empaty.*empathy")
