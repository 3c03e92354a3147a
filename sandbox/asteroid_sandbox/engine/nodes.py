"""What happens at one node: its steps and actions, its questions, files and confirmations."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Self

from . import activities
from .actions import Action, actions_of, script, steering_text
from .beats import End, NoteScriptFailure, Park, Produce, Spend, Walk, Write
from .files import content_for
from .graph import Node
from .json_values import JsonObject, child, objects, text
from .memory import Memory
from .steering import Question, Steering, read_steering
from .templates import names_used

SECONDS_PER_ACTION: Final = {
    "iris": timedelta(seconds=3),
    "url": timedelta(seconds=2),
    "api": timedelta(seconds=1),
    "playwright_script": timedelta(seconds=4),
    "output": timedelta(seconds=2),
}
_THINKING_SHARE: Final = 3


@dataclass(frozen=True, slots=True)
class Scene:
    """One visit to a node: what it is told to do, and how long each action takes."""

    node: Node
    steering: Steering
    actions: tuple[Action, ...]
    memory: Memory

    @classmethod
    def at(cls, node: Node, memory: Memory) -> Self:
        """The visit that is due with what the run knows now."""
        steering = read_steering(steering_text(node, memory.values))
        return cls(node, steering, actions_of(node, memory.values, memory.file_names), memory)

    def pace(self) -> timedelta:
        """The time of one action."""
        if self.steering.take is not None:
            return self.steering.take / max(len(self.actions), 1)
        return SECONDS_PER_ACTION.get(self.node.type, timedelta())


def visit(scene: Scene) -> Walk[str]:
    """Do a node's work; answers why it failed, or nothing."""
    scene.memory.worked = timedelta()
    scene.memory.outcome = scene.steering.outcome or scene.memory.outcome
    yield from _resolve_schema(scene)
    yield from _substitute_script(scene)
    settled = activities.is_scripted(scene.node) and (yield from _run_script(scene))
    if not settled:
        yield from _work(scene)
    if scene.steering.fail:
        return scene.steering.fail
    for name in scene.steering.files:
        yield Produce(name, content_for(name, scene.memory.values))
    for reason in scene.steering.confirmations:
        yield from confirm(scene.memory, reason)
    return ""


def confirm(memory: Memory, reason: str) -> Walk[None]:
    """Wait until somebody confirms."""
    said = yield Park("awaiting_confirmation", reason, {"reason": reason})
    hear(memory, said)


def hear(memory: Memory, said: str) -> None:
    """Remember what users said while something lasted."""
    if said:
        memory.heard.append(said)


def spend(memory: Memory, time: timedelta) -> Walk[None]:
    """Let working time pass, with an ear for users."""
    memory.worked += time
    hear(memory, (yield Spend(time)))


def _work(scene: Scene) -> Walk[None]:
    if not scene.actions:
        yield from _turn(scene, None)
        return
    *earlier, last = scene.actions
    for action in earlier:
        yield from _turn(scene, action)
    for question in scene.steering.questions:
        yield from _ask(scene, question)
    yield from _turn(scene, last, scene.steering.fail)


def _turn(scene: Scene, action: Action | None, failure: str = "") -> Walk[None]:
    memory = scene.memory
    memory.steps += 1
    number = memory.steps
    yield Write(activities.step_started(number))
    yield from spend(memory, scene.pace() / (_THINKING_SHARE if action else 1))
    yield from _think(memory, action)
    if action:
        yield from _act(scene, action, failure)
    yield Write(activities.step_completed(number))


def _think(memory: Memory, action: Action | None) -> Walk[None]:
    heard = [f"The user said: {message}" for message in memory.unanswered()]
    thoughts = [*heard, action.thought] if action and action.thought else heard
    if thoughts:
        yield Write(activities.reasoning("\n".join(thoughts)))


def _act(scene: Scene, action: Action, failure: str) -> Walk[str]:
    action_id = scene.memory.next_action_id()
    took = scene.pace() - scene.pace() / _THINKING_SHARE
    yield Write(activities.action_started(action, action_id))
    yield from spend(scene.memory, took)
    if failure:
        yield Write(activities.action_failed(action, action_id, took, failure))
    else:
        yield Write(activities.action_completed(action, action_id, took))
    return action_id


def _ask(scene: Scene, question: Question) -> Walk[None]:
    details = activities.question_details(question, scene.node.name)
    hear(scene.memory, (yield Park("paused_by_agent", question.text, details)))


def _resolve_schema(scene: Scene) -> Walk[None]:
    wanted = child(child(scene.node.properties, "input_schema"), "properties")
    if wanted:
        known = {name: scene.memory.values.get(name) for name in wanted}
        yield Write(activities.input_schema_resolved(scene.node, known))


def _substitute_script(scene: Scene) -> Walk[None]:
    own = child(scene.node.properties, "playwright_script_properties")
    source = text(scene.node.properties, "script") or text(own, "script")
    used = {name: scene.memory.values.get(name) for name in names_used(source)}
    if used:
        name = _script_path(scene.node)
        yield Write(activities.script_variables_substituted(scene.node, name, used))


def _run_script(scene: Scene) -> Walk[bool]:
    """Run an AI Task's script; answers whether that settled the node's work."""
    node, failure = scene.node, scene.steering.script_fail
    variables = objects(child(node.properties, "playwright_script_properties"), "llm_vars")
    scene.memory.steps += 1
    number = scene.memory.steps
    yield Write(activities.step_started(number))
    action = script("script_hybrid_playwright", variables)
    action_id = yield from _act(scene, action, failure)
    yield Write(activities.step_completed(number))
    alone = text(node.properties, "script_failure_action") == "cancel_execution"
    if failure:
        yield NoteScriptFailure(_script_failure(scene, failure, number, action_id))
    if failure and alone:
        yield End("cancelled", {"reason": "script_failed"})
    return alone


def _script_failure(scene: Scene, error: str, step: int, action_id: str) -> JsonObject:
    return {
        "nodeId": scene.node.id,
        "nodeName": scene.node.name,
        "scriptFilepath": _script_path(scene.node),
        "error": error,
        "step": step,
        "actionId": action_id,
    }


def _script_path(node: Node) -> str:
    return text(node.properties, "script_filepath") or "./scripts/main.js"
