from datetime import timedelta

import pytest

from asteroid_sandbox.engine.plan import Command, CommandKind
from asteroid_sandbox.engine.run import RunState, observe

from .graphs import (
    LATER,
    START,
    at,
    closing,
    command,
    line,
    output,
    payloads,
    plan_of,
    run,
    seconds_taken,
    statuses,
    task,
)

WORK = line(task("A", "Click. Click. [[take: 60s]]"), output())
ASKING = line(task("A", "[[ask: Which?]]"), output())


def look(seconds: float, *commands: Command) -> RunState:
    return observe(plan_of(WORK, *commands), at(seconds))


def test_before_its_start_a_run_is_queued() -> None:
    state = look(-1)
    assert (state.status, state.activities, state.started_at) == ("queued", (), None)


def test_a_queued_run_can_be_cancelled_and_never_starts() -> None:
    state = look(60, command(-9, "pause"), command(-5, "cancel"))
    assert state.status == "cancelled"
    assert state.started_at is None
    assert state.terminal_at == at(-5)
    assert closing(state)["cancelledPayload"] == {"reason": "user_requested"}


def test_a_run_starts_then_works_then_ends() -> None:
    assert look(0).status == "starting"
    assert look(1.999).status == "starting"
    assert look(2).status == "running"
    assert look(63.999).status == "running"
    state = look(64)
    assert state.status == "completed"
    assert (state.started_at, state.terminal_at) == (START, at(64))


def test_timestamps_are_in_utc_with_milliseconds() -> None:
    first, *_ = look(0).activities
    assert first["timestamp"] == "2026-01-02T03:04:05.000Z"


def test_while_a_run_is_paused_its_clock_stands_still() -> None:
    paused = (command(10, "pause"), command(1000, "resume"))
    state = look(999, *paused)
    assert state.status == "paused"
    assert state.pause_reason == "Paused by a user"
    assert closing(state)["pausedPayload"] == {"reason": "Paused by a user"}
    assert look(1000, *paused).status == "running"
    assert look(1000, *paused).pause_reason is None
    assert seconds_taken(look(9999, *paused)) == 64 + 990


def test_a_run_can_be_paused_again_and_again() -> None:
    pauses = [command(10, "pause"), command(20, "resume"), command(20, "pause")]
    state = look(9999, *pauses, command(50, "resume"))
    assert seconds_taken(state) == 64 + 10 + 30


def test_a_cancel_ends_the_run_at_its_moment() -> None:
    state = look(9999, command(12.5, "cancel"))
    assert state.terminal_at == at(12.5)
    assert closing(state)["cancelledPayload"] == {"reason": "user_requested"}
    assert payloads(state)[-1] == {
        "activityType": "terminal",
        "reason": "complete",
        "message": "Execution cancelled",
    }


def test_a_run_that_waits_can_be_cancelled() -> None:
    asked = run(ASKING, command(90, "cancel"))
    paused = look(9999, command(10, "pause"), command(90, "cancel"))
    assert [state.status for state in (asked, paused)] == ["cancelled", "cancelled"]
    assert [state.terminal_at for state in (asked, paused)] == [at(90), at(90)]


def test_a_command_does_not_work_before_its_time() -> None:
    assert look(9, command(10, "cancel")).status == "running"
    assert look(10, command(10, "cancel")).status == "cancelled"


@pytest.mark.parametrize(
    "ignored",
    [command(1, "pause"), command(1, "resume"), command(30, "resume"), command(64, "cancel")],
)
def test_a_command_that_means_nothing_then_is_ignored(ignored: Command) -> None:
    assert look(9999, ignored) == look(9999)


def test_a_pause_while_the_agent_waits_is_ignored() -> None:
    state = run(ASKING, command(60, "pause"), command(90, "resume"))
    assert statuses(state) == ["starting", "running", "paused_by_agent", "running", "completed"]


def test_after_the_end_commands_change_nothing() -> None:
    late: list[CommandKind] = ["pause", "resume", "cancel", "message"]
    state = look(9999, *(command(100, kind) for kind in late))
    assert state == look(9999)


def test_a_message_is_logged_and_minded_at_the_next_step() -> None:
    state = look(9999, command(10, "message", "hurry"))
    assert payloads(state, "user_message_received") == [
        {"activityType": "user_message_received", "message": "hurry", "userUUID": "user-1"}
    ]
    assert seconds_taken(state) == 64
    told = [payload for payload in payloads(state, "reasoning") if "hurry" in str(payload)]
    assert len(told) == 1


def test_a_message_to_a_paused_run_is_logged_and_wakes_nobody() -> None:
    state = look(9999, command(10, "pause"), command(20, "message", "hello"))
    assert state.status == "paused"
    assert len(payloads(state, "user_message_received")) == 1


def test_a_run_that_takes_too_long_is_cancelled_by_timeout() -> None:
    state = observe(plan_of(WORK, minutes=1), LATER)
    assert closing(state)["cancelledPayload"] == {"reason": "timeout"}
    assert state.terminal_at == at(60)


def test_waiting_does_not_count_towards_the_timeout() -> None:
    commands = (command(10, "pause"), command(500, "resume"))
    state = observe(plan_of(WORK, *commands, minutes=1), LATER)
    assert state.terminal_at == at(60 + 490)
    asked = observe(plan_of(ASKING, minutes=1), LATER)
    assert asked.status == "paused_by_agent"


def test_a_run_that_ends_just_in_time_completes() -> None:
    workflow = line(task("A", "[[take: 56s]]"), output())
    assert observe(plan_of(workflow, minutes=1), LATER).status == "completed"


@pytest.mark.parametrize("minutes", [None, 0, -5, "10", 10**9])
def test_without_a_sensible_timeout_an_hour_is_allowed(minutes: int | str | None) -> None:
    workflow = line(task("A", "[[take: 2h]]"), output())
    state = observe(plan_of(workflow, minutes=minutes), LATER)
    assert state.terminal_at == START + timedelta(hours=1)


def test_ids_are_stable_and_belong_to_the_execution() -> None:
    here, there = (
        observe(plan_of(WORK, execution_id=name), LATER) for name in ("execution-1", "execution-2")
    )
    assert here == look(10**6)
    assert {one["id"] for one in here.activities}.isdisjoint(one["id"] for one in there.activities)
    assert {one["executionId"] for one in there.activities} == {"execution-2"}
