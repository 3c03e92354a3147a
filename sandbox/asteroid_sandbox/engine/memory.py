"""What a run knows while it walks: its values, what users said, how far it has come."""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, Self
from uuid import NAMESPACE_URL, uuid5

from .json_values import JsonObject
from .plan import RunPlan
from .templates import texts_in

_WORD: Final = re.compile(r"[a-z0-9]{3,}")
_NOISE: Final = frozenset(
    ("the", "and", "for", "was", "has", "have", "with", "when", "then", "that", "this", "are")
)


@dataclass(slots=True)
class Memory:
    """The running notes of one walk; `values` are the inputs and what transitions handed on."""

    execution_id: str
    values: JsonObject
    file_names: tuple[str, ...]
    heard: list[str] = field(default_factory=list)
    answered: int = 0
    steps: int = 0
    actions: int = 0
    worked: timedelta = timedelta()
    outcome: str = ""
    troubles: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, plan: RunPlan) -> Self:
        """The notes at the start of a run."""
        return cls(plan.execution_id, plan.values(), plan.context_file_names)

    def next_action_id(self) -> str:
        """An id for the next action, stable for the run."""
        self.actions += 1
        return str(uuid5(NAMESPACE_URL, f"{self.execution_id}/action/{self.actions}"))

    def note_trouble(self, node_id: str, trouble: str) -> None:
        """Remember that a node failed; once it succeeds, that is forgiven."""
        self.troubles.pop(node_id, None)
        if trouble:
            self.troubles[node_id] = trouble

    def unanswered(self) -> list[str]:
        """What users said since this was last asked."""
        fresh = self.heard[self.answered :]
        self.answered = len(self.heard)
        return fresh

    def words(self) -> frozenset[str]:
        """The words of the values and of what users said, to choose ways and outcomes by."""
        return words_of(" ".join([*texts_in(self.values), *self.heard]))


def words_of(text: str) -> frozenset[str]:
    """The telling words of a text: three letters or digits at least, lower case."""
    return frozenset(_WORD.findall(text.lower())) - _NOISE
