"""What the sandbox keeps, and the demo data it begins with."""

import asyncio
import sqlite3
from collections import Counter
from pathlib import Path

import httpx
import pytest
from tests.sandbox.client import Client, FakeClock, Stage
from tests.sandbox.runs import RUN_IDS, look, payloads

from asteroid_sandbox.app import create_app
from asteroid_sandbox.engine.status import PHASES
from asteroid_sandbox.engine.validation import validate_version
from asteroid_sandbox.seed import DEMO_API_KEY, ORGANIZATION_ID, seed_id
from asteroid_sandbox.seed.agents import DEMO_AGENTS, FORM_GUIDE_ID, DemoAgent
from asteroid_sandbox.seed.runs import DEMO_RUNS
from asteroid_sandbox.store import HomeUnusable, Store, erase


def test_the_state_outlives_a_restart(stage: Stage, owner: Client) -> None:
    body = {"name": "Kept", "description": "", "organizationId": ORGANIZATION_ID}
    profile = owner.post("/profiles", body).json()

    again = Client(create_app(stage.home, now=stage.clock), {"X-Api-Key": DEMO_API_KEY})

    assert again.get(f"/profiles/{profile['id']}").json() == profile


def test_a_link_outlives_a_restart(stage: Stage, member: Client) -> None:
    link = look(member, RUN_IDS["invoice"])["recordingUrl"]

    again = Client(create_app(stage.home, now=stage.clock), {})

    assert again.get(link).status_code == 200


def test_erasing_leaves_other_files_alone(tmp_path: Path) -> None:
    Store(tmp_path)
    (tmp_path / "mine.txt").write_text("mine", "utf-8")

    erase(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_the_state_of_another_release_is_refused_with_advice(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "sandbox.db") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()

    with pytest.raises(HomeUnusable, match=r"schema 99, this one has 1.*--reset"):
        Store(tmp_path)


@pytest.mark.parametrize("obstacle", ["a file in the way", "no database"])
def test_a_home_that_cannot_be_used_says_so_in_one_line(tmp_path: Path, obstacle: str) -> None:
    home = tmp_path / "home"
    if obstacle == "a file in the way":
        home.write_text("not a folder", "utf-8")
    else:
        home.mkdir()
        (home / "sandbox.db").write_text("no database at all, but a text", "utf-8")

    with pytest.raises(HomeUnusable, match="cannot keep its state") as refusal:
        create_app(home)

    assert "\n" not in str(refusal.value)


def test_two_sandboxes_on_one_home_lose_nothing(stage: Stage, clock: FakeClock) -> None:
    apps = [stage.app, create_app(stage.home, now=clock)]

    async def create(number: int) -> int:
        transport = httpx.ASGITransport(apps[number % 2])
        headers = {"X-Api-Key": DEMO_API_KEY}
        async with httpx.AsyncClient(transport=transport, base_url="http://sandbox") as client:
            name = f"Profile {number // 2}"
            body = {"name": name, "description": "", "organizationId": ORGANIZATION_ID}
            answer = await client.post("/agents/v2/profiles", json=body, headers=headers)
        return answer.status_code

    async def create_all() -> list[int]:
        return await asyncio.gather(*(create(number) for number in range(20)))

    assert Counter(asyncio.run(create_all())) == {201: 10, 409: 10}


def test_a_refused_request_changes_nothing(member: Client) -> None:
    versions = f"/workflows/{DEMO_AGENTS[0].id}/versions"
    shared = f"/agents/{DEMO_AGENTS[0].id}/shared-files"
    member.patch(f"{shared}/{FORM_GUIDE_ID}/freeze", {"isFrozen": True})
    before = member.get(versions).json()
    parts = [("files", (name, b"x", "text/plain")) for name in ("fresh.txt", "form-guide.md")]

    refused = member.request("POST", shared, files=parts)

    assert refused.status_code == 400
    assert member.get(versions).json() == before


def test_the_demo_has_an_execution_in_every_status_that_lasts(owner: Client) -> None:
    lasting = {status for statuses in PHASES.values() for status in statuses} - {"starting"}

    assert {look(owner, run.id)["status"] for run in DEMO_RUNS} == lasting


def test_the_demos_logs_end_as_the_executions_did(owner: Client) -> None:
    for run in DEMO_RUNS:
        status, log = look(owner, run.id)["status"], payloads(owner, run.id)
        changes = [payload["status"] for payload in log if "status" in payload]
        assert changes[-1:] == ([] if status == "queued" else [status])
        assert (log[-1:] or [{}])[0].get("activityType") != "terminal" or (
            status in PHASES["terminal"]
        )


@pytest.mark.parametrize("demo", DEMO_AGENTS, ids=lambda demo: demo.key)
def test_the_demo_agents_are_sound(owner: Client, demo: DemoAgent) -> None:
    for number in range(1, len(demo.graphs) + 1):
        snapshot = owner.get(f"/workflows/{demo.id}/versions/{demo.version_id(number)}").json()
        assert validate_version(snapshot) == []


def test_ids_of_the_demo_are_the_same_on_every_machine() -> None:
    assert seed_id("organization", "demo") == ORGANIZATION_ID
    assert ORGANIZATION_ID == "5b2cb67f-34f0-5023-9035-1c8df91711de"
