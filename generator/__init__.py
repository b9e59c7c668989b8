"""Specpress: OpenAPI documents in, typed Python client packages out."""
