"""An editor, rsync, git and a fool work on content/ and feeds/ at once, the server is killed again and again, and readers ask for
everything all the while: never a 5xx, a torn or mixed response, an invalid feed, a vanished good post or an entity tag that
lies; in the end the site is what a fresh build makes of the same files.

CHAOS_SECONDS says how long each test takes (40); CHAOS_SEED gives the actors the plans of an earlier run.
"""
import contextlib
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

import feed_rules
import support
from chaos_actors import Editor, Rsync
from chaos_fool import Fool
from chaos_git import Git
from chaos_judge import Judge
from chaos_readers import Partner, Reader
from chaos_site import World
from mirror import Mirror, everything

SECONDS = float(os.environ.get("CHAOS_SECONDS", "40"))
SEED = int(os.environ.get("CHAOS_SEED", str(random.SystemRandom().randrange(1_000_000))))
READERS = 2
PATIENCE = 45  # seconds within which what was saved has to be served; where watches are exhausted, a look comes every ten
PLENTY = 100_000
# Files that are locked are to be so for root too, and the watches that may run out are to be this server's alone.
UNPRIVILEGED = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"]
ANOTHER_USER = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]  # than the writers
OWN_WATCHES = ["unshare", "--user", "--map-root-user", "sh", "-c", "echo \"$0\" > /proc/sys/user/max_inotify_watches && exec \"$@\""]


def works(*command):
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


class SmallDisk:
    """A file system of a few MB for what the server keeps, which fills up and is emptied; `works` says whether there may be one."""

    def __init__(self, folder):
        self.folder = folder
        self.folder.mkdir()
        self.works = works("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder))
        self.filling = folder / "filling"

    def fill_or_empty(self):
        """What it did."""
        if self.filling.exists():
            self.filling.unlink()
            return "empties the disk"
        with contextlib.suppress(OSError), self.filling.open("wb", buffering=0) as file:
            while file.write(bytes(4096)):
                pass
        return "fills the disk"

    def close(self):
        if self.works:
            subprocess.run(["umount", "--lazy", str(self.folder)], check=False)


class Chaos(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="citefeed-chaos-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.world = World(self.folder, SEED)
        self.chance = self.world.random("supervisor")
        self.port = 0
        self.starts = 0
        self.logs = []
        self.options = []
        self.user, self.program = [], None
        self.watches = [PLENTY] * 6 + [0, 7, 40]  # that a server may have when it starts
        self.disk = None
        self.judge = Judge(self.world)
        self.limits_watches = works(*OWN_WATCHES, str(PLENTY), *UNPRIVILEGED, "true")
        if not self.limits_watches:
            self.world.not_tried.add("exhausted watches (no user namespace can be made here)")
        self.unprivileged = UNPRIVILEGED if self.limits_watches or os.geteuid() == 0 else []

    def keep_state(self):
        """From now on a server knows what those before it have served, on a disk that is full at times."""
        self.judge.remembers = True
        disk = SmallDisk(self.folder / "disk")
        self.addCleanup(disk.close)
        if disk.works:
            self.disk = disk
        else:
            self.world.not_tried.add("a full disk (no file system may be mounted here)")
        self.options = ["--state", str(disk.folder / "state")]

    def start(self):
        """A server, as soon as there is something that it can serve."""
        watches = self.chance.choice(self.watches)
        under = [*self.user, *(OWN_WATCHES + [str(watches)] if self.limits_watches else []), *self.unprivileged]
        end = time.monotonic() + 60
        while True:
            try:
                with self.world.bundle_lock:
                    server = support.Server(self.world.site, *self.options, port=self.port, under=under, program=self.program)
                break
            except AssertionError as error:
                if "nothing to serve" not in str(error) or time.monotonic() > end:
                    raise
                time.sleep(0.1)
        self.world.note("supervisor", f"starts a server that may have {watches} watches")
        self.port = server.port
        self.starts += 1
        self.logs.append(server.log_path)
        self.world.forgive_waiting()
        if self.judge.remembers:
            self.judge.forget_versions()
        self.world.server = server

    def end(self, how):
        server, self.world.server = self.world.server, None
        self.world.note("supervisor", f"sends {how.name}")
        server.process.send_signal(how)
        server.process.send_signal(signal.SIGCONT)  # the fool may just have frozen it
        server.process.wait(30)
        server.process.stdout.close()
        return server.process.returncode

    def allow_watches(self, count):
        if self.limits_watches:
            subprocess.run(["nsenter", "--user", "--preserve-credentials", "--target", str(self.world.server.process.pid),
                            "sh", "-c", f"echo {count} > /proc/sys/user/max_inotify_watches"], check=True)
            self.world.note("supervisor", f"allows {count} watches")

    def supervise(self):
        """Kills and restarts until the time is up."""
        end = time.monotonic() + SECONDS
        next_event = time.monotonic() + self.chance.uniform(2, 8)
        while time.monotonic() < end and not self.world.over.wait(0.1):
            server = self.world.server
            if server.process.poll() is not None:
                self.world.fail(f"the server has ended by itself, with {server.process.returncode}")
            if overdue := self.world.overdue(PATIENCE):
                self.world.fail(f"saved {PATIENCE} s ago and not served: {overdue}")
            if time.monotonic() > next_event:
                what = self.chance.choices(["kill", "end", "watches", "disk"], [5, 1, 1, 2 if self.disk else 0])[0]
                if what == "disk":
                    self.world.note("supervisor", self.disk.fill_or_empty())
                elif what == "watches":
                    self.allow_watches(self.chance.choice([0, 3, 30, PLENTY]))
                else:
                    self.end(signal.SIGKILL if what == "kill" else signal.SIGTERM)
                    self.world.over.wait(self.chance.uniform(0, 0.5))
                    self.start()
                next_event = time.monotonic() + self.chance.uniform(2, 8)

    def differences(self):
        """What is served otherwise than a fresh build has it."""
        folder = self.folder / "export"
        self.world.site.run("export", str(folder))
        manifest = json.loads((folder / "manifest.json").read_text())
        server, found = self.world.server, []
        connection = server.connect()
        for resource in manifest["resources"]:
            answer = server.ask(connection, resource["path"])
            if answer.status != 200 or answer.body != (folder / resource["file"]).read_bytes() or answer.etag != resource["headers"]["ETag"]:
                found.append(f"{resource['path']} ({answer.status})")
        for moved in manifest["redirects"]:
            answer = server.ask(connection, moved["path"])
            if answer.status != 301 or not answer.field("Location").endswith(moved["target"]):
                found.append(f"{moved['path']} ({answer.status}, {answer.field('Location')})")
        for gone in manifest["gone"]:
            if (status := server.ask(connection, gone["path"]).status) != 410:
                found.append(f"{gone['path']} ({status})")
        connection.close()
        return found

    def tail_of_logs(self):
        return "\n".join(line for log in self.logs[-2:] for line in log.read_text(errors="replace").splitlines()[-15:])

    def require(self, condition, message):
        if not condition:
            self.fail(f"CHAOS_SEED={SEED} CHAOS_SECONDS={SECONDS:g}: {message}\n  the log ends with\n{self.tail_of_logs()}")

    def test_harms_no_reader_and_leaves_the_site_that_a_fresh_build_makes(self):
        self.let_loose()

    def test_costs_a_server_that_keeps_its_state_no_post_when_it_is_killed(self):
        self.keep_state()
        self.start()
        self.end(signal.SIGTERM)  # it has kept everything once
        self.let_loose()

    @unittest.skipUnless(works(*ANOTHER_USER, "true"), "setpriv cannot become another user here")
    def test_harms_no_reader_of_a_server_that_is_not_the_owner_of_the_files(self):
        self.folder.chmod(0o755)
        self.watches = [PLENTY]  # without any it cannot know at its start what is whole of that which is saved all the time
        self.user, self.program = ANOTHER_USER, shutil.copy(support.binary, self.folder / "citefeed")
        self.limits_watches = works(*ANOTHER_USER, *OWN_WATCHES, str(PLENTY), *UNPRIVILEGED, "true")
        self.unprivileged = UNPRIVILEGED if self.limits_watches else []
        self.let_loose()

    def let_loose(self):
        """Everybody at once, until the time is up; then the end is judged."""
        actors = [kind(self.world) for kind in (Editor, Rsync, Git, Fool)]
        partner = Partner(self.world, self.judge, 0)
        readers = [*(Reader(self.world, self.judge, number) for number in range(READERS)), partner]
        self.start()
        self.addCleanup(lambda: self.world.server and self.end(signal.SIGKILL))
        for thread in (*readers, *actors):
            thread.start()
        try:
            self.supervise()
        finally:
            self.world.over.set()
            for actor in actors:
                actor.join()
            for actor in actors:
                actor.mend()
            self.world.closed.wait(0 if self.world.failures else 1)  # readers see the last changes too
            self.world.closed.set()
            for reader in readers:
                reader.join()
        self.require(not self.world.failures, "\n".join(self.world.failures))
        self.settle()
        self.judge_the_end(partner)
        self.tell(readers)

    def settle(self):
        """Waits until the server has seen everything."""
        self.allow_watches(PLENTY)
        end = time.monotonic() + PATIENCE
        while (found := self.differences()) and time.monotonic() < end:
            time.sleep(0.5)
        self.require(not found, f"{len(found)} addresses are not as a fresh build has them: {found[:10]}")

    def judge_the_end(self, partner):
        server = self.world.server
        self.require(not (found := feed_rules.check(self.folder / "export")), f"{found}")
        fresh = Mirror(server.fetch)
        partner.mirror.fetch = server.fetch
        self.require(fresh.poll() and partner.mirror.poll(), "the mirrors are not brought up to date at once")
        self.require(partner.mirror.held() == fresh.held() == everything(server.fetch), "the mirror does not hold what is published")
        files = len(os.listdir(f"/proc/{server.process.pid}/fd"))
        self.require(files < 100, f"{files} files are open in the end")
        self.require(self.end(signal.SIGTERM) == 0, "it did not end with status 0")
        for log in self.logs:
            for line in log.read_text(errors="replace").splitlines():
                self.require("Sanitizer" not in line and "runtime error" not in line and "rebuild_failed" not in line, line)

    def tell(self, readers):
        answers = sum((reader.answers for reader in readers), start=type(readers[0].answers)())
        rebuilds = sum(log.read_text(errors="replace").count("event=rebuilt") for log in self.logs)
        not_tried = f"; not tried: {', '.join(sorted(self.world.not_tried))}" if self.world.not_tried else ""
        print(f"chaos{' with state' if self.judge.remembers else ''}: seed {SEED}, {SECONDS:g} s, {sum(self.world.steps.values())} steps, {rebuilds} generations, {self.starts} starts, "
              f"answers {dict(sorted(answers.items(), key=str))}{not_tried}")
