"""Git, which exchanges files as branches, stashes, resets and pulls do."""
import contextlib
import os
import shutil
import subprocess

from chaos_actors import Actor
from chaos_site import Place
from support import PATIENCE


class Git(Actor):
    """A repository in content/ itself, that tracks some of the posts, with two branches that differ in each of them."""

    pace = 2.5
    pause = (0.05, 0.5)
    identity = {"GIT_AUTHOR_NAME": "Git", "GIT_AUTHOR_EMAIL": "git@example.org", "GIT_COMMITTER_NAME": "Git",
                "GIT_COMMITTER_EMAIL": "git@example.org", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}

    def __init__(self, world):
        super().__init__(world)
        self.branches = 0
        self.git("init", "-q", "-b", "one")
        self.git("config", "gc.auto", "0")
        (self.site.content / ".git" / "info" / "exclude").write_text("/*\n!/2017/\n")
        self.commit("the beginning")
        self.git("branch", "two")

    def git(self, *arguments, where=None):
        with self.world.gap(*self.world.names("git")) if not where else contextlib.nullcontext():  # it unlinks, and writes anew
            return subprocess.run(["git", "-C", where or self.site.content, *arguments], check=True, capture_output=True, text=True,
                                  timeout=PATIENCE, env={**os.environ, **self.identity}).stdout

    def commit(self, message, where=None):
        self.git("add", "-A", where=where)
        self.git("commit", "-q", "--allow-empty", "-m", message, where=where)

    def steps(self):
        return [(6, self.checks_out_the_other_branch), (4, self.edits_and_commits), (2, self.stashes), (2, self.resets),
                (1, self.collects_garbage), (2, self.pulls), (1, self.adds_or_removes_a_post)]

    def edit_some(self, folder):
        for name in self.chance.sample(self.world.names("git"), self.chance.randint(1, 6)):
            (folder / self.world.places[name].file).write_text(self.next_text(name))

    def checks_out_the_other_branch(self):
        now = self.git("branch", "--show-current").strip()
        self.git("checkout", "-q", "-f", "two" if now == "one" else "one")

    def edits_and_commits(self):
        self.edit_some(self.site.content)
        self.commit("an edit")

    def stashes(self):
        self.edit_some(self.site.content)
        self.git("stash")
        self.nap(0.2)
        self.git("stash", "pop")
        self.commit("what was stashed")

    def resets(self):
        self.edit_some(self.site.content)
        self.nap(0.1)
        self.git("reset", "-q", "--hard")

    def collects_garbage(self):
        self.git("gc", "-q", "--prune=now")

    def pulls(self):
        """What somebody else has committed and pushed, so to speak."""
        clone = self.world.folder / "clone"
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(clone)
        self.git("clone", "-q", self.site.content, clone, where=self.world.folder)
        self.edit_some(clone)
        self.commit("from elsewhere", where=clone)
        self.git("pull", "-q", "--ff-only", clone, "HEAD")

    def adds_or_removes_a_post(self):
        posts = sorted((self.site.content / "2017").rglob("branch-*.md"))
        if posts and self.chance.random() < 0.5:
            self.chance.choice(posts).unlink()
        else:
            self.branches += 1
            place = Place(f"branch-{self.branches:04}", 2017, self.chance.randint(1, 12), ["attachment"], "quantitative")
            path = self.site.content / place.file
            path.parent.mkdir(exist_ok=True)
            path.write_text(place.text())
        self.commit("a post more or less")

    def mend(self):
        (self.site.content / ".git" / "index.lock").unlink(missing_ok=True)
        with contextlib.suppress(subprocess.CalledProcessError):  # what it would have left is written below
            self.git("reset", "-q", "--hard")
        for name in self.world.names("git"):  # a conflict may have been committed
            self.site.save(self.world.path(name), self.world.places[name].text())
