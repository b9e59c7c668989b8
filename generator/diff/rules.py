"""The rules: the id of every finding there is, and the rules of oasdiff that are left out, with the reason.

In: nothing. Out: `RULES`, `LEFT_OUT`. Refuses: `rule` raises KeyError for an id that is not here.

Ids are those of oasdiff (`checker/rules.go`) where it has one for the change. Those of schemas are made of where the
schema stands and of what changed in it: `request-property` and `max-length-decreased`.
"""

from __future__ import annotations

from itertools import product

REQUESTS = (
    "request-body",
    "request-property",
    "request-parameter",
    "request-parameter-property",
    "request-header-property",
)
ANSWERS = ("response-body", "response-property")

BOUNDS = {
    "maximum": "max",
    "minimum": "min",
    "exclusiveMaximum": "exclusive-max",
    "exclusiveMinimum": "exclusive-min",
    "maxLength": "max-length",
    "minLength": "min-length",
    "maxItems": "max-items",
    "minItems": "min-items",
    "maxProperties": "max-properties",
    "minProperties": "min-properties",
}
"""JSON Schema 2020-12 validation, 6.2 to 6.5: limits that are numbers."""

KEYWORDS = {
    "contains": "contains",
    "contentSchema": "content-schema",
    "dependentRequired": "dependent-required",
    "dependentSchemas": "dependent-schema",
    "if": "if",
    "then": "then",
    "else": "else",
    "patternProperties": "pattern-property",
    "prefixItems": "prefix-items",
    "propertyNames": "property-names",
    "unevaluatedItems": "unevaluated-items",
    "unevaluatedProperties": "unevaluated-properties",
    "not": "not",
}
"""Keywords that no client looks at, and a server may: their coming, going and changing are rules."""

_SCHEMA = (
    *(f"{b}-{how}" for b in BOUNDS.values() for how in ("set", "unset", "increased", "decreased")),
    *(f"{k}-{how}" for k in KEYWORDS.values() for how in ("added", "removed", "changed")),
    *(f"{b}-contains-{how}" for b in ("max", "min") for how in ("increased", "decreased")),
    *(f"pattern-{how}" for how in ("added", "removed", "changed")),
    *(f"const-{how}" for how in ("added", "removed", "changed")),
    *(f"default-value-{how}" for how in ("added", "removed", "changed")),
    *(f"multiple-of-{how}" for how in ("set", "unset", "changed")),
    *("unique-items-added", "unique-items-removed"),
    *("became-enum", "enum-value-added", "enum-value-removed", "enum-removed"),
    *("x-extensible-enum-value-added", "x-extensible-enum-value-removed"),
    *("type-changed", "type-generalized", "type-specialized", "type-compatible"),
    *("list-of-types-widened", "list-of-types-narrowed"),
    *("any-of-added", "any-of-removed", "one-of-added", "one-of-removed"),
    *(f"discriminator-{how}" for how in ("added", "removed", "property-name-changed")),
    *(f"discriminator-mapping-{how}" for how in ("added", "changed", "deleted")),
    *("became-nullable", "became-not-nullable", "became-required", "became-optional"),
    *("content-encoding-changed", "content-media-type-changed"),
    *("deprecated", "reactivated", "became-required-with-default"),
    *("additional-properties-allowed", "additional-properties-refused"),
    "renamed",
)

_PROPERTIES = tuple(
    f"{side}-{need}-property-{what}"
    for side, need in product(("request", "response"), ("optional", "required"))
    for what in (
        *("became-read-only", "became-not-read-only", "became-write-only", "became-not-write-only"),
        *("added", "removed"),
    )
)

_OTHERS = (
    # operations
    *("endpoint-added", "endpoint-deprecated", "endpoint-reactivated", "api-moved"),
    *("api-removed-without-deprecation", "api-removed-with-deprecation"),
    *("api-path-removed-without-deprecation", "api-path-removed-with-deprecation"),
    *("api-operation-id-added", "api-operation-id-removed", "api-tag-added", "api-tag-removed"),
    *("api-result-changed", "api-idempotency-changed", "api-server-added", "api-server-removed"),
    *("api-server-changed", "api-added", "api-header-added", "api-header-removed"),
    *("api-security-added", "api-security-removed", "api-security-component-added"),
    *("api-security-component-removed", "api-security-component-type-changed"),
    *("api-security-scope-added", "api-security-scope-removed", "client-environment-changed"),
    *("client-error-read-elsewhere",),
    # parameters
    *("new-required-request-parameter", "new-optional-request-parameter"),
    *("new-request-path-parameter", "new-required-request-default-parameter-to-existing-path"),
    *("new-optional-request-default-parameter-to-existing-path",),
    *("request-parameter-removed-with-deprecation", "request-parameter-style-changed"),
    *(
        "request-parameter-removed",
        "request-property-removed",
        "request-parameter-property-removed",
    ),
    *("request-header-property-removed", "request-body-removed"),
    # bodies
    *("request-body-added-required", "request-body-added-optional"),
    *("request-body-media-type-added", "request-body-media-type-removed"),
    *("request-body-media-type-schema-added", "request-body-media-type-schema-removed"),
    *("new-required-request-property", "new-optional-request-property"),
    *("new-required-request-property-with-default", "new-required-request-header-property"),
    # answers
    *("response-success-status-added", "response-success-status-removed"),
    *("response-non-success-status-added", "response-non-success-status-removed"),
    *("response-media-type-added", "response-media-type-removed"),
    *("response-media-type-name-changed", "response-media-type-name-generalized"),
    *("response-media-type-name-specialized",),
    *("response-body-media-type-schema-added", "response-body-media-type-schema-removed"),
    *("required-response-header-removed", "optional-response-header-removed"),
    *(
        "response-header-added",
        "response-header-became-required",
        "response-header-became-optional",
    ),
    *("response-header-became-nullable", "response-header-became-not-nullable"),
    *("response-header-type-changed", "response-header-type-generalized"),
    *("response-header-type-specialized",),
    # the package
    *("python-name-added", "python-name-removed", "python-name-renamed", "python-kind-changed"),
    *("python-name-deprecated", "python-old-name-removed"),
    *("python-argument-added", "python-argument-removed", "python-argument-became-required"),
    *("python-argument-became-optional", "python-argument-moved", "python-default-changed"),
    *("python-annotation-changed", "python-return-changed", "python-base-removed"),
    *(
        "python-base-added",
        "python-documentation-changed",
        "python-code-changed",
        "python-files-changed",
        "python-package-renamed",
        "python-name-reused",
        "python-body-changed",
        "python-version-changed",
        "python-dependency-changed",
    ),
)

RULES = frozenset(
    (
        *(f"{where}-{what}" for where in (*REQUESTS, *ANSWERS) for what in _SCHEMA),
        *_PROPERTIES,
        *_OTHERS,
    )
)
"""Every id that a finding may have."""

_SUNSET = "a vendor's policy for retiring; deprecations and removals are told"
_STABILITY = "a label (`x-stability-level`) that no client reads"
_ALL_OF = "`allOf` is merged first; the fields, limits and values that it comes to are told"
_WRAPPED = "the old schema is one of the alternatives: told as `one-of-added`"

LEFT_OUT: dict[str, str] = {
    "webhook-removed": "a call that the server makes; the package holds no code for it",
    **dict.fromkeys(
        (
            *("api-deprecated-sunset-missing", "api-deprecated-sunset-parse", "sunset-deleted"),
            *(
                "api-path-removed-before-sunset",
                "api-path-sunset-parse",
                "api-removed-before-sunset",
            ),
            *("api-sunset-date-changed-too-small", "api-sunset-date-too-small"),
            *("request-parameter-deprecated-sunset-missing", "request-parameter-sunset-deleted"),
            *("request-parameter-removed-before-sunset", "request-parameter-sunset-parse"),
            *("request-parameter-sunset-date-changed-too-small",),
            *("request-parameter-sunset-date-too-small",),
            *("request-property-deprecated-sunset-invalid",),
            *(
                "request-property-deprecated-sunset-missing",
                "request-property-sunset-date-too-small",
            ),
            *("response-property-deprecated-sunset-invalid",),
            *("response-property-deprecated-sunset-missing",),
            *("response-property-sunset-date-too-small",),
        ),
        _SUNSET,
    ),
    **dict.fromkeys(
        (
            *("api-invalid-stability-level", "api-stability-decreased"),
            *("request-property-stability-decreased", "response-property-stability-decreased"),
        ),
        _STABILITY,
    ),
    **dict.fromkeys(
        (
            *("request-body-all-of-added", "request-body-all-of-removed"),
            *("request-property-all-of-added", "request-property-all-of-removed"),
        ),
        _ALL_OF,
    ),
    **dict.fromkeys(
        ("request-body-wrapped-in-one-of", "response-body-wrapped-in-one-of"), _WRAPPED
    ),
}
"""Rules of oasdiff that report errors or warnings and are none here, with the reason."""


def rule(*parts: str) -> str:
    """The id made of its parts; KeyError if there is no such rule."""
    found = "-".join(parts)
    if found not in RULES:
        raise KeyError(found)
    return found
