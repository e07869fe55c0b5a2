"""A site becomes the list of its outputs."""
