"""What every page stands in: look, threads, messages, window."""
