"""Asteroid's MCP server, run in your own AWS account."""

__version__ = "0.1.0"
