"""`python -m asteroid_sandbox`: the sandbox on this machine's loopback address."""

import argparse
import socket
import sys
from contextlib import suppress
from pathlib import Path

import uvicorn

from asteroid_sandbox.app import create_app
from asteroid_sandbox.seed import DEMO_API_KEY
from asteroid_sandbox.store import HomeUnusable, erase

HOST = "127.0.0.1"


def main(arguments: list[str] | None = None) -> int:
    """Serve until Ctrl-C; 1 with one line on stderr when that cannot be done."""
    options = _options(arguments)
    try:
        if options.reset:
            erase(options.home)
        app = create_app(options.home)
        listening = _listen(options.port)
    except HomeUnusable as error:
        return _give_up(str(error))
    except OSError as error:
        return _give_up(f"Cannot listen on {HOST}:{options.port}: {error.strerror}.")
    port = listening.getsockname()[1]
    sys.stdout.write(
        f"Asteroid sandbox (simulated browser) on http://{HOST}:{port}, state in {options.home}\n"
        f"Demo API key: {DEMO_API_KEY}\n"
    )
    sys.stdout.flush()
    with suppress(KeyboardInterrupt):  # uvicorn stops cleanly, then passes Ctrl-C on
        uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listening])
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="asteroid_sandbox", description=__doc__)
    parser.add_argument(
        "--home", type=Path, default=Path(".sandbox"), help="where the state is kept"
    )
    parser.add_argument("--port", type=int, default=3001, help="0 picks a free one")
    parser.add_argument("--reset", action="store_true", help="begin anew with the demo data")
    return parser.parse_args(arguments)


def _listen(port: int) -> socket.socket:
    listening = socket.socket(proto=socket.IPPROTO_TCP)  # asyncio sets TCP_NODELAY on none else
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        listening.listen()
    except OSError:
        listening.close()
        raise
    return listening


def _give_up(message: str) -> int:
    sys.stderr.write(f"{message}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
