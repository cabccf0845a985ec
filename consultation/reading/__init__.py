"""Reads the text of a legal document into its provisions; knows no database."""
