"""Printed documents as blocks: plain data, without a word on how it is drawn."""
