from typing import TYPE_CHECKING

import pytest

from asteroid_mcp.asteroid import files
from asteroid_mcp.asteroid.bodies import Upload
from asteroid_mcp.asteroid.errors import BadRequest, FieldProblem
from asteroid_mcp.asteroid.generation import Generation

from .clients import asteroid_that
from .fake_asteroid import says, sends

if TYPE_CHECKING:
    from asteroid_mcp.asteroid.models import JsonObject

pytestmark = pytest.mark.anyio
BOTH = pytest.mark.parametrize("generation", Generation)

CSV = Upload("claims.csv", b"id\r\n1\r\n", "text/csv")
PDF = Upload('Größe "A".pdf', b"%PDF\x00\xff", "application/pdf")
STAGED = {"tempFiles": [{"id": "f-1", "name": "claims.csv"}]}


async def test_files_are_staged_one_part_for_each_with_name_and_type() -> None:
    async with asteroid_that(sends(STAGED)) as (api, fake):
        staged = await files.stage_temp_files(api, organization_id="o-1", files=[CSV, PDF])
    assert staged == STAGED
    assert fake.request.method == "POST"
    assert fake.request.target == "/agents/v2/temp-files?organizationId=o-1"
    assert fake.request.headers["content-type"].startswith("multipart/form-data; boundary=")
    assert [(field, kind, content) for field, _, kind, content in fake.request.parts] == [
        ("files", "text/csv", CSV.content),
        ("files", "application/pdf", PDF.content),
    ]
    assert b'filename="claims.csv"' in fake.request.body
    assert 'filename="Größe %22A%22.pdf"'.encode() in fake.request.body


async def test_the_current_api_finds_the_organization_itself() -> None:
    async with asteroid_that(sends(STAGED)) as (api, fake):
        await files.stage_temp_files(api, files=[CSV])
    assert fake.request.target == "/agents/v2/temp-files"


async def test_the_legacy_api_wants_the_organization_in_the_path() -> None:
    async with asteroid_that(sends(STAGED), generation=Generation.LEGACY) as (api, fake):
        await files.stage_temp_files(api, organization_id="o-1", files=[CSV])
    assert fake.request.target == "/agents/v2/temp-files/o-1"
    assert fake.request.parts == [("files", "claims.csv", "text/csv", CSV.content)]


async def test_the_legacy_api_cannot_stage_without_an_organization() -> None:
    async with asteroid_that(sends(STAGED), generation=Generation.LEGACY) as (api, fake):
        with pytest.raises(BadRequest) as refused:
            await files.stage_temp_files(api, files=[CSV])
    assert refused.value.fields == (FieldProblem("organizationId", "must be an id"),)
    assert fake.requests == []


@BOTH
@pytest.mark.parametrize("agent", [{"agentId": "a-1"}, {"agentId": "a-1", "workflowId": "a-1"}])
async def test_context_files_name_their_agent(
    generation: Generation, agent: dict[str, str]
) -> None:
    file: JsonObject = {
        "id": "f-1",
        "executionId": "e-1",
        "filePath": "uploads/claims.csv",
        "fileName": "claims.csv",
        "fileSize": 7,
        "mimeType": "text/csv",
        "createdAt": "2026-01-02T03:04:05Z",
    }
    async with asteroid_that(sends([{**file, **agent}]), generation=generation) as (api, fake):
        listed = await files.list_context_files(api, execution_id="e-1")
    assert listed == [{**file, "agentId": "a-1"}]
    assert fake.request.method == "GET"
    assert fake.request.target == "/agents/v2/executions/e-1/context-files"


@BOTH
async def test_files_are_given_to_a_running_execution(generation: Generation) -> None:
    async with asteroid_that(says("Files uploaded."), generation=generation) as (api, fake):
        said = await files.upload_context_files(api, execution_id="e-1", files=[CSV, CSV])
    assert said == "Files uploaded."
    assert fake.request.method == "POST"
    assert fake.request.target == "/agents/v2/executions/e-1/context-files"
    assert [part[0] for part in fake.request.parts] == ["files", "files"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ([], "must hold at least one file"),
        ([Upload("", b"", "text/csv")], "needs a name for each file"),
        ([Upload("a", b"", "text/csv\r\nX-Evil: 1")], "needs a content type"),
        ([Upload("a", b"", "")], "needs a content type"),
        ([Upload("\ud800.txt", b"", "text/plain")], "hold what cannot be sent"),
    ],
    ids=["none", "no name", "header in a type", "no type", "half a character"],
)
async def test_files_that_no_form_can_carry_are_refused(wrong: list[Upload], told: str) -> None:
    async with asteroid_that(sends(STAGED)) as (api, fake):
        with pytest.raises(BadRequest) as refused:
            await files.stage_temp_files(api, organization_id="o-1", files=wrong)
    assert told in refused.value.fields[0].detail
    assert refused.value.status is None
    assert fake.requests == []


def test_an_upload_does_not_show_its_content() -> None:
    assert "content=" not in repr(CSV)
