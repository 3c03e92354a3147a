"""Asteroid's REST API as a typed client, in the product page's vocabulary.

agentId is an agent (the newer routes say workflowId), workflowId is one version of its workflow
(the newer routes say versionId). Whoever calls gives a credential and a deadline with each call:

    api = asteroid.api(ApiKey("..."), Deadline.after(20))
    page = await executions.list_executions(api, {"status": ["failed"]}, page=1, page_size=20)

Only `transport` loads httpx; all else here is the standard library, so that a process which never
calls Asteroid never pays for it.
"""
