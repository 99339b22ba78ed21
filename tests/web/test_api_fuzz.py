"""Requests made from the API's own description, right and wrong ones; whatever comes back must be in it too."""

from pathlib import Path

import schemathesis
from hypothesis import settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from hiddenmath.web import create_app

DESCRIPTION = create_app(Path("never-opened"), "no-token", 0).openapi()
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
REAL = {"lesson": "photo", "name": "grey", "token": "none", "filename": "none", "job": "job"}  # beyond the first 404
schema = schemathesis.openapi.from_dict(DESCRIPTION)


@schema.parametrize()
@settings(max_examples=15)
def test_whatever_is_asked_the_answer_is_one_that_is_described(site, case):
    known = {"Cookie": "; ".join(f"{cookie.name}={cookie.value}" for cookie in site.page.cookies.jar)}
    for real in [{}, REAL]:
        case.path_parameters = {name: real.get(name, value) for name, value in (case.path_parameters or {}).items()}
        answer = case.call(base_url=site.address, headers={**known, "Origin": site.address}, timeout=30)
        case.validate_response(answer, checks=CHECKS)
