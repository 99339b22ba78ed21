"""What the API says of itself (OpenAPI), made exact for the front end's types."""

import json
import re
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

_REFERENCE = re.compile(r'"#/components/schemas/(\w+)"')


def describe(app: FastAPI) -> dict[str, Any]:
    """FastAPI's description, but a field of an answer is always there, also one whose type has a default."""
    described = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    schemas = described["components"]["schemas"]
    routes = [route for path in described["paths"].values() for route in path.values()]
    asked = _reachable([route.get("requestBody") for route in routes], schemas)
    for name, schema in schemas.items():
        if name not in asked and "properties" in schema:
            schema["required"] = list(schema["properties"])
    return described


def _reachable(start: object, schemas: dict[str, Any]) -> set[str]:
    """The names of the schemas that `start` refers to, directly or through others."""
    found: set[str] = set()
    new = set(_REFERENCE.findall(json.dumps(start)))
    while new:
        found |= new
        new = set(_REFERENCE.findall(json.dumps([schemas[name] for name in new]))) - found
    return found
