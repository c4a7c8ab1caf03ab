"""Clients that mean harm: each kind comes from an address of the loopback of its own, and comes again when it is sent away.

Run by itself, in a process of its own, so that a good client's patience is measured and not this program's.
"""
import asyncio
import contextlib
import resource
import select
import socket
import struct
import subprocess
import sys

PATIENCE = 120  # seconds for all to begin
PATH = "/feed.atom"
HEAD = f"GET {PATH} HTTP/1.1\r\nHost: localhost\r\n".encode()
AT_ONCE = 64  # connections being made; more would overflow the listener's queue before the server can be at fault


class Client:
    """One of the crowd. `pause` is how long it rests between two small steps, in seconds."""

    def __init__(self, port, number, pause, doorway):
        self.port, self.pause, self.doorway = port, pause, doorway
        self.source = (f"127.{10 + number // 60000}.{number // 250 % 240}.{1 + number % 250}", 0)

    @contextlib.asynccontextmanager
    async def connected(self, receive_buffer=None):
        loop = asyncio.get_running_loop()
        with socket.socket() as connection:
            connection.setblocking(False)
            if receive_buffer:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
            connection.bind(self.source)
            async with self.doorway:
                await asyncio.wait_for(loop.sock_connect(connection, ("127.0.0.1", self.port)), 10)
            yield lambda data: loop.sock_sendall(connection, data), lambda size: loop.sock_recv(connection, size), connection

    async def drip(self, head):
        async with self.connected() as (send, receive, connection):
            await send(head)
            while True:
                await asyncio.sleep(self.pause)
                await send(b"x")

    async def slowloris(self):
        """A header that never ends, byte by byte."""
        await self.drip(HEAD + b"X-Nothing: ")

    async def slow_post(self):
        """A body that never comes."""
        await self.drip(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n")

    async def slow_read(self):
        """Asks for far more than it takes."""
        async with self.connected(receive_buffer=4096) as (send, receive, connection):
            await send((HEAD + b"\r\n") * 20)
            while await receive(1):
                await asyncio.sleep(self.pause)

    async def half_close(self):
        """Ends its side in the middle of a request."""
        async with self.connected() as (send, receive, connection):
            await send(HEAD)
            connection.shutdown(socket.SHUT_WR)
            while await receive(4096):
                pass
        await asyncio.sleep(self.pause)

    async def reset(self):
        """Goes away in the middle of an answer, with a reset."""
        async with self.connected(receive_buffer=4096) as (send, receive, connection):
            await send((HEAD + b"\r\n") * 3)
            await receive(100)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        await asyncio.sleep(self.pause)

    async def flood(self):
        """Comes, says nothing, goes and comes again."""
        async with self.connected():
            pass
        await asyncio.sleep(self.pause / 4)

    async def squat(self):
        """Comes, and says nothing."""
        async with self.connected() as (send, receive, connection):
            await receive(1)

    async def live(self, kind, born):
        while True:
            with contextlib.suppress(OSError, asyncio.TimeoutError):
                asyncio.get_running_loop().call_later(0.5, born)
                await getattr(self, kind)()
            await asyncio.sleep(self.pause / 10)


KINDS = ("slowloris", "slow_post", "slow_read", "half_close", "reset", "flood", "squat")


async def crowd(port, count, pause, kinds):
    doorway, born = asyncio.Semaphore(AT_ONCE), set()
    clients = [Client(port, number, pause, doorway) for number in range(count)]
    lives = [asyncio.create_task(client.live(kinds[number % len(kinds)], lambda number=number: born.add(number)))
             for number, client in enumerate(clients)]
    while len(born) < count:
        await asyncio.sleep(0.05)
    print("all have begun", flush=True)
    await asyncio.gather(*lives)


@contextlib.contextmanager
def hostile_crowd(port, count, pause=1.0, kinds=KINDS, prefix=()):
    """While this lasts, `count` of them trouble the server at `port`; all have begun when it does. `prefix` is put before the command."""
    process = subprocess.Popen([*prefix, sys.executable, "-B", __file__, str(port), str(count), str(pause), *kinds], stdout=subprocess.PIPE)
    try:
        ready, _, _ = select.select([process.stdout], [], [], PATIENCE)
        if not ready or not process.stdout.readline():
            raise AssertionError(f"the hostile crowd has not come together within {PATIENCE} s")
        yield process
        if process.poll() is not None:
            raise AssertionError("the hostile crowd has left before the end")
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def main(port, count, pause, *kinds):
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    asyncio.run(crowd(int(port), int(count), float(pause), kinds))


if __name__ == "__main__":
    main(*sys.argv[1:])
