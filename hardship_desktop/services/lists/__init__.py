"""Every list of the program: one listing each, all of the same kind."""
