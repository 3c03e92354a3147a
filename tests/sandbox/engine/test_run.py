from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from hypothesis import given, settings, strategies as st
from jsonschema import Draft202012Validator

from asteroid_sandbox.engine.json_values import Json, JsonObject
from asteroid_sandbox.engine.plan import Command, CommandKind, RunPlan
from asteroid_sandbox.engine.run import observe
from asteroid_sandbox.engine.status import PHASES, may_change

from .graphs import START, closed, command, graph, node, output, plan_of, statuses, task, way
from .shapes import ACTIVITY

NAMES = ("A", "B", "C", "D")
INSTRUCTIONS = (
    "Click Go. Open https://a.example/{{.page}}",
    "Read the table [[file: out.json]]",
    "[[ask: Which? | one | two]] Type {{.answer}}",
    "[[confirm: Sure?]]",
    "[[fail: gone]]",
    "[[take: 0s]] [[go: A]]",
    "[[take: 7s]] [[outcome: failure]] [[script-fail: oh]]",
)
KINDS: tuple[CommandKind, ...] = ("pause", "resume", "cancel", "message")
CHECK = Draft202012Validator(ACTIVITY)


def made(name: str, kind: str, instructions: str) -> JsonObject:
    if kind == "iris":
        return task(name, instructions)
    if kind == "scripted":
        return task(name, instructions, script_filepath="./a.js")
    if kind == "output":
        return output(name, schema=closed(page={"type": "string"}), instructions=instructions)
    places = {"url": "url", "api": "url", "playwright_script": "script"}
    return node(name, kind, **{places[kind]: f"https://a.example/{instructions}"})


KIND_OF_NODE = st.sampled_from(("iris", "scripted", "output", "url", "api", "playwright_script"))
NODES = st.tuples(
    *(st.builds(made, st.just(name), KIND_OF_NODE, st.sampled_from(INSTRUCTIONS)) for name in NAMES)
)
WAYS = st.lists(
    st.builds(
        lambda source, target, kind, sure: way(source, target, kind, require_confirmation=sure),
        st.sampled_from(NAMES),
        st.sampled_from((*NAMES, "Done")),
        st.sampled_from(("iris", "outcome_success", "selector")),
        st.booleans(),
    ),
    max_size=8,
)
SECONDS = st.integers(-5, 120).map(float)
COMMANDS = st.lists(st.builds(command, SECONDS, st.sampled_from(KINDS), st.just("one")), max_size=6)


@st.composite
def plans(draw: st.DrawFn) -> RunPlan:
    workflow = graph([*draw(NODES), output()], draw(WAYS))
    minutes: Json = draw(st.sampled_from((1, 30)))
    return plan_of(workflow, *draw(COMMANDS), inputs={"page": "x"}, minutes=minutes)


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


@settings(max_examples=150, deadline=None)
@given(plans(), SECONDS, SECONDS)
def test_a_later_look_only_appends(plan: RunPlan, one: float, other: float) -> None:
    early, late = sorted((START + seconds(one), START + seconds(other)))
    before, after = observe(plan, early), observe(plan, late)
    assert after.activities[: len(before.activities)] == before.activities
    assert after.files[: len(before.files)] == before.files
    assert after.script_failures[: len(before.script_failures)] == before.script_failures


@settings(max_examples=150, deadline=None)
@given(plans(), SECONDS, st.sampled_from(KINDS))
def test_a_command_given_now_rewrites_nothing_already_seen(
    plan: RunPlan, moment: float, kind: CommandKind
) -> None:
    now = START + seconds(moment)
    seen_commands = tuple(given for given in plan.commands if given.at <= now)
    seen = observe(replace(plan, commands=seen_commands), now)
    more = observe(replace(plan, commands=(*seen_commands, Command(now, kind))), now + seconds(500))
    assert more.activities[: len(seen.activities)] == seen.activities


@settings(max_examples=150, deadline=None)
@given(plans(), SECONDS)
def test_every_log_is_well_formed(plan: RunPlan, moment: float) -> None:
    state = observe(plan, START + seconds(moment))
    stamps = [str(activity["timestamp"]) for activity in state.activities]
    ids = [activity["id"] for activity in state.activities]
    assert stamps == sorted(stamps)
    assert len(ids) == len(set(ids))
    for activity in state.activities:
        CHECK.validate(activity)


@settings(max_examples=150, deadline=None)
@given(plans(), SECONDS)
def test_statuses_follow_the_status_machine_and_end_for_good(plan: RunPlan, moment: float) -> None:
    state = observe(plan, START + seconds(moment))
    told = ["queued", *map(str, statuses(state))]
    assert all(may_change(old, new) for old, new in pairwise(told))
    assert told[-1] == state.status
    ended = state.status in PHASES["terminal"]
    assert ended == (state.terminal_at is not None)
    assert ended == any("terminal" in str(one["payload"]) for one in state.activities[-1:])
    assert (state.result is not None) == (state.status == "completed")
