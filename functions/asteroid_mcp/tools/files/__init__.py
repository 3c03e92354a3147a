"""Files and validation."""
