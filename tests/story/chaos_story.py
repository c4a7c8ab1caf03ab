"""An editor, rsync, git and a fool work on content/ and feeds/ at once, the server is killed again and again, and readers ask for
everything all the while: never a 5xx, a torn or mixed response, an invalid feed, a vanished good post or an entity tag that
lies; in the end the site is what a fresh build makes of the same files.

What they do follows from a number and a length alone: which steps each takes, in which order and with which pauses, and after how
many of them the server is killed. How fast the machine is decides how long that takes and what falls together, but not what is
done. The number is made of the project's files, so that a change is judged by plans of its own that are the same for everybody.
CHAOS_SEED names another one, CHAOS_SECONDS another length (40: what the plans take where nothing else runs).

What has found a fault is kept as a plan of its own, in PlansThatHaveFoundFaults.
"""
import contextlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

import feed_rules
import support
import tree
from chaos_actors import Actor, Editor, Rsync
from chaos_fool import Fool, queue_limit
from chaos_git import Git
from chaos_judge import Judge, Moment
from chaos_readers import Partner, Reader
from chaos_site import World
from mirror import Mirror, everything
from support import PATIENCE, machine_can, need, works

SECONDS = float(os.environ.get("CHAOS_SECONDS", "40"))
SEED = int(os.environ.get("CHAOS_SEED") or tree.seed_of(support.ROOT))
READERS = 2
PLENTY = 100_000
# Files that are locked are to be so for root too, and the watches that may run out are to be this server's alone.
UNPRIVILEGED = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"]
ANOTHER_USER = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]  # than the writers
OWN_WATCHES = ["unshare", "--user", "--map-root-user", "sh", "-c", "echo \"$0\" > /proc/sys/user/max_inotify_watches && exec \"$@\""]


class SmallDisk:
    """A file system of a few MB for what the server keeps, which fills up and is emptied; `is_mounted` says whether there may be one."""

    def __init__(self, folder):
        self.folder = folder
        self.folder.mkdir()
        self.is_mounted = works("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder))
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
        if self.is_mounted:
            subprocess.run(["umount", "--lazy", str(self.folder)], check=False)


class Chaos(unittest.TestCase):
    seed, seconds = SEED, SECONDS

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="citefeed-chaos-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.world = World(self.folder, f"{self.seed}/{self._testMethodName}", self.seconds)
        self.chance = self.world.random("supervisor")
        self.port = 0
        self.starts = 0
        self.logs = []
        self.options = []
        self.user, self.program = [], None
        self.watches = [PLENTY] * 6 + [0, 7, 40]  # that a server may have when it starts
        self.disk = None
        self.judge = Judge(self.world)
        self.limits_watches = machine_can("make a user namespace with few inotify watches",
                                          lambda: works(*OWN_WATCHES, str(PLENTY), *UNPRIVILEGED, "true"), self)
        self.unprivileged = UNPRIVILEGED if self.limits_watches or os.geteuid() == 0 else []

    def keep_state(self):
        """From now on a server knows what those before it have served, on a disk that is full at times."""
        self.judge.remembers = True
        disk = SmallDisk(self.folder / "disk")
        self.addCleanup(disk.close)
        if machine_can("mount a small disk that fills up", lambda: disk.is_mounted, self):
            self.disk = disk
        self.options = ["--state", str(disk.folder / "state")]

    def start(self):
        """A server, as soon as there is something that it can serve."""
        watches = self.chance.choice(self.watches)
        under = [*self.user, *(OWN_WATCHES + [str(watches)] if self.limits_watches else []), *self.unprivileged]
        end = time.monotonic() + PATIENCE
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
        self.world.server_went = time.monotonic()
        server, self.world.server = self.world.server, None
        self.world.note("supervisor", f"sends {how.name}")
        server.process.send_signal(how)
        server.process.send_signal(signal.SIGCONT)  # the fool may just have frozen it
        server.process.wait(PATIENCE)
        server.process.stdout.close()
        return server.process.returncode

    def allow_watches(self, count):
        if self.limits_watches:
            subprocess.run([*self.user, "nsenter", "--user", "--preserve-credentials", "--target", str(self.world.server.process.pid),
                            "sh", "-c", f"echo {count} > /proc/sys/user/max_inotify_watches"], check=True)
            self.world.note("supervisor", f"allows {count} watches")

    def supervise(self, actors, undisturbed):
        """Kills and restarts, unless it is to be `undisturbed`, until the actors are through with their plans."""
        events, next_event = 0, self.chance.uniform(2, 8)
        while any(actor.is_alive() for actor in actors) and not self.world.over.wait(0.1):
            server = self.world.server
            if server.process.poll() is not None:
                self.world.fail(f"the server has ended by itself, with {server.process.returncode}")
            if overdue := [name for name in self.world.overdue(PATIENCE) if not self.is_served(name)]:
                self.world.fail(f"saved {PATIENCE} s ago and not served: {overdue}")
            if self.world.plan_time() > next_event and not undisturbed:
                events += 1
                self.chance = self.world.random(f"supervisor/{events}")
                self.harm()
                next_event += self.chance.uniform(2, 8)

    def harm(self):
        """Something happens to the server."""
        what = self.chance.choices(["kill", "end", "watches", "disk"], [5, 1, 1, 2 if self.disk else 0])[0]
        if what == "disk":
            self.world.note("supervisor", self.disk.fill_or_empty())
        elif what == "watches":
            self.allow_watches(self.chance.choice([0, 3, 30, PLENTY]))
        else:
            self.end(signal.SIGKILL if what == "kill" else signal.SIGTERM)
            self.world.over.wait(self.chance.uniform(0, 0.5))
            self.start()

    def is_served(self, name):
        """Whether what no reader has come across is there for whoever asks for it."""
        path = "/" if name == "site" else self.world.places[name].address
        moment = Moment(self.judge)
        self.judge.judge(path, moment.server.fetch(path), "identity", moment)
        return name not in self.world.unseen

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
            self.fail(f"CHAOS_SEED={self.seed} CHAOS_SECONDS={self.seconds:g}: {message}\n  the log ends with\n{self.tail_of_logs()}")

    def everybody(self):
        may_flood = machine_can("fill the queue of inotify events", lambda: queue_limit() <= 100_000, self)
        return [Editor(self.world), Rsync(self.world), Git(self.world), Fool(self.world, may_flood)]

    def let_loose(self, actors, undisturbed=False):
        """Everybody at once, until the plans are done; then the end is judged. Nothing happens to a server that is `undisturbed`."""
        partner = Partner(self.world, self.judge, 0)
        readers = [*(Reader(self.world, self.judge, number) for number in range(READERS)), partner]
        self.start()
        self.addCleanup(lambda: self.world.server and self.end(signal.SIGKILL))
        for thread in (*readers, *actors):
            thread.start()
        try:
            self.supervise(actors, undisturbed)
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
        print(f"note: chaos{' with state' if self.judge.remembers else ''}: seed {self.seed}, {self.seconds:g} s, {self.world.done} steps, "
              f"{rebuilds} generations, {self.starts} starts, answers {dict(sorted(answers.items(), key=str))}", flush=True)


class PlansOfThisTree(Chaos):
    def test_harm_no_reader_and_leave_the_site_that_a_fresh_build_makes(self):
        self.let_loose(self.everybody())

    def test_cost_a_server_that_keeps_its_state_no_post_when_it_is_killed(self):
        self.keep_state()
        self.start()
        self.end(signal.SIGTERM)  # it has kept everything once
        self.let_loose(self.everybody())

    def test_harm_no_reader_of_a_server_that_is_not_the_owner_of_the_files(self):
        need("become another user with setpriv", lambda: works(*ANOTHER_USER, "true"), self)
        self.folder.chmod(0o755)
        self.watches = [PLENTY]  # without any it cannot know at its start what is whole of that which is saved all the time
        self.user, self.program = ANOTHER_USER, shutil.copy(support.binary, self.folder / "citefeed")
        self.limits_watches = machine_can("make a user namespace with few inotify watches for another user",
                                          lambda: works(*ANOTHER_USER, *OWN_WATCHES, str(PLENTY), *UNPRIVILEGED, "true"), self)
        self.unprivileged = UNPRIVILEGED if self.limits_watches else []
        self.let_loose(self.everybody())


class GapsWhileFeedsIsAway(Actor):
    """Takes feeds/ away for a moment, and soon after that saves a bundle with a gap, again and again."""

    pace = 1

    def __init__(self, world):
        super().__init__(world)
        self.editor, self.fool = Editor(world), Fool(world)
        world.planned = self.planned

    def steps(self):
        return [(1, self.has_two_gaps)]

    def has_two_gaps(self):
        self.editor.chance = self.fool.chance = self.chance
        self.fool.moves_the_root_away(self.site.feeds)
        self.nap(0.5)
        self.editor.saves_a_bundle_with_a_gap()

    def mend(self):
        self.editor.mend()
        self.fool.mend()


class PlansThatHaveFoundFaults(Chaos):
    """Shortened to what it takes; each failed within seconds before the fault was mended."""

    seed, seconds = 354197, 20

    def test_two_gaps_of_a_bundle_that_nobody_watches_are_not_one(self):
        self.keep_state()
        self.start()
        self.end(signal.SIGTERM)
        self.watches = [0]
        self.let_loose([GapsWhileFeedsIsAway(self.world)], undisturbed=True)
