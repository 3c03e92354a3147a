"""The concurrency limit of an organization, and its queue."""

from tests.sandbox.client import Client, FakeClock, Stage
from tests.sandbox.runs import RUN_IDS, build, execute, look, start

from asteroid_sandbox.app import create_app
from asteroid_sandbox.seed import ANNEX_ORGANIZATION_ID, DEMO_API_KEY
from asteroid_sandbox.seed.agents import NIGHT_AUDIT
from asteroid_sandbox.seed.people import PROFILE_GROUP_ID


def test_beyond_the_limit_an_execution_is_refused_and_told_why(owner: Client) -> None:
    refused = execute(owner, NIGHT_AUDIT.id, inputs={"article": "x"})

    assert refused.status_code == 429
    assert refused.json() == {
        "code": 429,
        "message": "The organization runs 1 of 1 executions at once.",
        "type": "https://docs.asteroid.ai/errors/limit-reached",
        "title": "Too Many Requests",
        "status": 429,
        "detail": "The organization runs 1 of 1 executions at once.",
        "instance": f"/agents/v2/workflows/{NIGHT_AUDIT.id}/execute",
        "capability": "concurrent_executions",
        "used": 1,
        "limit": 1,
    }


def test_the_limit_counts_what_is_under_way_only(member: Client, clock: FakeClock) -> None:
    agent = build(member, "[[take: 10m]]")

    started = [execute(member, agent).status_code for _ in range(7)]

    assert started == [202] * 6 + [429]
    clock.advance(minutes=11)
    assert execute(member, agent).status_code == 202


def test_every_way_to_start_is_limited(owner: Client) -> None:
    version = NIGHT_AUDIT.version_id(1)
    path = f"/workflows/{NIGHT_AUDIT.id}"
    body = {"inputs": {"article": "x"}}

    refused = [
        owner.post(f"{path}/execute/sync", body),
        owner.post(f"{path}/versions/{version}/execute", body),
        owner.post(f"/executions/{RUN_IDS['audit-running']}/rerun"),
        owner.post(f"/agents/{NIGHT_AUDIT.id}/workflows/{version}/execute", body),
    ]

    assert [answer.status_code for answer in refused] == [429] * 4


def test_a_queued_execution_waits_and_has_not_started(owner: Client) -> None:
    queued = execute(owner, NIGHT_AUDIT.id, inputs={"article": "x"}, onCapacityLimit="queue")
    run = look(owner, queued.json()["executionId"])

    assert (queued.status_code, queued.json()["status"]) == (202, "queued")
    assert run["status"] == "queued"
    assert "startedAt" not in run
    assert owner.get(f"/executions/{run['id']}/activities").json() == []


def test_queueing_starts_at_once_where_there_is_room(member: Client) -> None:
    answer = execute(member, build(member, "Go."), onCapacityLimit="queue")

    assert answer.json()["status"] == "starting"


def test_the_queue_moves_on_oldest_first_at_the_moment_a_place_is_free(
    owner: Client, clock: FakeClock
) -> None:
    body = {"inputs": {"article": "x"}, "onCapacityLimit": "queue"}
    last = start(owner, NIGHT_AUDIT.id, **body)
    first, second = RUN_IDS["audit-running"], RUN_IDS["audit-queued"]

    clock.advance(hours=12)
    ended, started = look(owner, first), look(owner, second)

    assert (ended["status"], started["status"]) == ("completed", "running")
    assert started["startedAt"] == ended["terminalAt"]
    assert look(owner, last)["status"] == "queued"
    clock.advance(hours=13)
    assert look(owner, last)["startedAt"] == look(owner, second)["terminalAt"]


def test_what_a_restart_or_a_late_look_finds_is_the_same(
    stage: Stage, owner: Client, clock: FakeClock
) -> None:
    body = {"inputs": {"article": "x"}, "onCapacityLimit": "queue"}
    last = start(owner, NIGHT_AUDIT.id, **body)
    clock.advance(days=2)

    again = Client(create_app(stage.home, now=clock), {"X-Api-Key": DEMO_API_KEY})

    assert look(again, last)["status"] == "completed"
    assert look(again, last)["startedAt"] == look(again, RUN_IDS["audit-queued"])["terminalAt"]


def test_cancelling_the_running_one_lets_the_queue_move(owner: Client, clock: FakeClock) -> None:
    owner.post(f"/executions/{RUN_IDS['audit-running']}/cancel")
    clock.advance(seconds=1)

    assert look(owner, RUN_IDS["audit-queued"])["status"] == "starting"


def test_a_queued_execution_can_be_cancelled_and_never_starts(
    owner: Client, clock: FakeClock
) -> None:
    queued = RUN_IDS["audit-queued"]

    assert owner.post(f"/executions/{queued}/pause").status_code == 400
    assert owner.post(f"/executions/{queued}/user-messages", {"message": "x"}).status_code == 400
    assert owner.post(f"/executions/{queued}/cancel").status_code == 200
    clock.advance(days=1)
    assert look(owner, queued)["status"] == "cancelled"
    assert "startedAt" not in look(owner, queued)
    assert execute(owner, NIGHT_AUDIT.id, inputs={"article": "x"}).status_code == 202


def test_a_new_execution_does_not_overtake_the_queue(owner: Client, clock: FakeClock) -> None:
    owner.post(f"/executions/{RUN_IDS['audit-running']}/cancel")
    clock.advance(seconds=1)
    body = {"inputs": {"article": "x"}, "onCapacityLimit": "queue"}

    assert execute(owner, NIGHT_AUDIT.id, **body).json()["status"] == "queued"


def test_a_queued_execution_of_a_group_waits_for_its_profile(
    member: Client, clock: FakeClock
) -> None:
    agent = build(member, "[[take: 10m]]")
    for _ in range(2):
        start(member, agent, profileGroupId=PROFILE_GROUP_ID)
    waiting = start(member, agent, profileGroupId=PROFILE_GROUP_ID, onCapacityLimit="queue")

    assert look(member, waiting)["status"] == "queued"
    clock.advance(minutes=11)
    assert look(member, waiting)["status"] == "running"


def test_the_organizations_do_not_share_a_limit(owner: Client) -> None:
    listed = owner.get("/executions", {"organizationId": ANNEX_ORGANIZATION_ID}).json()

    assert sorted(run["status"] for run in listed["items"]) == ["queued", "running"]
    assert execute(owner, build(owner, "Go.", organizationId=_demo(owner))).status_code == 202


def _demo(owner: Client) -> str:
    return str(owner.get("/context").json()["organizations"][0]["id"])
