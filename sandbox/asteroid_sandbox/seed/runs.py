"""The demo's past executions: plans placed in the past, played by the same engine as new ones."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from asteroid_sandbox.engine.json_values import JsonObject
from asteroid_sandbox.engine.plan import Command, CommandKind
from asteroid_sandbox.executions.record import Execution, add_command, keep_execution
from asteroid_sandbox.files.context import ContextFile, keep_context_file
from asteroid_sandbox.moments import wire
from asteroid_sandbox.seed import ORGANIZATION_ID, OWNER_ID, seed_id
from asteroid_sandbox.seed.agents import (
    EXPENSE_APPROVAL,
    INVOICE_DOWNLOAD,
    NIGHT_AUDIT,
    PORTAL_EXPORT,
    PRICE_WATCH,
    QUOTE_FORM,
    STOCK_MONITOR,
    DemoAgent,
)
from asteroid_sandbox.seed.people import PORTAL_PROFILE_ID, SHOP_PROFILE_ID
from asteroid_sandbox.store import Store

REVIEWED_LABEL_ID: Final = seed_id("label", "reviewed")
ATTENTION_LABEL_ID: Final = seed_id("label", "attention")

_PROFILE_NAMES: Final = {PORTAL_PROFILE_ID: "Portal Login", SHOP_PROFILE_ID: "Shop Visitor"}
_RECEIPT: Final = b"Receipt no. 4711\nTrain ticket 84.50 EUR\n"
_MINUTE: Final = timedelta(minutes=1)
_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DemoRun:
    """An execution of the demo: how long ago it was made, and what callers did to it since."""

    key: str
    agent: DemoAgent
    ago: timedelta
    inputs: JsonObject
    version: int = 0
    source: str = "api"
    profile_id: str | None = None
    metadata: dict[str, str] = field(default_factory=dict)
    labels: tuple[str, ...] = ()
    comment: str = ""
    commands: tuple[tuple[timedelta, CommandKind, str], ...] = ()
    parent: str = ""
    receipt: bool = False
    queued: bool = False

    @property
    def id(self) -> str:
        """The execution's id."""
        return seed_id("execution", self.key)

    @property
    def version_id(self) -> str:
        """The version it ran: the published one unless told otherwise."""
        return self.agent.version_id(self.version or self.agent.published)


def _quote(name: str, postcode: str, cover: str = "standard") -> JsonObject:
    return {"applicant_name": name, "postcode": postcode, "cover_level": cover}


DEMO_RUNS: Final = (
    DemoRun("quote-first", QUOTE_FORM, 14 * _DAY, _quote("Applicant One", "10115"), version=1),
    DemoRun(
        "quote-basic",
        QUOTE_FORM,
        6 * _DAY,
        _quote("Applicant Two", "20095", "basic"),
        profile_id=PORTAL_PROFILE_ID,
        metadata={"customer": "C-1002", "channel": "web"},
        labels=(REVIEWED_LABEL_ID,),
        comment="The premium matches the price list.",
    ),
    DemoRun(
        "quote-full",
        QUOTE_FORM,
        26 * _HOUR,
        _quote("Applicant Three", "80331", "full"),
        metadata={"customer": "C-1003", "channel": "phone"},
    ),
    DemoRun(
        "prices-kettle",
        PRICE_WATCH,
        3 * _DAY,
        {"product": "kettle in stock"},
        source="schedule",
        profile_id=SHOP_PROFILE_ID,
    ),
    DemoRun(
        "prices-radio",
        PRICE_WATCH,
        2 * _DAY,
        {"product": "discontinued radio"},
        source="schedule",
        profile_id=SHOP_PROFILE_ID,
    ),
    DemoRun(
        "export-first",
        PORTAL_EXPORT,
        5 * _DAY,
        {},
        profile_id=PORTAL_PROFILE_ID,
        labels=(ATTENTION_LABEL_ID,),
        comment="Happens every time since the portal was rebuilt.",
    ),
    DemoRun("export-again", PORTAL_EXPORT, 4 * _DAY, {"report": "Taxes"}, parent="export-first"),
    DemoRun("invoice", INVOICE_DOWNLOAD, 30 * _HOUR, {"month": "2026-01"}, source="ui"),
    DemoRun(
        "expense-paid",
        EXPENSE_APPROVAL,
        2 * _DAY + _HOUR,
        {"employee": "Employee 7", "amount": 84.5},
        metadata={"customer": "internal"},
        commands=((3 * _MINUTE, "message", "Travel"), (4 * _MINUTE, "resume", "")),
        receipt=True,
    ),
    DemoRun(
        "expense-withdrawn",
        EXPENSE_APPROVAL,
        _DAY,
        {"employee": "Employee 9", "amount": 1200},
        commands=((6 * _MINUTE, "cancel", ""),),
    ),
    DemoRun(
        "expense-asking",
        EXPENSE_APPROVAL,
        2 * _HOUR,
        {"employee": "Employee 12", "amount": 49.9},
        source="ui",
    ),
    DemoRun(
        "expense-confirming",
        EXPENSE_APPROVAL,
        3 * _HOUR,
        {"employee": "Employee 15", "amount": 310},
        commands=((5 * _MINUTE, "message", "Training"),),
    ),
    DemoRun(
        "stock-paused",
        STOCK_MONITOR,
        5 * _HOUR,
        {"article": "A-100"},
        commands=((20 * _MINUTE, "pause", ""),),
    ),
    DemoRun("stock-running", STOCK_MONITOR, _HOUR, {"article": "A-200"}, source="schedule"),
    DemoRun("audit-running", NIGHT_AUDIT, 40 * _MINUTE, {"article": "N-1"}),
    DemoRun("audit-queued", NIGHT_AUDIT, 30 * _MINUTE, {"article": "N-2"}, queued=True),
)


def plant_runs(store: Store, now: datetime) -> None:
    """Keep the demo executions with the commands and files that were given to them."""
    for run in DEMO_RUNS:
        made = now - run.ago
        keep_execution(store, _execution(run, made))
        for after, kind, message in run.commands:
            command = Command(made + after, kind, message, OWNER_ID if message else "")
            add_command(store, run.id, command)
        if run.receipt:
            keep_context_file(store, _receipt(store, run, made))


def _execution(run: DemoRun, made: datetime) -> Execution:
    return Execution(
        id=run.id,
        organization_id=run.agent.organization_id,
        agent_id=run.agent.id,
        version_id=run.version_id,
        run_version_id=run.version_id,
        profile_id=run.profile_id,
        profile_name=_PROFILE_NAMES.get(run.profile_id or ""),
        inputs=run.inputs,
        metadata=run.metadata,
        options={},
        trigger=_trigger(run),
        labels=[_label(label_id, made) for label_id in run.labels],
        comments=[_comment(run, made)] if run.comment else [],
        context_names=["receipt.txt"] if run.receipt else [],
        parent_id=seed_id("execution", run.parent) if run.parent else None,
        created_at=made,
        is_exclusive=False,
        starts_at=None if run.queued else made,
        deleted_at=None,
    )


def _trigger(run: DemoRun) -> JsonObject:
    if run.source == "schedule":
        schedule = {"id": seed_id("schedule", run.agent.key), "cronExpression": "0 6 * * *"}
        return {"source": "schedule", "schedule": {**schedule}}
    runner: JsonObject = {"userId": OWNER_ID, "email": "owner@sandbox.example"}
    actor: JsonObject = {"kind": "person", "id": OWNER_ID}
    return {"source": run.source, "runner": runner, "actor": actor}


def _label(label_id: str, made: datetime) -> JsonObject:
    reviewed = label_id == REVIEWED_LABEL_ID
    return {
        "id": label_id,
        "organizationId": ORGANIZATION_ID,
        "name": "Reviewed" if reviewed else "Needs attention",
        "color": "#2E7D32" if reviewed else "#FF5733",
        "createdAt": wire(made),
    }


def _comment(run: DemoRun, made: datetime) -> JsonObject:
    return {
        "id": seed_id("comment", run.key),
        "executionId": run.id,
        "userId": OWNER_ID,
        "content": run.comment,
        "public": False,
        "createdAt": wire(made + _HOUR),
    }


def _receipt(store: Store, run: DemoRun, made: datetime) -> ContextFile:
    return ContextFile(
        id=seed_id("file", f"receipt/{run.key}"),
        execution_id=run.id,
        name="receipt.txt",
        mime_type="text/plain",
        size=len(_RECEIPT),
        checksum=store.keep(_RECEIPT),
        created_at=made,
    )
