# Made from specs/wix-orders/openapi.yaml.
# Do not edit: change the spec and run `make generate`.
"""The operations of the API, a module for each tag."""
