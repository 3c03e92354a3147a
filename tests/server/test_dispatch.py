"""Tool calls, whatever wire they came by."""

import logging

import pytest

from asteroid_mcp.auth.caller import LOCAL_CALLER, Caller, Scope
from asteroid_mcp.server.registry import UnknownTool
from tests.server.toys import add_up, break_it, dispatcher

pytestmark = pytest.mark.anyio


async def test_a_tool_is_run_with_its_arguments() -> None:
    result = await dispatcher().call(LOCAL_CALLER, "addUp", {"first": 2, "second": 3})
    assert result.structured == {"summary": "2 and 3 make 5", "total": 5}
    assert not result.is_error


async def test_defaults_stand_in_for_what_is_left_out() -> None:
    result = await dispatcher().call(LOCAL_CALLER, "addUp", {"first": 2})
    assert result.structured == {"summary": "2 and 1 make 3", "total": 3}


async def test_bad_arguments_are_a_result_that_names_them() -> None:
    result = await dispatcher().call(LOCAL_CALLER, "addUp", {"first": 101, "third": 1})
    assert result.is_error
    assert result.structured is None
    assert "first: must be at most 100; got 101" in result.text
    assert "third: is not known" in result.text


async def test_an_unknown_tool_is_no_result() -> None:
    with pytest.raises(UnknownTool, match=r"Unknown tool: nope$"):
        await dispatcher().call(LOCAL_CALLER, "nope", {})


async def test_an_unknown_tool_is_answered_with_the_one_that_was_meant() -> None:
    with pytest.raises(UnknownTool, match=r"Unknown tool: addup; did you mean addUp\?"):
        await dispatcher().call(LOCAL_CALLER, "addup", {})


async def test_a_caller_without_the_scope_is_refused_before_anything_runs() -> None:
    reader = Caller("reader", frozenset({Scope.READ}))
    result = await dispatcher().call(reader, "breakIt", {})
    assert result.is_error
    assert "asteroid:delete" in result.text
    assert "Nothing was done" in result.text


async def test_an_error_of_asteroids_is_explained() -> None:
    result = await dispatcher().call(LOCAL_CALLER, "breakIt", {"how": "upstream"})
    assert result.is_error
    assert "did not accept the credential" in result.text


async def test_a_fault_of_ours_shows_a_reference_and_nothing_of_itself(
    caplog: pytest.LogCaptureFixture,
) -> None:
    result = await dispatcher().call(LOCAL_CALLER, "breakIt", {})
    assert result.is_error
    assert "secret inner text" not in result.text
    assert "Whether it took effect shows addUp" in result.text
    reference = result.text.partition("with the reference ")[2][:8]
    assert reference in caplog.text
    assert "secret inner text" in caplog.text


async def test_every_call_is_logged_without_its_arguments(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        await dispatcher().call(LOCAL_CALLER, "addUp", {"first": 77})
        await dispatcher().call(LOCAL_CALLER, "addUp", {"first": "x"})
    messages = [record.getMessage() for record in caplog.records]
    assert messages[0].startswith("addUp answered in ")
    assert messages[1].startswith("addUp failed in ")
    assert "77" not in messages[0].partition(" in ")[0]


def test_the_registry_lists_what_a_caller_may_use_in_order() -> None:
    registry = dispatcher().registry
    assert list(registry) == [add_up, break_it]
    assert registry.usable_by(LOCAL_CALLER) == (add_up, break_it)
    assert registry.usable_by(Caller("reader", frozenset({Scope.READ}))) == (add_up,)
    assert registry.usable_by(Caller("nobody", frozenset())) == ()
