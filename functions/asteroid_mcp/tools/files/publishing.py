"""When runs see a change to an agent's shared files, which differs between Asteroid's two APIs."""

from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.tools.declaration.call import Call


def in_effect(call: Call) -> str:
    """Say whether runs see a change at once, or only when it is published."""
    if call.api.generation is Generation.LEGACY:
        return "New runs see this at once: it is in a new version, which is published."
    return "Runs do not see this yet: it is in the newest version, which is not published."


def calls_after(call: Call, agent_id: str) -> tuple[str, ...]:
    """Answer the calls that follow a change: those that publish it, where it is not yet, first."""
    agent = f'agentId="{agent_id}"'
    look = f"agentSharedFilesGet {agent} lists the files as they are now"
    if call.api.generation is Generation.LEGACY:
        return (look,)
    return (
        f"workflowsList {agent} names the newest version",
        f"workflowPublish {agent} with that version's workflowId lets runs see the change",
        look,
    )
