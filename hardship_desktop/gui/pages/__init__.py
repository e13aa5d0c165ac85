"""One page per feature."""
