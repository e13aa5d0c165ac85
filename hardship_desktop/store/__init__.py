"""Everything about the database; nothing above it writes SQL that changes rows."""
