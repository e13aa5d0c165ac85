"""Printed documents: one document per file, drawn with reportlab, in fonts that cover every name."""
