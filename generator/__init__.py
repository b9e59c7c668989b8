"""Specpress: OpenAPI documents in, typed Python client packages out."""

VERSION = "0.1.0"
"""As in pyproject.toml; packages say which Specpress made them."""
