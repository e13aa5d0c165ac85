"""Workbooks in and out, on plain values: read_file -> recognise -> extract, annotate, write."""
