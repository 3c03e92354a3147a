"""The tools, one module per section of the product page: typed functions and their declarations."""
