"""The sandbox as a process: what a person at a terminal sees, and what goes over the wire."""

import socket
from pathlib import Path

import httpx
import pytest
from tests.sandbox.process import running_sandbox

from asteroid_sandbox.__main__ import main
from asteroid_sandbox.seed import MEMBER_API_KEY

HEADERS = {"X-Api-Key": MEMBER_API_KEY}


def test_it_serves_on_loopback_and_stops_on_ctrl_c(tmp_path: Path) -> None:
    with running_sandbox(tmp_path) as served:
        assert httpx.get(f"{served.base}/agents/v2/context", headers=HEADERS).is_success
        assert served.stop() == 0


def test_a_cut_connection_loses_the_answer_but_not_the_deed(tmp_path: Path) -> None:
    body = {"name": "Made", "description": ""}
    fault = {"method": "POST", "path": "/agents/v2/profiles", "fault": "cut"}
    with (
        running_sandbox(tmp_path) as served,
        httpx.Client(base_url=served.base, headers=HEADERS) as client,
    ):
        client.post("/_sandbox/faults", json=fault)
        with pytest.raises(httpx.RemoteProtocolError):
            client.post("/agents/v2/profiles", json=body)

        assert client.get("/agents/v2/profiles", params={"searchName": "Made"}).json()["total"] == 1
        assert client.post("/agents/v2/profiles", json=body).status_code == 409


def test_a_malformed_answer_is_whole_but_no_json(tmp_path: Path) -> None:
    fault = {"method": "GET", "path": "/agents/v2/context", "fault": "malformed"}
    with (
        running_sandbox(tmp_path) as served,
        httpx.Client(base_url=served.base, headers=HEADERS) as client,
    ):
        client.post("/_sandbox/faults", json=fault)

        answer = client.get("/agents/v2/context")

    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    with pytest.raises(ValueError, match="Expecting"):
        answer.json()


def test_links_in_answers_can_be_followed(tmp_path: Path) -> None:
    with (
        running_sandbox(tmp_path) as served,
        httpx.Client(base_url=served.base, headers=HEADERS) as client,
    ):
        (run, *_) = client.get("/agents/v2/executions").json()["items"]
        page = httpx.get(run["liveViewUrl"])

    assert "simulated" in page.text


def test_a_reset_begins_anew(tmp_path: Path) -> None:
    body = {"name": "Gone", "description": ""}
    query = {"searchName": "Gone"}
    for options, total in (((), 1), (("--reset",), 0)):
        with (
            running_sandbox(tmp_path, *options) as served,
            httpx.Client(base_url=f"{served.base}/agents/v2", headers=HEADERS) as client,
        ):
            if not options:
                client.post("/profiles", json=body)
            assert client.get("/profiles", params=query).json()["total"] == total


def test_a_taken_port_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        assert main(["--home", str(tmp_path), "--port", str(port)]) == 1

    told = capsys.readouterr().err
    assert told.startswith(f"Cannot listen on 127.0.0.1:{port}: ")
    assert told.count("\n") == 1


def test_an_unusable_home_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "file"
    home.write_text("in the way", "utf-8")

    assert main(["--home", str(home), "--reset"]) == 1
    assert capsys.readouterr().err.count("\n") == 1
