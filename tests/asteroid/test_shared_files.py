import pytest

from asteroid_mcp.asteroid import shared_files
from asteroid_mcp.asteroid.bodies import Upload
from asteroid_mcp.asteroid.errors import BadRequest, Conflict, NotFound, NotOffered, UpstreamBroken
from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.models import JsonObject

from .clients import asteroid_that
from .fake_asteroid import Reply, sends

pytestmark = pytest.mark.anyio

LEGACY = Generation.LEGACY
CSV = Upload("claims.csv", b"id\n1\n", "text/csv")
SHARED: JsonObject = {
    "id": "f-1",
    "agentId": "a-1",
    "filePath": "claims.csv",
    "fileName": "claims.csv",
    "fileSize": 5,
    "mimeType": "text/csv",
    "createdAt": "2026-01-02T03:04:05Z",
    "updatedAt": "2026-01-02T03:04:05Z",
    "version": 2,
    "isFrozen": False,
    "downloadUrl": "https://files.example/f-1",
}


async def test_legacy_files_are_listed() -> None:
    told = {"files": [SHARED], "totalSize": 5}
    async with asteroid_that(sends(told), generation=LEGACY) as (api, fake):
        assert await shared_files.list_shared_files(api, agent_id="a-1") == told
    assert fake.request.method == "GET"
    assert fake.request.target == "/agents/v2/agents/a-1/shared-files"


async def test_legacy_files_are_uploaded_as_a_form() -> None:
    told = {"files": [SHARED]}
    async with asteroid_that(sends(told), generation=LEGACY) as (api, fake):
        assert await shared_files.upload_shared_files(api, agent_id="a-1", files=[CSV]) == told
    assert fake.request.method == "POST"
    assert fake.request.target == "/agents/v2/agents/a-1/shared-files"
    assert fake.request.parts == [("files", "claims.csv", "text/csv", CSV.content)]


async def test_a_legacy_file_is_replaced_by_exactly_one() -> None:
    async with asteroid_that(sends(SHARED), generation=LEGACY) as (api, fake):
        changed = await shared_files.update_shared_file(
            api, agent_id="a-1", file_id="f-1", file=CSV
        )
    assert changed == SHARED
    assert fake.request.method == "PUT"
    assert fake.request.target == "/agents/v2/agents/a-1/shared-files/f-1"
    assert fake.request.parts == [("files", "claims.csv", "text/csv", CSV.content)]


async def test_a_legacy_file_is_deleted() -> None:
    async with asteroid_that(Reply(204), generation=LEGACY) as (api, fake):
        await shared_files.delete_shared_file(api, agent_id="a-1", file_id="f-1")
    assert fake.request.method == "DELETE"
    assert fake.request.target == "/agents/v2/agents/a-1/shared-files/f-1"


async def test_all_legacy_files_are_deleted_by_a_path_of_its_own() -> None:
    async with asteroid_that(Reply(204), generation=LEGACY) as (api, fake):
        await shared_files.delete_all_shared_files(api, agent_id="a-1")
    assert fake.request.method == "DELETE"
    assert fake.request.target == "/agents/v2/agents/a-1/shared-files/delete-all"


async def test_no_file_id_can_delete_all_files() -> None:
    async with asteroid_that(Reply(204), generation=LEGACY) as (api, fake):
        with pytest.raises(BadRequest):
            await shared_files.delete_shared_file(api, agent_id="a-1", file_id="delete-all")
    assert fake.requests == []


@pytest.mark.parametrize("is_frozen", [True, False])
async def test_a_legacy_file_is_frozen_and_thawed(*, is_frozen: bool) -> None:
    told = sends({**SHARED, "isFrozen": is_frozen})
    async with asteroid_that(told, generation=LEGACY) as (api, fake):
        file = await shared_files.freeze_shared_file(
            api, agent_id="a-1", file_id="f-1", is_frozen=is_frozen
        )
    assert file.get("isFrozen") is is_frozen
    assert fake.request.method == "PATCH"
    assert fake.request.target == "/agents/v2/agents/a-1/shared-files/f-1/freeze"
    assert fake.request.json == {"isFrozen": is_frozen}


async def test_the_current_api_cannot_freeze_a_file() -> None:
    async with asteroid_that(sends({})) as (api, fake):
        with pytest.raises(NotOffered, match="agentSharedFilesFreeze"):
            await shared_files.freeze_shared_file(
                api, agent_id="a-1", file_id="f-1", is_frozen=True
            )
    assert fake.requests == []


HEAD: JsonObject = {
    "rev": 7,
    "workflowId": "a-1",
    "workflowName": "Quotes",
    "versionId": "v-1",
    "files": [
        {"path": "settings.yaml", "kind": "structural", "size": 90},
        {
            "path": "shared/claims.csv",
            "kind": "agent_file",
            "size": 5,
            "fileId": "f-1",
            "mimeType": "text/csv",
            "checksum": "ab",
            "updatedAt": "2026-01-02T03:04:05Z",
        },
        {"path": "rates.csv", "kind": "agent_file", "size": 8},
    ],
}
EMPTY_HEAD: JsonObject = {**HEAD, "files": [{"path": "rules.md", "kind": "structural", "size": 1}]}


def snapshot(*paths: str) -> Reply:
    files: list[JsonObject] = [
        {"id": f"new-{path}", "filePath": path, "fileName": path, "fileSize": 5, "checksum": "cd"}
        for path in paths
    ]
    return sends(
        {
            "id": "v-2",
            "workflowId": "a-1",
            "rules": "",
            "graph": {"nodes": [], "transitions": [], "sticky_notes": []},
            "settings": {},
            "isPublished": False,
            "createdAt": "2026-01-02T03:04:05Z",
            "files": files,
        }
    )


async def test_current_files_are_the_agent_files_of_the_head() -> None:
    async with asteroid_that(sends(HEAD)) as (api, fake):
        listed = await shared_files.list_shared_files(api, agent_id="a-1")
    assert fake.request.method == "GET"
    assert fake.request.target == "/agents/v2/workflows/a-1/head/files?contents=none"
    assert listed == {
        "files": [
            {
                "id": "f-1",
                "agentId": "a-1",
                "filePath": "shared/claims.csv",
                "fileName": "claims.csv",
                "fileSize": 5,
                "mimeType": "text/csv",
                "checksum": "ab",
                "updatedAt": "2026-01-02T03:04:05Z",
            },
            {
                "id": "rates.csv",
                "agentId": "a-1",
                "filePath": "rates.csv",
                "fileName": "rates.csv",
                "fileSize": 8,
            },
        ],
        "totalSize": 13,
    }


async def test_current_files_are_written_by_one_patch_on_the_revision_just_read() -> None:
    async with asteroid_that(sends(HEAD), snapshot("claims.csv")) as (api, fake):
        uploaded = await shared_files.upload_shared_files(api, agent_id="a-1", files=[CSV])
    read, patch = fake.requests
    assert read.method == "GET"
    assert (patch.method, patch.target) == ("PATCH", "/agents/v2/workflows/a-1/head/files")
    assert patch.json == {
        "baseRev": 7,
        "writes": [{"path": "claims.csv", "contentBase64": "aWQKMQo="}],
        "deletes": [],
    }
    assert uploaded["files"] == [
        {
            "id": "new-claims.csv",
            "agentId": "a-1",
            "filePath": "claims.csv",
            "fileName": "claims.csv",
            "fileSize": 5,
            "checksum": "cd",
        }
    ]


@pytest.mark.parametrize("file_id", ["f-1", "shared/claims.csv"])
async def test_a_current_file_is_replaced_where_it_lies(file_id: str) -> None:
    # The head calls it shared/claims.csv; a version's own list may leave the folder out.
    after = snapshot("csv", "claims.csv")
    other_name = Upload("new.csv", b"id\n1\n", "text/csv")
    async with asteroid_that(sends(HEAD), after) as (api, fake):
        changed = await shared_files.update_shared_file(
            api, agent_id="a-1", file_id=file_id, file=other_name
        )
    assert fake.requests[1].json == {
        "baseRev": 7,
        "writes": [{"path": "shared/claims.csv", "contentBase64": "aWQKMQo="}],
        "deletes": [],
    }
    assert (changed["id"], changed["filePath"]) == ("new-claims.csv", "shared/claims.csv")


async def test_a_file_is_not_taken_for_its_namesake_in_another_folder() -> None:
    after = snapshot("claims.csv", "shared/claims.csv")
    async with asteroid_that(sends(HEAD), after) as (api, _fake):
        changed = await shared_files.update_shared_file(
            api, agent_id="a-1", file_id="f-1", file=CSV
        )
    assert changed["id"] == "new-shared/claims.csv"


async def test_a_patch_that_does_not_show_the_new_file_leaves_the_outcome_open() -> None:
    async with asteroid_that(sends(HEAD), snapshot("other.csv")) as (api, _fake):
        with pytest.raises(UpstreamBroken) as broken:
            await shared_files.upload_shared_files(api, agent_id="a-1", files=[CSV])
    assert broken.value.outcome_unknown


async def test_a_current_file_is_deleted_by_its_path() -> None:
    async with asteroid_that(sends(HEAD), snapshot()) as (api, fake):
        await shared_files.delete_shared_file(api, agent_id="a-1", file_id="f-1")
    assert fake.requests[1].json == {"baseRev": 7, "writes": [], "deletes": ["shared/claims.csv"]}


async def test_all_current_files_are_deleted_but_none_of_the_workflow_itself() -> None:
    async with asteroid_that(sends(HEAD), snapshot()) as (api, fake):
        await shared_files.delete_all_shared_files(api, agent_id="a-1")
    deleted = ["shared/claims.csv", "rates.csv"]
    assert fake.requests[1].json == {"baseRev": 7, "writes": [], "deletes": deleted}


async def test_nothing_is_patched_when_there_is_nothing_to_delete() -> None:
    async with asteroid_that(sends(EMPTY_HEAD)) as (api, fake):
        await shared_files.delete_all_shared_files(api, agent_id="a-1")
    assert fake.request.method == "GET"


@pytest.mark.parametrize("file_id", ["gone", "settings.yaml"])
async def test_only_an_agent_file_of_the_head_can_be_changed(file_id: str) -> None:
    async with asteroid_that(sends(HEAD)) as (api, fake):
        with pytest.raises(NotFound, match="agentSharedFilesUpdate"):
            await shared_files.update_shared_file(api, agent_id="a-1", file_id=file_id, file=CSV)
        with pytest.raises(NotFound, match="agentSharedFilesDelete"):
            await shared_files.delete_shared_file(api, agent_id="a-1", file_id=file_id)
    assert {request.method for request in fake.requests} == {"GET"}


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ([], "must hold at least one file"),
        ([CSV, CSV], "has two files of one name"),
        ([Upload("settings.yaml", b"", "text/yaml")], "belongs to the workflow itself"),
    ],
    ids=["none", "twins", "structural"],
)
async def test_an_upload_cannot_overwrite_the_workflow_or_itself(
    files: list[Upload], told: str
) -> None:
    async with asteroid_that(sends(HEAD)) as (api, fake):
        with pytest.raises(BadRequest) as refused:
            await shared_files.upload_shared_files(api, agent_id="a-1", files=files)
    assert told in refused.value.fields[0].detail
    assert {request.method for request in fake.requests} == {"GET"}


async def test_a_change_by_somebody_else_is_a_conflict_and_is_not_repeated() -> None:
    conflict = sends({"code": 409, "message": "The head has moved."}, 409)
    async with asteroid_that(sends(HEAD), conflict) as (api, fake):
        with pytest.raises(Conflict, match="409"):
            await shared_files.upload_shared_files(api, agent_id="a-1", files=[CSV])
    assert [request.method for request in fake.requests] == ["GET", "PATCH"]
