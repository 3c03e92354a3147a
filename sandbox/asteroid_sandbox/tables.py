"""The tables of the sandbox's database. A change of any of them is a new SCHEMA_VERSION."""

from typing import Final

SCHEMA_VERSION: Final = 1

TABLES: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE organizations (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, concurrency_limit INTEGER NOT NULL
);
CREATE TABLE users (id TEXT PRIMARY KEY, email TEXT NOT NULL);
CREATE TABLE members (
    user_id TEXT NOT NULL REFERENCES users, organization_id TEXT NOT NULL REFERENCES organizations,
    PRIMARY KEY (user_id, organization_id)
);
CREATE TABLE api_keys (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, digest TEXT NOT NULL UNIQUE,
    user_id TEXT REFERENCES users, organization_id TEXT REFERENCES organizations
);

CREATE TABLE agents (
    id TEXT PRIMARY KEY, organization_id TEXT NOT NULL REFERENCES organizations,
    user_id TEXT NOT NULL, name TEXT NOT NULL, created_at MOMENT NOT NULL, deleted_at MOMENT
);
CREATE TABLE agent_tags (
    agent_id TEXT NOT NULL REFERENCES agents, tag_id TEXT NOT NULL, tag_group_id TEXT NOT NULL,
    PRIMARY KEY (agent_id, tag_id)
);
CREATE TABLE versions (
    id TEXT PRIMARY KEY, agent_id TEXT NOT NULL REFERENCES agents, parent_id TEXT,
    version INTEGER NOT NULL, is_published FLAG NOT NULL, rev INTEGER NOT NULL,
    rules TEXT NOT NULL, graph JSON NOT NULL, inputs JSON NOT NULL, settings JSON NOT NULL,
    environment JSON, author TEXT, created_at MOMENT NOT NULL,
    published_at MOMENT, deleted_at MOMENT, UNIQUE (agent_id, version)
);
CREATE TABLE version_files (
    version_id TEXT NOT NULL REFERENCES versions ON DELETE CASCADE, file_id TEXT NOT NULL,
    path TEXT NOT NULL, mime_type TEXT NOT NULL, size INTEGER NOT NULL, checksum TEXT NOT NULL,
    revision INTEGER NOT NULL, is_frozen FLAG NOT NULL,
    created_at MOMENT NOT NULL, updated_at MOMENT NOT NULL,
    PRIMARY KEY (version_id, file_id), UNIQUE (version_id, path)
);

CREATE TABLE profiles (
    id TEXT PRIMARY KEY, organization_id TEXT NOT NULL REFERENCES organizations,
    name TEXT NOT NULL COLLATE NOCASE, description TEXT NOT NULL, fields JSON NOT NULL,
    credentials JSON NOT NULL, cookies JSON NOT NULL,
    created_at MOMENT NOT NULL, updated_at MOMENT NOT NULL,
    UNIQUE (organization_id, name)
);
CREATE TABLE profile_groups (
    id TEXT PRIMARY KEY, organization_id TEXT NOT NULL REFERENCES organizations, name TEXT NOT NULL
);
CREATE TABLE profile_group_members (
    group_id TEXT NOT NULL REFERENCES profile_groups,
    profile_id TEXT NOT NULL REFERENCES profiles ON DELETE CASCADE,
    PRIMARY KEY (group_id, profile_id)
);

CREATE TABLE executions (
    id TEXT PRIMARY KEY, organization_id TEXT NOT NULL REFERENCES organizations,
    agent_id TEXT NOT NULL REFERENCES agents,
    version_id TEXT NOT NULL, run_version_id TEXT NOT NULL,
    profile_id TEXT, profile_name TEXT, inputs JSON NOT NULL, metadata JSON NOT NULL,
    options JSON NOT NULL, trigger JSON NOT NULL, labels JSON NOT NULL, comments JSON NOT NULL,
    context_names JSON NOT NULL, parent_id TEXT, created_at MOMENT NOT NULL,
    is_exclusive FLAG NOT NULL, starts_at MOMENT, deleted_at MOMENT
);
CREATE INDEX executions_by_organization ON executions (organization_id, created_at);
CREATE TABLE commands (
    number INTEGER PRIMARY KEY, execution_id TEXT NOT NULL REFERENCES executions,
    at MOMENT NOT NULL, kind TEXT NOT NULL, message TEXT NOT NULL, user_id TEXT NOT NULL
);
CREATE INDEX commands_by_execution ON commands (execution_id);

CREATE TABLE temp_files (
    id TEXT PRIMARY KEY, organization_id TEXT NOT NULL REFERENCES organizations,
    name TEXT NOT NULL, mime_type TEXT NOT NULL, size INTEGER NOT NULL, checksum TEXT NOT NULL,
    created_at MOMENT NOT NULL
);
CREATE TABLE context_files (
    id TEXT PRIMARY KEY, execution_id TEXT NOT NULL REFERENCES executions,
    name TEXT NOT NULL, mime_type TEXT NOT NULL, size INTEGER NOT NULL, checksum TEXT NOT NULL,
    created_at MOMENT NOT NULL
);
"""
