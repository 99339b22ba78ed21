"""The API's description of itself, from which the front end's types are made."""

import json
import subprocess
import sys

from hiddenmath.web.openapi import schema

from .conftest import Site


def test_the_description_is_the_same_each_time_and_in_a_new_process() -> None:
    told = subprocess.run([sys.executable, "-m", "hiddenmath.web.openapi"], capture_output=True, check=True)
    assert told.stdout.decode() == schema() == schema()


def test_the_server_gives_the_same(site: Site) -> None:
    assert site.page.get("/openapi.json").json() == json.loads(schema())


def test_every_answer_and_every_error_has_a_type() -> None:
    described = json.loads(schema())
    for path, methods in described["paths"].items():
        for method, route in methods.items():
            assert route["responses"]["default"]["content"]["application/json"]["schema"]["$ref"].endswith("/ErrorBody")
            assert set(route["responses"]) <= {"200", "204", "default"}, (method, path)
            if "200" in route["responses"] and "results" not in path:
                assert route["responses"]["200"]["content"]["application/json"]["schema"], (method, path)


def test_what_an_answer_lists_is_always_there() -> None:
    schemas = json.loads(schema())["components"]["schemas"]
    assert set(schemas["Verdict"]["required"]) == set(schemas["Verdict"]["properties"])
    assert schemas["RunSubmission"]["required"] == ["source", "job"]
