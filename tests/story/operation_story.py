"""What an operator sees: health, metrics, settings."""
import re
import subprocess
import urllib.error
import urllib.request

from prometheus_client.parser import text_string_to_metric_families

import support
from support import StoryCase, wait_until


class Operated(StoryCase):
    def serve_with_admin(self, *options):
        """A server, and a function that asks its admin address: status and text."""
        server = self.serve("--admin-listen", "127.0.0.1:0", *options)
        line = server.process.stdout.readline().decode()
        address = re.fullmatch(r"metrics on (http://127\.0\.0\.1:\d+)\n", line).group(1)

        def ask(path, **fields):
            try:
                with urllib.request.urlopen(urllib.request.Request(address + path, headers=fields), timeout=support.PATIENCE) as answer:
                    return answer.status, answer.read().decode()
            except urllib.error.HTTPError as error:
                return error.code, error.read().decode()
        return server, ask

    @staticmethod
    def samples(text):
        """{(name, labels): value} of everything exposed, read by Prometheus' own parser."""
        return {(sample.name, tuple(sorted(sample.labels.items()))): sample.value
                for family in text_string_to_metric_families(text) for sample in family.samples}


class Metrics(Operated):
    def test_tell_what_was_asked_and_what_is_served(self):
        server, ask = self.serve_with_admin()
        tag = server.fetch("/feed.atom", Accept_Encoding="gzip").etag
        self.assertEqual(server.fetch("/feed.atom", Accept_Encoding="gzip", If_None_Match=tag).status, 304)
        self.assertEqual(server.fetch("/nothing").status, 404)
        samples = self.samples(ask("/metrics")[1])
        self.assertEqual(samples["citefeed_requests_total", (("route", "atom"), ("status", "200"))], 1)
        self.assertEqual(samples["citefeed_requests_total", (("route", "atom"), ("status", "304"))], 1)
        self.assertEqual(samples["citefeed_requests_total", (("route", "none"), ("status", "404"))], 1)
        self.assertEqual(samples["citefeed_response_duration_seconds_count", ()], 3)
        self.assertGreater(samples["citefeed_response_body_bytes_total", (("coding", "gzip"),)], 100)
        self.assertEqual(samples["citefeed_posts", ()], len(self.site.posts()))
        self.assertEqual(samples["citefeed_generation", ()], 1)
        self.assertEqual(samples["citefeed_ready", ()], 1)

    def test_are_shown_to_no_page_of_another_site(self):
        _, ask = self.serve_with_admin("--admin-host", "box.example.org")
        for fields, status in (({"Host": "evil.example"}, 421), ({"Origin": "https://evil.example"}, 403), ({"Host": "box.example.org"}, 200)):
            self.assertEqual(ask("/metrics", **fields)[0], status, fields)

    def test_are_not_for_the_public(self):
        server, ask = self.serve_with_admin()
        self.assertEqual(server.fetch("/metrics").status, 404)
        self.assertEqual(ask("/feed.atom")[0], 404)


class Readiness(Operated):
    def test_ends_while_the_content_is_gone_and_the_site_stays(self):
        server, ask = self.serve_with_admin()
        self.assertEqual(server.fetch("/readyz").status, 200)
        before = server.etag("/feed.atom")
        away = self.site.content.with_name("away")
        self.site.content.rename(away)
        answer = wait_until(lambda: (got := server.fetch("/readyz")).status == 503 and got, "it is not ready")
        self.assertEqual(answer.body, b"not ready: posts or definitions cannot be read\n", "which files, is the operator's to know")
        status, told = ask("/readyz")
        self.assertEqual(status, 503)
        self.assertIn(str(self.site.content), told)
        self.assertEqual(answer.field("Cache-Control"), "no-store")
        self.assertEqual(server.fetch("/healthz").status, 200)
        self.assertEqual(server.etag("/feed.atom"), before)
        self.assertEqual(self.samples(ask("/metrics")[1])["citefeed_ready", ()], 0)
        away.rename(self.site.content)
        wait_until(lambda: server.fetch("/readyz").status == 200, "it is ready again")

    def test_ends_when_an_empty_folder_stands_where_a_disk_was_mounted(self):
        server, _ = self.serve_with_admin()
        before = server.etag("/feed.atom")
        self.site.content.rename(self.site.content.with_name("unmounted"))
        self.site.content.mkdir()
        wait_until(lambda: server.fetch("/readyz").status == 503, "it is not ready")
        self.assertEqual(server.etag("/feed.atom"), before)


class Settings(Operated):
    def check_config(self, *options, **environment):
        return subprocess.run([support.binary, "serve", "--check-config", "--content", self.site.content, "--feeds", self.site.feeds,
                               *options], capture_output=True, text=True, check=False, timeout=support.PATIENCE, env=environment)

    def test_are_printed_with_where_they_come_from(self):
        (self.site.feeds / "server.yaml").write_text("idle_timeout: 20s\nheader_timeout: 20s\n")
        run = self.check_config("--header-timeout", "30s", CITEFEED_WRITE_TIMEOUT="40s")
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        for line in ("idle_timeout: 20s  # file", "header_timeout: 30s  # flag", "write_timeout: 40s  # environment", "threads: 0  # default"):
            self.assertIn(line + "\n", run.stdout)

    def test_that_are_wrong_are_named_with_their_place(self):
        file = self.site.feeds / "server.yaml"
        file.write_text("idle_timeout: 20s\nmax_feilds: 7\n")
        run = self.check_config()
        self.assertEqual((run.returncode, run.stdout), (2, ""))
        self.assertEqual(run.stderr, f'{file}:2:1: error: expected a known key, found "max_feilds"; did you mean "max_fields"?\n')
        self.assertEqual(self.site.run("check").returncode, 1)
        self.assertEqual(self.site.run("serve", "--listen", "127.0.0.1:0").returncode, 2)

    def test_that_change_while_it_runs_need_a_restart(self):
        server = self.serve()
        before = server.etag("/feed.atom")
        self.site.save(self.site.feeds / "server.yaml", "idle_timeout: 20s\n")
        wait_until(lambda: "event=settings_changed" in server.log(), "the change is logged")
        self.assertNotIn("event=problem", server.log())
        self.assertEqual(server.etag("/feed.atom"), before)
