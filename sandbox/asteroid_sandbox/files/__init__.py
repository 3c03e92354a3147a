"""Files: staged, given to runs, made by runs, and kept with versions."""
