"""Schemas of any shape to slots and components: see `generator.canonical` for the grammar."""
