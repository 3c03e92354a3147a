"""A tool call over answers that a test wrote, for what the sandbox does not do."""

from collections.abc import Callable
from dataclasses import dataclass, field

import httpx

from asteroid_mcp.asteroid.credentials import ApiKey
from asteroid_mcp.asteroid.deadline import Deadline
from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.models import Json, JsonObject
from asteroid_mcp.asteroid.transport import Asteroid
from asteroid_mcp.auth.caller import LOCAL_CALLER
from asteroid_mcp.tools.declaration.call import Call

EXECUTION: JsonObject = {
    "id": "e1",
    "agentId": "a1",
    "workflowId": "v1",
    "status": "running",
    "createdAt": "2026-01-31T08:00:00Z",
    "organizationId": "o1",
}


@dataclass
class Script:
    """Answers every request by `answer`, remembers what was asked and how long was waited."""

    answer: Callable[[httpx.Request], Json]
    asked: list[str] = field(default_factory=list)
    time: float = 0.0

    def call(self, seconds: float = 25.0) -> Call:
        """A call that has so many seconds; its sleep moves its own clock."""
        transport = httpx.MockTransport(self._respond)
        asteroid = Asteroid("http://asteroid.example", Generation.CURRENT, transport=transport)
        deadline = Deadline.after(seconds, lambda: self.time)
        return Call(asteroid.api(ApiKey("k"), deadline), LOCAL_CALLER, sleep=self._sleep)

    def _respond(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(str(request.url.raw_path, "ascii"))
        answer = self.answer(request)
        return httpx.Response(200, json=answer) if answer is not None else httpx.Response(500)

    async def _sleep(self, seconds: float) -> None:
        self.time += seconds
