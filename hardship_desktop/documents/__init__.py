"""Paper and sheets made from plain values."""
