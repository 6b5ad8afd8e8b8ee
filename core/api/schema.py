"""What the description of `/api/v1/` says of every operation alike."""

from typing import Any

REFUSAL: dict[str, Any] = {
    "type": "object",
    "description": "Every refusal: a code for programs, a sentence for people.",
    "properties": {
        "code": {"type": "string", "description": "never changes once released"},
        "detail": {"type": "string", "description": "in the reader's language"},
        "errors": {
            "type": "object",
            "description": 'by field: lists of {"code", "message"}',
            "additionalProperties": {},
        },
    },
    "required": ["code", "detail", "errors"],
}
ANSWER: dict[str, Any] = {
    "description": "refused",
    "content": {
        "application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}
    },
}
METHODS = ("get", "put", "post", "delete", "patch")


def describe_refusals(
    result: dict[str, Any], generator: Any, request: Any, public: bool
) -> dict[str, Any]:
    """Let every operation say how it refuses; a postprocessing hook of spectacular."""
    schemas = result.setdefault("components", {}).setdefault("schemas", {})
    schemas["Refusal"] = REFUSAL
    for path in result["paths"].values():
        for method in METHODS:
            if method in path:
                path[method]["responses"].setdefault("4XX", ANSWER)
    result["components"]["schemas"] = dict(sorted(schemas.items()))
    return result
