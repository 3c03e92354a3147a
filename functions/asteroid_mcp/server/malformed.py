"""Malformed messages refused in words: the SDK's older transport answers a validator's dump."""

import json
from typing import cast

from starlette.types import Message, Send

_INVALID_REQUEST = -32600
_DUMP = "Validation error"
_WORDS = (
    "The body must be a single JSON-RPC 2.0 request or notification: an object with jsonrpc, "
    "method and, for a request, id."
)


class PlainRefusals:
    """A `send` that puts JSON-RPC's Invalid Request in place of such a dump (400 answers only)."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        """Pass a message of the answer on; a 400 is held until it is whole."""
        if message["type"] == "http.response.start" and message["status"] == 400:
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            await self._hold(self._start, message)

    async def _hold(self, start: Message, message: Message) -> None:
        self._body += message.get("body", b"")
        if message.get("more_body", False):
            return
        body = _in_words(self._body)
        headers = [(name, value) for name, value in start["headers"] if name != b"content-length"]
        length = (b"content-length", str(len(body)).encode())
        await self._send({**start, "headers": [*headers, length]})
        await self._send({"type": "http.response.body", "body": body})


def _in_words(body: bytes) -> bytes:
    try:
        answer = cast("dict[str, dict[str, object]]", json.loads(body))
        is_dump = str(answer["error"]["message"]).startswith(_DUMP)
    except (ValueError, TypeError, KeyError):
        return body
    if not is_dump:
        return body
    error = {"code": _INVALID_REQUEST, "message": _WORDS}
    return json.dumps({"jsonrpc": "2.0", "id": None, "error": error}).encode()
