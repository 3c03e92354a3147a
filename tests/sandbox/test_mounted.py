"""The sandbox below a path of another application: all that it does at the root, it does there."""

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from tests.sandbox.client import Client, Stage
from tests.sandbox.runs import RUN_IDS, payloads

from asteroid_sandbox.seed import MEMBER_API_KEY
from asteroid_sandbox.seed.agents import PRICE_LIST_ID, QUOTE_FORM

SHARED = f"/agents/{QUOTE_FORM.id}/shared-files"
PRICES = f"/executions/{RUN_IDS['prices-kettle']}"
PAID = f"/executions/{RUN_IDS['expense-paid']}"


@pytest.fixture(params=["", "/sandbox", "/a b/sandbox"])
def caller(request: pytest.FixtureRequest, stage: Stage) -> Client:
    """A person who reaches the sandbox at the root, or below a path."""
    mount = str(request.param)
    around = Starlette(routes=[Mount(mount, stage.app)]) if mount else stage.app
    return Client(around, {"X-Api-Key": MEMBER_API_KEY}, mount)


def follow(caller: Client, link: str, *, key: bool = False) -> httpx.Response:
    """Follow a link as it stands, by default without a key."""
    assert link.startswith("http://sandbox/")
    return Client(caller.app, caller.headers if key else {}).get(link)


def test_the_links_of_an_execution_lead_to_its_page(caller: Client) -> None:
    ended = caller.get(PRICES).json()
    running = caller.get(f"/executions/{RUN_IDS['stock-running']}").json()
    recording = caller.get(f"{PRICES}/recording").headers["location"]

    links = [ended["platformUrl"], ended["recordingUrl"], running["liveViewUrl"], recording]
    assert [follow(caller, link).status_code for link in links] == [200, 200, 200, 200]


def test_a_search_result_leads_to_its_page(caller: Client) -> None:
    (result, *_) = caller.post("/docs/search", {"query": "concurrency"}).json()["results"]

    assert follow(caller, result["url"]).text.startswith("# Executions")


def test_a_file_that_a_run_made_is_fetched_by_its_presigned_link(caller: Client) -> None:
    (added,) = [p for p in payloads(caller, PRICES.rpartition("/")[2]) if "presignedUrl" in p]

    assert follow(caller, added["presignedUrl"]).text.startswith("product")


def test_a_given_file_is_fetched_by_its_signed_link_and_by_its_download(caller: Client) -> None:
    (file,) = caller.get(f"{PAID}/context-files").json()
    download = follow(caller, file["downloadUrl"], key=True)

    assert follow(caller, file["signedUrl"]).text.startswith("Receipt no. 4711")
    assert download.status_code == 303
    assert follow(caller, download.headers["location"]).text.startswith("Receipt no. 4711")


def test_shared_files_and_those_of_an_execution_are_downloaded(caller: Client) -> None:
    (shared,) = [f for f in caller.get(SHARED).json()["files"] if f["id"] == PRICE_LIST_ID]
    (made,) = caller.get(f"{PRICES}/files").json()["directories"]["workspace"]

    for file in (shared, made):
        download = follow(caller, file["downloadUrl"], key=True)
        assert download.status_code == 303
        assert follow(caller, download.headers["location"]).status_code == 200


def test_a_signed_link_holds_wherever_the_sandbox_is_mounted(stage: Stage) -> None:
    around = Starlette(routes=[Mount("/sandbox", stage.app)])
    mounted = Client(around, {"X-Api-Key": MEMBER_API_KEY}, "/sandbox")
    (file,) = mounted.get(f"{PAID}/context-files").json()
    link = file["signedUrl"]

    assert follow(mounted, link.replace("signature=", "signature=0")).status_code == 403
    assert stage.nobody.get(link.replace("/sandbox/_sandbox/", "/_sandbox/")).status_code == 200


def test_an_ordered_fault_strikes(caller: Client) -> None:
    path = "/agents/v2/context"
    caller.post("//_sandbox/faults", {"method": "GET", "path": path, "fault": "503"})

    assert [caller.get("/context").status_code for _ in range(2)] == [503, 200]


def test_the_log_lists_calls_by_the_apis_own_paths(caller: Client) -> None:
    caller.get("/executions", {"status": "failed"})
    caller.get("//_sandbox/docs/executions")

    assert caller.get("//_sandbox/requests").json() == [
        {"method": "GET", "path": "/agents/v2/executions", "query": "status=failed"}
    ]
