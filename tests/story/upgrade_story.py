"""Replacing the running program while everybody asks: not one request may fail."""
import contextlib
import ctypes
import fcntl
import http.client
import os
import select
import signal
import socket
import struct
import subprocess
import threading
import time

import support
from support import StoryCase

REQUESTS = int(os.environ.get("UPGRADE_REQUESTS", "4000"))  # tests/soak load asks for a million, across ten upgrades
UPGRADES = int(os.environ.get("UPGRADES", "2"))
CLIENTS = 8
FAREWELL = ["--farewell-timeout", "10s"]  # so that who stays is told to leave also where this machine stands still for a while


class ServiceManager:
    """Holds a listening socket and hands it to each process it starts, as systemd does (sd_listen_fds(3))."""

    def __init__(self, site):
        self.site = site
        self.listening = socket.create_server(("127.0.0.1", 0), backlog=4096)
        self.port = self.listening.getsockname()[1]
        self.path = site.folder / "notify.sock"
        self.told = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.told.bind(str(self.path))

    def start(self):
        """A new process that says it is ready."""
        # The shell becomes the program, so that LISTEN_PID can be its number.
        command = 'exec 3<&"$1"; shift; LISTEN_PID=$$ exec "$@"'
        number = self.listening.fileno()
        with (self.site.folder / "serve.log").open("a") as log:
            process = subprocess.Popen(["bash", "-c", command, "bash", str(number), support.binary, "serve", "--content",
                                        self.site.content, "--feeds", self.site.feeds, *FAREWELL],
                                       pass_fds=[number], stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                                       env={**os.environ, "LISTEN_FDS": "1", "NOTIFY_SOCKET": str(self.path)})
        self.wait_for(b"READY=1")
        return process

    def stop(self, process):
        process.send_signal(signal.SIGTERM)
        assert process.wait(support.PATIENCE) == 0
        self.wait_for(b"STOPPING=1")

    def wait_for(self, state):
        ready, _, _ = select.select([self.told], [], [], support.PATIENCE)
        found = self.told.recv(100) if ready else None
        assert found == state, f"expected {state}, found {found}"

    def close(self):
        self.listening.close()
        self.told.close()


class SharedPort:
    """Starts each process on one port that they share (SO_REUSEPORT)."""

    def __init__(self, site):
        self.site = site
        self.port = 0

    def start(self):
        """A new process that has said it is listening."""
        server = support.Server(self.site, "--reuse-port", *FAREWELL, port=self.port)
        self.port = server.port
        return server

    @staticmethod
    def stop(server):
        assert server.stop() == 0

    def close(self):
        pass


@contextlib.contextmanager
def network_that_hands_connections_on():
    """A loopback of our own (network_namespaces(7)), where the kernel gives what waits at a socket that is closed to another
    socket on the same port (net.ipv4.tcp_migrate_req). This thread is in it, and all that it starts."""
    new_network = 0x40000000  # CLONE_NEWNET
    libc = ctypes.CDLL(None, use_errno=True)
    with open("/proc/thread-self/ns/net", "rb") as before:
        if libc.unshare(new_network) != 0:
            raise OSError(ctypes.get_errno(), "unshare")
        try:
            with socket.socket() as any_socket:
                set_flags, is_up = 0x8914, 1  # SIOCSIFFLAGS, IFF_UP
                fcntl.ioctl(any_socket, set_flags, struct.pack("16sh14x", b"lo", is_up))
            with open("/proc/sys/net/ipv4/tcp_migrate_req", "w") as setting:
                setting.write("1")
            yield
        finally:
            libc.setns(before.fileno(), new_network)


def can_make_a_network():
    try:
        with network_that_hands_connections_on():
            return True
    except OSError:
        return False


class Clients:
    """Ask without a pause, half of them on a new connection each time. No failure is tried again."""

    def __init__(self, port, wanted):
        self.port = port
        self.left = wanted
        self.lock = threading.Lock()
        self.failures = []
        self.last_answers = 0
        self.threads = [threading.Thread(target=self.ask, args=(number % 2 == 0,)) for number in range(CLIENTS)]
        for thread in self.threads:
            thread.start()

    def take(self):
        with self.lock:
            self.left -= 1
            return self.left >= 0

    def ask(self, stays):
        connection = None
        while self.take():
            try:
                connection = connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=support.PATIENCE)
                connection.request("GET", "/feed.atom", headers={"Accept-Encoding": "gzip"})
                response = connection.getresponse()
                body = response.read()
                if response.status != 200 or not body:
                    raise AssertionError(f"{response.status} with {len(body)} bytes")
                if not stays or response.getheader("Connection") == "close":
                    with self.lock:
                        self.last_answers += stays
                    connection.close()
                    connection = None
            except Exception as failure:  # whatever it is, it is what this test looks for
                with self.lock:
                    self.failures.append(repr(failure))
                connection = None
        if connection:
            connection.close()

    def wait_until_left(self, number):
        while self.left > number:
            time.sleep(0.005)

    def join(self):
        for thread in self.threads:
            thread.join()


class AnUpgrade(StoryCase):
    def upgrade_under_load(self, replace, manager_class=ServiceManager):
        manager = manager_class(self.site)
        self.addCleanup(manager.close)
        running = manager.start()
        clients = Clients(manager.port, REQUESTS)
        for upgrade in range(1, UPGRADES + 1):
            clients.wait_until_left(REQUESTS - REQUESTS * upgrade // (UPGRADES + 1))
            running = replace(manager, running)
        clients.join()
        manager.stop(running)
        self.assertEqual(clients.failures, [])
        self.assertGreater(clients.last_answers, 0, "connections that stay open are told when to leave")

    @staticmethod
    def restart(manager, running):
        manager.stop(running)
        return manager.start()

    @staticmethod
    def succeed(manager, running):
        successor = manager.start()
        manager.stop(running)
        return successor

    def test_by_a_restart_loses_no_request(self):
        self.upgrade_under_load(self.restart)

    def test_by_a_successor_that_is_ready_first_loses_no_request(self):
        self.upgrade_under_load(self.succeed)

    def test_by_a_successor_on_the_same_port_loses_no_request(self):
        support.need("make a network of its own that hands connections on", can_make_a_network, self)
        with network_that_hands_connections_on():
            self.upgrade_under_load(self.succeed, SharedPort)
