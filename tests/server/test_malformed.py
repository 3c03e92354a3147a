"""Refusals of malformed messages, whatever form they come in."""

import json

import pytest
from starlette.types import Message

from asteroid_mcp.server.malformed import PlainRefusals

pytestmark = pytest.mark.anyio

_DUMP = {"jsonrpc": "2.0", "id": None, "error": {"code": -32602, "message": "Validation error: x"}}


async def _sent(status: int, *bodies: bytes) -> tuple[int, bytes]:
    """What reaches the client of an answer sent in these pieces."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    refusals = PlainRefusals(send)
    await refusals({"type": "http.response.start", "status": status, "headers": []})
    for number, body in enumerate(bodies, start=1):
        more = number < len(bodies)
        await refusals({"type": "http.response.body", "body": body, "more_body": more})
    start, *rest = sent
    return start["status"], b"".join(message["body"] for message in rest)


async def test_a_dump_in_pieces_is_put_into_words() -> None:
    whole = json.dumps(_DUMP).encode()
    status, body = await _sent(400, whole[:10], whole[10:])
    assert status == 400
    assert json.loads(body)["error"]["code"] == -32600
    assert b"Validation" not in body


@pytest.mark.parametrize("body", [b"Invalid Content-Type header", b"[1]", b'{"error": {}}', b"5"])
async def test_other_refusals_are_passed_on_as_they_are(body: bytes) -> None:
    assert await _sent(400, body) == (400, body)


async def test_what_is_no_refusal_is_not_looked_at() -> None:
    whole = json.dumps(_DUMP).encode()
    assert await _sent(200, whole) == (200, whole)
