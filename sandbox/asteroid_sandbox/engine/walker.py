"""Walks a workflow's graph from its entry to an end, node by node."""

from datetime import timedelta
from typing import Final

from . import activities
from .beats import Become, End, Walk, Write
from .choosing import choose_failure_branch, choose_outcome, choose_transition
from .graph import Graph, Node, Transition
from .json_values import Json, JsonObject, child, strings
from .memory import Memory
from .nodes import Scene, confirm, spend, visit
from .plan import RunPlan
from .structured_outputs import example, schema_problems
from .templates import rendered

MAX_STEPS: Final = 100
STARTING_TIME: Final = timedelta(seconds=2)
_NOTICE: Final = "Simulated run: no browser is opened and no model is asked."


def walk(plan: RunPlan) -> Walk[None]:
    """Every beat of a run whose clock never stops; it always closes with an `End`.

    A run that has not ended after `MAX_STEPS` steps is cancelled at the next node.
    """
    graph, memory = Graph.read(plan.graph), Memory.of(plan)
    yield Become("starting")
    yield from spend(memory, STARTING_TIME)
    yield Become("running")
    yield Write(activities.generic(_NOTICE))
    node = graph.entry()
    if node is None or not graph.has_output(graph.reachable(node)):
        yield _failed("No Output node can be reached from the workflow's start")
    else:
        yield from _travel(graph, node, memory)


def _travel(graph: Graph, node: Node, memory: Memory) -> Walk[None]:
    yield Write(activities.transitioned(node, None, timedelta(), {}, ""))
    while memory.steps < MAX_STEPS:
        scene = Scene.at(node, memory)
        trouble = yield from visit(scene)
        memory.note_trouble(node.id, trouble)
        way = _way_on(graph, scene, trouble)
        if node.type == "output" and not trouble:
            yield _completed(node, memory)
        elif way is None:
            yield _failed(trouble or f'"{node.name}" has no transition to go on by')
        else:
            node = yield from _follow(graph, way, scene, trouble)
    yield End("cancelled", {"reason": "max_steps"})


def _way_on(graph: Graph, scene: Scene, trouble: str) -> Transition | None:
    if trouble:
        return choose_failure_branch(graph, scene.node)
    return choose_transition(graph, scene.node, scene.steering.go, scene.memory.words())


def _follow(graph: Graph, way: Transition, scene: Scene, trouble: str) -> Walk[Node]:
    left, entered, memory = scene.node, graph.nodes[way.target], scene.memory
    if way.require_confirmation:
        yield from confirm(memory, f'Go from "{left.name}" to "{entered.name}"?')
    produced = _produced(way.schema, memory)
    memory.values |= produced
    handed_on: JsonObject = {name: rendered(produced[name]) for name in produced}
    summary = f"{left.name} failed: {trouble}" if trouble else f"{left.name} is done"
    yield Write(activities.transitioned(entered, way, memory.worked, handed_on, summary))
    return entered


def _produced(schema: JsonObject, memory: Memory) -> JsonObject:
    made = _made_up(schema, memory)
    return made if isinstance(made, dict) else {}


def _completed(node: Node, memory: Memory) -> End:
    outcome = choose_outcome(
        strings(node.properties, "outcomes"),
        memory.outcome,
        memory.words(),
        failed=bool(memory.troubles),
    )
    result = _made_up(child(node.properties, "schema"), memory)
    reasoning = f'Reached "{node.name}" after {memory.steps} simulated steps.'
    if memory.troubles:
        reasoning = f"{reasoning} What went wrong: {'; '.join(memory.troubles.values())}"
    details: JsonObject = {"outcome": outcome, "reasoning": reasoning, "result": result}
    return End("completed", details, details)


def _made_up(schema: JsonObject, memory: Memory) -> Json:
    if not schema or schema_problems(schema):
        return None
    return example(schema, memory.execution_id, memory.values)


def _failed(reason: str) -> End:
    return End("failed", {"reason": reason})
