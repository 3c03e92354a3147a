"""Plays a walk against the clock and against what callers did to the run.

Only working time moves the run on: while it is paused, or waits for its user, its clock stands
still, and `max_timeout_mins` does not run down. What the walk does at a moment comes before a
command of the same moment, so that adding a command never rewrites what was already seen.
"""

from collections import deque
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from . import activities, beats
from .beats import Beat, Walk
from .files import ProducedFile, mime_type_of
from .json_values import JsonObject
from .plan import Command, CommandKind, RunPlan
from .status import accepts

DEFAULT_TIMEOUT_MINS: Final = 60
MAX_TIMEOUT_MINS: Final = 7 * 24 * 60


class _NothingMoreError(Exception):
    """Nothing more can be told about the run at this time."""


class Timeline:
    """A run from its start up to `now`: where it stands, and what was logged on the way."""

    def __init__(self, plan: RunPlan, now: datetime) -> None:
        self.status = "queued"
        self.activities: list[JsonObject] = []
        self.files: list[ProducedFile] = []
        self.script_failures: list[JsonObject] = []
        self.result: JsonObject | None = None
        self.started_at: datetime | None = None
        self.terminal_at: datetime | None = None
        self.pause_reason: str | None = None
        self._plan = plan
        self._now = now
        self._at = plan.starts_at
        self._allowance = _allowance(plan.settings)
        self._said: list[str] = []
        due = (command for command in plan.commands if command.at <= now)
        self._commands = deque(sorted(due, key=_moment))

    def play(self, walk: Walk[None]) -> None:
        """Follow the walk until it ends, waits, or reaches the present."""
        try:
            self._leave_queue()
            beat = next(walk)
            while True:
                self._perform(beat)
                beat = walk.send(self._heard())
        except _NothingMoreError:
            walk.close()

    def _leave_queue(self) -> None:
        while command := self._command_before(self._plan.starts_at):
            if accepts(self.status, command.kind):
                self._at = command.at
                self._cancel("user_requested")
        if self._plan.starts_at > self._now:
            raise _NothingMoreError
        self.started_at = self._plan.starts_at

    def _perform(self, beat: Beat) -> None:
        match beat:
            case beats.Write(payload):
                self._log(payload)
            case beats.Spend(time):
                self._work(time)
            case beats.Become(status):
                self._enter(status, {})
            case beats.Park(status, reason, details):
                self._enter(status, details, reason)
                self._wait_for("resume", "message")
            case beats.Produce(name, content):
                self._produce(name, content)
            case beats.NoteScriptFailure(details):
                self.script_failures.append({**details, "occurredAt": _stamp(self._at)})
            case beats.End(status, details, result):
                self.result = result
                self._end(status, details)

    def _work(self, time: timedelta) -> None:
        if time > self._allowance:
            self._spend(self._allowance)
            self._cancel("timeout")
        self._allowance -= time
        self._spend(time)

    def _spend(self, time: timedelta) -> None:
        while command := self._command_before(self._at + time):
            time -= command.at - self._at
            self._at = command.at
            self._obey(command)
        if self._at + time > self._now:
            raise _NothingMoreError
        self._at += time

    def _obey(self, command: Command) -> None:
        if not accepts(self.status, command.kind):
            return
        match command.kind:
            case "cancel":
                self._cancel("user_requested")
            case "message":
                self._listen(command)
            case "pause":
                reason = "Paused by a user"
                self._enter("paused", {"reason": reason}, reason)
                self._wait_for("resume")

    def _wait_for(self, *kinds: CommandKind) -> None:
        while self._commands:
            command = self._commands.popleft()
            self._at = command.at
            if command.kind == "message":
                self._listen(command)
            if command.kind == "cancel":
                self._cancel("user_requested")
            if command.kind in kinds:
                self._enter("running", {})
                return
        raise _NothingMoreError

    def _listen(self, command: Command) -> None:
        self._said.append(command.message)
        self._log(activities.user_message_received(command.message, command.user_id))

    def _heard(self) -> str:
        said = "\n".join(self._said)
        self._said.clear()
        return said

    def _produce(self, name: str, content: bytes) -> None:
        file_id = self._id_of(f"file/{len(self.files)}")
        kind = mime_type_of(name)
        made = ProducedFile(file_id, name, f"workspace/{name}", kind, content, self._at)
        self.files.append(made)
        url = f"/agents/v2/executions/{self._plan.execution_id}/files/{file_id}/download"
        self._log(activities.file_added(made, url))

    def _cancel(self, reason: str) -> None:
        self._end("cancelled", {"reason": reason})

    def _end(self, status: str, details: JsonObject) -> None:
        self.terminal_at = self._at
        self._enter(status, details)
        self._log(activities.terminal(status))
        raise _NothingMoreError

    def _enter(self, status: str, details: JsonObject, reason: str | None = None) -> None:
        self.status = status
        self.pause_reason = reason
        self._log(activities.status_changed(status, details))

    def _log(self, payload: JsonObject) -> None:
        self.activities.append(
            {
                "id": self._id_of(f"activity/{len(self.activities)}"),
                "executionId": self._plan.execution_id,
                "timestamp": _stamp(self._at),
                "payload": payload,
            }
        )

    def _command_before(self, moment: datetime) -> Command | None:
        if self._commands and self._commands[0].at < moment:
            return self._commands.popleft()
        return None

    def _id_of(self, what: str) -> str:
        return str(uuid5(NAMESPACE_URL, f"{self._plan.execution_id}/{what}"))


def _allowance(settings: JsonObject) -> timedelta:
    minutes = settings.get("max_timeout_mins")
    if isinstance(minutes, int) and 0 < minutes <= MAX_TIMEOUT_MINS:
        return timedelta(minutes=minutes)
    return timedelta(minutes=DEFAULT_TIMEOUT_MINS)


def _moment(command: Command) -> datetime:
    return command.at


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
