"""HTTPS as other programs speak it: curl and OpenSSL's own client, certificates renewed while they ask."""
import os
import re
import subprocess

from support import PATIENCE, StoryCase, wait_until


class Https(StoryCase):
    def setUp(self):
        super().setUp()
        self.first = self.certificate("first", "first.test")

    def certificate(self, name, host):
        """A new certificate for `host`, signed by itself, in NAME.pem and NAME.key; what is there is replaced."""
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                        "-subj", f"/CN={host}", "-addext", f"subjectAltName=DNS:{host}", "-keyout", self.folder / "new.key",
                        "-out", self.folder / "new.pem"], check=True, capture_output=True)
        for kind in ("key", "pem"):
            os.replace(self.folder / f"new.{kind}", self.folder / f"{name}.{kind}")
        return self.folder / f"{name}.pem"

    def serve_https(self, *options):
        """A server, and the ports it says it speaks HTTPS and redirects on."""
        server = self.serve("--tls-listen", "127.0.0.1:0", "--tls-cert", str(self.first), "--tls-key", str(self.first.with_suffix(".key")),
                            "--redirect-listen", "127.0.0.1:0", *options)
        lines = [server.process.stdout.readline().decode() for _ in range(2)]
        https = re.fullmatch(r"listening on https://127\.0\.0\.1:(\d+)\n", lines[0]).group(1)
        redirect = re.fullmatch(r"redirecting from http://127\.0\.0\.1:(\d+)\n", lines[1]).group(1)
        return server, https, redirect

    def curl(self, host, port, path, *options):
        """Status and body as curl gets them that trusts our certificate alone."""
        run = subprocess.run(["curl", "-sS", "--cacert", self.first, "--resolve", f"{host}:{port}:127.0.0.1", "-w", "\n%{http_code}",
                              *options, f"https://{host}:{port}{path}"], capture_output=True, text=True, check=False, timeout=PATIENCE)
        self.assertEqual(run.returncode, 0, run.stderr)
        body, _, status = run.stdout.rpartition("\n")
        return int(status), body

    @staticmethod
    def openssl(port, *options):
        """What OpenSSL's client tells of its connections."""
        return subprocess.run(["openssl", "s_client", "-connect", f"127.0.0.1:{port}", "-servername", "first.test", *options],
                              input="", capture_output=True, text=True, check=False, timeout=PATIENCE).stdout

    def test_is_the_same_site_to_whoever_trusts_its_certificate(self):
        server, port, _ = self.serve_https()
        expected = server.fetch("/feed.atom").body.decode()
        for version in ("--tlsv1.3", "--tls-max=1.2"):
            self.assertEqual(self.curl("first.test", port, "/feed.atom", *version.split("=")), (200, expected))

    def test_resumes_sessions_for_others_clients(self):
        _, port, _ = self.serve_https()
        self.assertEqual(self.openssl(port, "-tls1_2", "-reconnect").count("Reused, TLSv1.2"), 5)
        session = self.folder / "session"
        ask = "GET /healthz HTTP/1.1\r\nHost: first.test\r\nConnection: close\r\n\r\n"
        command = ["openssl", "s_client", "-connect", f"127.0.0.1:{port}", "-servername", "first.test", "-tls1_3", "-ign_eof"]
        subprocess.run([*command, "-sess_out", session], input=ask, capture_output=True, text=True, check=True, timeout=PATIENCE)
        again = subprocess.run([*command, "-sess_in", session], input=ask, capture_output=True, text=True, check=True, timeout=PATIENCE)
        self.assertIn("Reused, TLSv1.3", again.stdout)

    def test_speaks_nothing_that_is_broken(self):
        _, port, _ = self.serve_https()
        for options in (["-tls1_1", "-cipher", "ALL:@SECLEVEL=0"], ["-tls1_2", "-cipher", "AES128-SHA:AES128-GCM-SHA256:@SECLEVEL=0"],
                        ["-tls1_2", "-cipher", "ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0"]):
            self.assertIn("Cipher is (NONE)", self.openssl(port, *options), options)
        found = self.openssl(port, "-alpn", "h2,http/1.1", "-status")
        self.assertIn("ALPN protocol: http/1.1", found)
        self.assertIn("Compression: NONE", found)
        self.assertIn("Secure Renegotiation IS NOT supported", found)  # TLS 1.3 has none

    def test_follows_a_renewed_certificate_and_keeps_a_good_one(self):
        server, port, _ = self.serve_https()
        connection = subprocess.Popen(["openssl", "s_client", "-connect", f"127.0.0.1:{port}", "-quiet", "-CAfile", self.first],
                                      stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.addCleanup(connection.stdout.close)
        request = b"GET /healthz HTTP/1.1\r\nHost: first.test\r\n\r\n"
        connection.stdin.write(request)
        connection.stdin.flush()
        self.assertEqual(connection.stdout.readline(), b"HTTP/1.1 200 OK\r\n")
        self.certificate("first", "first.test")
        wait_until(lambda: "event=certificates_loaded" in server.log(), "the new certificate is loaded")
        self.assertEqual(self.curl("first.test", port, "/healthz")[0], 200)  # curl trusts the new one alone
        self.first.with_suffix(".key").write_text("no key")
        wait_until(lambda: "event=certificate_kept" in server.log(), "the broken key is noticed")
        self.assertRegex(server.log(), r"event=certificate_kept file=\S+first\.key error=\"expected the key of \S+ in PEM form")
        self.assertEqual(self.curl("first.test", port, "/healthz")[0], 200)
        connection.stdin.write(request.replace(b"1\r\nHost", b"1\r\nConnection: close\r\nHost"))
        connection.stdin.close()
        self.assertIn(b"HTTP/1.1 200 OK\r\n", connection.stdout.read(), "who was connected before is still answered")
        self.assertEqual(connection.wait(PATIENCE), 0)

    def test_is_where_plain_http_is_sent_to(self):
        server, port, redirect = self.serve_https("--hsts", "1d")
        run = subprocess.run(["curl", "-s", "-o", "-", "-w", "\n%{http_code} %{redirect_url}",
                              f"http://127.0.0.1:{redirect}/topics/empathy/feed.atom?a=b"], capture_output=True, text=True, check=True)
        self.assertEqual(run.stdout.rpartition("\n")[2], "301 https://127.0.0.1/topics/empathy/feed.atom?a=b")
        run = subprocess.run(["curl", "-sf", f"http://127.0.0.1:{redirect}/healthz"], capture_output=True, text=True, check=True)
        self.assertEqual(run.stdout, self.curl("first.test", port, "/healthz")[1])
        self.assertIn("Strict-Transport-Security: max-age=86400", self.curl("first.test", port, "/feed.atom", "-i")[1])
        self.assertIsNone(server.fetch("/feed.atom").field("Strict-Transport-Security"))

    def test_needs_a_certificate_to_start(self):
        self.first.write_text("no certificate")
        run = self.site.run("serve", "--tls-listen", "127.0.0.1:0", "--tls-cert", str(self.first), "--tls-key",
                            str(self.first.with_suffix(".key")))
        self.assertEqual((run.returncode, run.stdout), (2, ""))
        self.assertEqual(run.stderr, f"{self.first}: error: expected a certificate in PEM form: no start line\n")
