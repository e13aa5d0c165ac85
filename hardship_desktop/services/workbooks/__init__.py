"""Workbooks in and out: what is recognised, what an import would do, and the same layout out again."""
