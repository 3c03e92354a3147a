"""What a run is computed from: the version's graph, the inputs, when it starts, who interfered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from .json_values import Json, JsonObject, text

type CommandKind = Literal["pause", "resume", "cancel", "message"]


@dataclass(frozen=True, slots=True)
class Command:
    """Something a caller did to a run at a moment; `message` and `user_id` belong to messages.

    A command that the run's status does not accept at that moment is ignored by the engine.
    """

    at: datetime
    kind: CommandKind
    message: str = ""
    user_id: str = ""


@dataclass(frozen=True, slots=True)
class RunPlan:
    """Everything a run depends on. `starts_at` is when it leaves the queue; all times are aware.

    `context_file_names` are the files attached when the run was started: changing them later would
    rewrite its past.
    """

    execution_id: str
    graph: JsonObject
    settings: JsonObject
    declared_inputs: list[JsonObject]
    inputs: JsonObject
    context_file_names: tuple[str, ...]
    starts_at: datetime
    commands: tuple[Command, ...] = ()

    def values(self) -> dict[str, Json]:
        """The inputs by name, with the declared default wherever the caller gave none."""
        declared = {
            text(declaration, "name"): declaration["defaultValue"]
            for declaration in self.declared_inputs
            if declaration.get("defaultValue") is not None
        }
        return declared | self.inputs
