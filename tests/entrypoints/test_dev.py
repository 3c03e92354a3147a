"""`make dev` as a process: what it serves, what it prints, how it stops and how it refuses."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import override

import httpx
import pytest
from tests.clients.dev_server import DEV_COMMAND, dev_server


def _environment(home: Path, settings: Mapping[str, str]) -> dict[str, str]:
    kept = {name: text for name, text in os.environ.items() if not name.startswith("ASTEROID_")}
    return kept | {"PORT": "0", "SANDBOX_HOME": str(home / "sandbox")} | dict(settings)


def _refusal(home: Path, **settings: str) -> str:
    """Start it with settings that it must refuse; answers the one line that it prints."""
    done = subprocess.run(
        DEV_COMMAND,
        env=_environment(home, settings),
        cwd=home,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 2, done.stdout
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr


class _FakeAsteroid(BaseHTTPRequestHandler):
    """Knows one key and one person."""

    def do_GET(self) -> None:
        known = self.headers["X-Api-Key"] == "good-key"
        body = b'{"userId": "u", "email": "person@asteroid.example", "organizations": []}'
        self.send_response(200 if known else 401)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    @override
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def _fake_asteroid() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _FakeAsteroid) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_it_serves_mcp_the_page_and_the_sandbox_on_loopback(tmp_path: Path) -> None:
    with dev_server(tmp_path) as url:
        origin = url.removesuffix("/mcp")
        assert httpx.get(f"{origin}/health").json()["status"] == "ok"
        assert "claude mcp add" in httpx.get(origin).text
        key = {"X-Api-Key": "wrong"}
        assert httpx.get(f"{origin}/sandbox/agents/v2/context", headers=key).status_code == 401
        assert httpx.get(f"{origin}/health", headers={"Host": "evil.example"}).status_code == 421


def test_no_address_but_127_0_0_1_is_listened_to(tmp_path: Path) -> None:
    with dev_server(tmp_path) as url:
        port = httpx.URL(url).port
        with (
            pytest.raises((ConnectionRefusedError, TimeoutError)),
            socket.create_connection(("127.0.0.2", port), timeout=2),
        ):
            pass


def test_ctrl_c_stops_it_cleanly(tmp_path: Path) -> None:
    command = [*DEV_COMMAND]
    with subprocess.Popen(
        command,
        env=_environment(tmp_path, {"PYTHONUNBUFFERED": "1"}),
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        printed = [process.stdout.readline() for _ in range(8)]
        process.send_signal(signal.SIGINT)
        _, complaints = process.communicate(timeout=30)
    assert process.returncode == 0
    assert complaints == ""
    assert "as owner@sandbox.example" in printed[1]
    assert printed[-1] == "Ctrl-C stops it.\n"


def test_a_taken_port_is_named_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        text = _refusal(tmp_path, PORT=port)
    assert text.startswith(f"asteroid-mcp: PORT: 127.0.0.1:{port} cannot be used (")
    assert "choose another" in text


def test_with_a_key_it_works_with_the_real_asteroid_as_whom_the_key_belongs_to(
    tmp_path: Path,
) -> None:
    with _fake_asteroid() as asteroid:
        settings = {"ASTEROID_API_KEY": "good-key", "ASTEROID_API_URL": asteroid}
        with dev_server(tmp_path, settings=settings) as url:
            origin = url.removesuffix("/mcp")
            assert f"Asteroid at {asteroid}" in httpx.get(origin).text
            assert httpx.get(f"{origin}/sandbox/agents/v2/context").status_code == 404
    assert not (tmp_path / "sandbox").exists()


def test_a_key_that_asteroid_does_not_accept_stops_the_start(tmp_path: Path) -> None:
    with _fake_asteroid() as asteroid:
        text = _refusal(tmp_path, ASTEROID_API_KEY="bad-key", ASTEROID_API_URL=asteroid)
    assert text.startswith("asteroid-mcp: ASTEROID_API_KEY: Asteroid at http://127.0.0.1")
    assert "does not accept this key" in text
    assert "bad-key" not in text


@pytest.mark.parametrize("name", ["ASTEROID_API_URL", "ASTEROID_API_GENERATION", "ASTEROID_TYPO"])
def test_a_wrong_setting_stops_the_start_in_one_line(tmp_path: Path, name: str) -> None:
    assert _refusal(tmp_path, **{name: "nonsense"}).startswith(f"asteroid-mcp: {name}")


def test_an_asteroid_out_of_reach_is_said_and_the_server_starts_all_the_same(
    tmp_path: Path,
) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        settings = {
            "ASTEROID_API_KEY": "good-key",
            "ASTEROID_API_URL": f"http://127.0.0.1:{nobody.getsockname()[1]}",
        }
        with dev_server(tmp_path, settings=settings) as url:
            assert httpx.get(url).status_code == 405


def test_reset_begins_with_a_new_sandbox(tmp_path: Path) -> None:
    kept = tmp_path / "sandbox" / "files" / "kept.txt"
    with dev_server(tmp_path):
        kept.write_text("from before", encoding="utf-8")
    with dev_server(tmp_path):
        assert kept.exists()
    with dev_server(tmp_path, (*DEV_COMMAND, "--reset")):
        assert not kept.exists()


def test_the_package_itself_never_loads_the_sandbox() -> None:
    code = (
        "import sys, asteroid_mcp.server.protocol, asteroid_mcp.web.app, "
        "asteroid_mcp.tools.catalogue; sys.exit('asteroid_sandbox' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
