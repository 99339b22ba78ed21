"""A tool as its page uses it: data in, answer out, files to take away; and what is said of data that cannot be used."""

import csv
import io
import zipfile
from typing import Any

import numpy as np
import pytest

from hiddenmath.apply import tools
from hiddenmath.data import png

from .conftest import Site


def apply(
    site: Site, content: bytes | None = None, name: str = "my data.csv", **fields: str
) -> tuple[int, dict[str, Any]]:
    files = None if content is None else {"file": (name, content)}
    response = site.page.post("/api/apply/pca", data=fields, files=files or {"file": ("", b"")})
    return response.status_code, response.json()


def test_a_data_set(site: Site) -> None:
    status, answer = apply(site, dataset="iris", components="2")
    assert status == 200
    assert answer["picture"]["name"] and answer["numbers"]
    assert all(len(row) == len(table["columns"]) for table in answer["tables"].values() for row in table["rows"])
    assert "hiddenmath pca iris" in answer["code"]["command"] and 'data.open("iris")' in answer["code"]["python"]


def test_every_file_can_be_taken_away(site: Site) -> None:
    _, answer = apply(site, dataset="iris")
    kinds = {"csv": "text/csv; charset=utf-8", "png": "image/png", "svg": "image/svg+xml"}
    assert answer["files"]
    for file in answer["files"]:
        response = site.page.get(file["url"])
        assert response.status_code == 200 and len(response.content) > 0
        assert file["bytes"] in (None, len(response.content))
        assert response.headers["content-disposition"] == f"attachment; filename*=UTF-8''{file['name']}"
        assert response.headers["content-type"] == kinds.get(
            file["name"].rpartition(".")[2], "application/octet-stream"
        )


def test_a_long_table_is_shown_in_part_and_taken_away_whole(site: Site) -> None:
    lines = [f"{i},{i * i % 17},{i * 31 % 101}" for i in range(1000)]
    _, answer = apply(site, "\n".join(["a,b,c", *lines]).encode())
    name, shown = next((name, table) for name, table in answer["tables"].items() if table["total"] == 1000)
    assert len(shown["rows"]) == 200
    url = next(file["url"] for file in answer["files"] if file["name"] == f"{name}.csv")
    assert len(list(csv.reader(io.StringIO(site.page.get(url).text)))) == 1001


BROKEN = [  # the file, words of the message
    (b"", "my data.csv is empty"),
    (b"a,b\n", "no rows"),
    (b"a,b\n1,2\n", "row"),
    (b"a\n1\n2\n3\n", ""),
    (b"a,b\n1,2\n3\n4,5\n", "line 3"),
    (b"a,b\n1,2\n3,four\n5,6\n7,8\n9,1\n", "line 3"),
    (b"a,b\n1,2\n3,\n5,6\n7,8\n", "line 3"),
    (b"a,b\nx,y\nz,w\n", ""),
    (b'a,b\n"1,2\n3,4\n', "line"),
    (b"\x00\x01\x02\xff", ""),
]


@pytest.mark.parametrize(("content", "words"), BROKEN)
def test_a_file_that_cannot_be_used_says_where(site: Site, content: bytes, words: str) -> None:
    status, answer = apply(site, content)
    assert status == 422, answer
    assert words in answer["error"]["message"] and answer["error"]["message"]


def test_a_file_as_spreadsheets_of_other_countries_write_it(site: Site) -> None:
    content = "Größe;Gewicht\n1,71;65,2\n1,82;80,1\n1,65;58\n".encode("latin-1")
    status, answer = apply(site, content)
    assert status == 200 and any("decimal comma" in note for note in answer["notes"])


BAD = [  # fields, message
    ({}, "There is no data."),
    ({"dataset": ""}, "There is no data."),
    ({"dataset": "irsi"}, "There is no data set named 'irsi'."),
    ({"dataset": "iris", "components": "many"}, "components is 'many', not a whole number."),
    ({"dataset": "iris", "components": "0"}, "components is '0', out of range."),
    ({"dataset": "iris", "scale": "perhaps"}, "scale is 'perhaps', neither true nor false."),
    ({"dataset": "iris", "label": "colour"}, "iris has no column 'colour'."),
]


@pytest.mark.parametrize(("fields", "message"), BAD)
def test_what_cannot_be_asked_is_said(site: Site, fields: dict[str, str], message: str) -> None:
    status, answer = apply(site, **fields)
    assert (status, answer["error"]["message"]) == (422, message) and answer["error"]["hint"]


def test_a_data_set_and_a_file_are_one_too_many(site: Site) -> None:
    assert apply(site, b"a,b\n1,2\n3,5\n", dataset="iris")[0] == 422


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>.csv", "../../etc/passwd", "a\nb\r\nSet-Cookie: x=1.csv", "é" * 300]
)
def test_a_strange_file_name_is_only_a_name(site: Site, name: str) -> None:
    status, answer = apply(site, b"", name=name)
    message = answer["error"]["message"]
    assert status == 422 and message.isprintable() and "/etc" not in message and len(message) < 200


def test_a_tool_that_does_not_exist(site: Site) -> None:
    assert site.page.post("/api/apply/nosuch", data={"dataset": "iris"}).status_code == 404
    assert site.page.get("/apply/nosuch").status_code == 404


def test_files_are_kept_under_their_token_only(site: Site) -> None:
    _, answer = apply(site, dataset="iris")
    url = answer["files"][0]["url"]
    assert site.page.get(url[:-1]).status_code == 404
    assert site.page.get(url.replace("/api/results/", "/api/results/x")).status_code == 404
    assert site.stranger.get(url).status_code == 403


def test_a_saved_model_is_sent_beside_the_table_and_named_in_the_code(site: Site) -> None:
    def regress(address: str, model: bytes | None) -> Any:
        files = {"file": ("", b""), "use": ("my model.npz", model) if model is not None else ("", b"")}
        return site.page.post(address, data={"dataset": "diabetes"}, files=files)

    answer = regress("/api/apply/regress", None).json()
    url = next(file["url"] for file in answer["files"] if file["name"] == "model.npz")
    again = regress("/api/apply/regress", site.page.get(url).content).json()
    assert again["tables"]["predictions"]["rows"][0][2:] == answer["tables"]["predictions"]["rows"][0][2:]
    assert "--use 'my model.npz'" in again["code"]["command"] and "use='my model.npz'" in again["code"]["python"]
    page = regress("/apply/regress", site.page.get(url).content)
    assert page.status_code == 200 and "A saved model was used" in page.text
    refused = regress("/apply/regress", b"a,b\n1,2\n")
    assert refused.status_code == 422 and "my model.npz is no saved model" in refused.text


def test_openapi_describes_every_tool_with_its_options(site: Site) -> None:
    described = site.page.get("/openapi.json").json()
    for tool in tools().values():
        post = described["paths"][f"/api/apply/{tool.name}"]["post"]
        reference = post["requestBody"]["content"]["multipart/form-data"]["schema"]["$ref"].rpartition("/")[2]
        form = described["components"]["schemas"][reference]["properties"]
        assert set(form) == {"file", "dataset", *(option.name for option in tool.options)}
        for option in tool.options:
            assert form[option.name]["description"] == option.help
            assert form[option.name].get("default") == option.default
            assert (form[option.name].get("anyOf", [{}])[0].get("contentMediaType") is not None) == (
                option.kind == "file"
            )
            assert form[option.name].get("minimum") == option.min
        assert post["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].endswith("/ToolResult")


FORM = {"dataset": "iris", "components": "2", "label": "", "without": "", "missing": "error"}


def test_the_form_is_answered_by_a_page_where_there_is_no_javascript(site: Site) -> None:
    response = site.page.post("/apply/pca", data=FORM | {"scale": "true"})
    assert response.status_code == 200
    for part in (
        "Variance kept",
        "scores.csv",
        "result = pca(data.open(&#34;iris&#34;), scale=True)",
        'src="/api/results/',
    ):
        assert part in response.text
    assert 'name="scale" value="true" checked' in response.text  # the form says what was run


def test_a_number_that_nobody_can_know_stands_as_a_dash(site: Site) -> None:
    table = {"file": ("same.csv", b"x,y\n1,3\n2,3\n5,3\n")}
    page = site.page.post("/apply/regress", data={"target": "y"}, files=table)
    assert "<dd>–</dd><dt>R²</dt>" in page.text and "is the same in every row" in page.text


def test_where_one_column_decides_alone_a_button_of_the_form_asks_for_scale(site: Site) -> None:
    button = '<button class="button" form="asked" name="scale" value="true">'
    assert button in site.page.post("/apply/pca", data=FORM | {"dataset": "wine"}).text
    assert button not in site.page.post("/apply/pca", data=FORM | {"dataset": "wine", "scale": "true"}).text


def test_a_box_that_is_not_ticked_says_no(site: Site) -> None:
    assert ", scale=" not in site.page.post("/apply/pca", data=FORM).text


def test_what_went_wrong_stands_in_the_page_beside_the_form(site: Site) -> None:
    response = site.page.post("/apply/pca", data=FORM | {"dataset": ""}, files={"file": ("<b>.csv", b"a,b\n1,2\n3\n")})
    assert response.status_code == 422
    assert "&lt;b&gt;.csv, line 3" in response.text and '<option value="" selected>' in response.text


REFUSED = [  # what a script sends, status, words of the message
    ({"files": {"file": ("a.csv", b"x" * (50 * 2**20))}}, 413, "at most 50 MB"),
    ({"data": {f"field{i}": "1" for i in range(1001)}}, 400, "Too many fields"),
]


@pytest.mark.parametrize(("sent", "status", "words"), REFUSED)
def test_a_script_hears_in_json_why_its_form_was_refused(
    site: Site, sent: dict[str, Any], status: int, words: str
) -> None:
    """It would show a page that is meant for people as "The server answered 413"."""
    answer = site.page.post("/apply/pca", **sent, headers={"Accept": "text/event-stream"})
    assert answer.status_code == status and words in answer.json()["error"]["message"]
    stranger = site.stranger.post("/apply/pca", data={"dataset": "iris"}, headers={"Accept": "text/event-stream"})
    assert stranger.status_code == 403 and stranger.json()["error"]["hint"]


def test_a_workbook_or_an_array_is_sent_like_a_text_table_and_a_table_is_taken_away_as_parquet(site: Site) -> None:
    kept = io.BytesIO()
    np.savez(kept, A=np.eye(3), B=np.diag([1.0, 2.0, 3.0, 4.0]))
    _, answer = apply(site, kept.getvalue(), "two.npz")
    assert answer["code"]["command"] == "hiddenmath pca 'two.npz#A'", "the array that was taken, so that it is the same"
    url = next(file["url"] for file in answer["files"] if file["name"] == "scores.parquet")
    status, again = apply(site, site.page.get(url).content, "scores.parquet")
    assert status == 200 and len(again["tables"]["scores"]["rows"]) == 3


def test_options_that_are_rarely_needed_are_folded_but_not_when_they_were_changed(site: Site) -> None:
    """`missing` is among them; a problem may be in any of them."""
    folded, opened = '<details class="tool-more">', '<details class="tool-more" open>'
    assert folded in site.page.get("/apply/pca").text
    assert folded in site.page.post("/apply/pca", data={"dataset": "iris"}).text
    assert opened in site.page.post("/apply/pca", data={"dataset": "iris", "missing": "drop"}).text
    assert opened in site.page.post("/apply/pca", data={"dataset": "iris", "components": "-1"}).text


def test_images_in_an_archive(site: Site) -> None:
    rng, out = np.random.default_rng(0), io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for i in range(12):
            archive.writestr(f"{'ab'[i % 2]}/{i}.png", png(rng.integers(120 * (i % 2), 256, (6, 5), dtype=np.uint8)))
    response = site.page.post(
        "/api/apply/faces", data={"components": "3"}, files={"file": ("faces.zip", out.getvalue())}
    )
    answer = response.json()
    assert response.status_code == 200 and answer["numbers"]["images"] == 12 and answer["picture"]["name"] == "sheet"
    assert 'data.read_images("faces.zip")' in answer["code"]["python"]
    saved = site.page.get(next(file["url"] for file in answer["files"] if file["name"] == "model.npz")).content
    photo = png(rng.integers(0, 256, (9, 9, 3), dtype=np.uint8))
    files = {"file": ("me.png", photo), "use": ("model.npz", saved)}
    again = site.page.post("/api/apply/faces", files=files).json()
    assert again["numbers"]["most_like"] in ("a", "b") and again["tables"]["matches"]["total"] == 3
