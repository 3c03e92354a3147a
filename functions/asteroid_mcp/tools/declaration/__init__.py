"""What a tool is made of: its declaration, its schemas, its arguments and its answer."""
