"""An Asteroid-compatible API on one machine."""
