"""Apply in a real browser: shipped data, one's own table, and tables that are broken."""

import io
import re

import numpy as np
import pytest
from playwright.sync_api import expect

from hiddenmath.apply import tools


def run_pca(page, content: bytes | None = None, name: str = "mine.csv"):
    if content is not None:
        page.locator("#file").set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})
    page.get_by_role("button", name="Run").click()


def test_iris_gives_numbers_tables_a_picture_and_files(shared_server, visit):
    page = visit(shared_server, "/")
    page.get_by_role("link", name="I have data").click()
    page.get_by_role("main").get_by_role("link", name="PCA").first.click()
    run_pca(page)
    expect(page.get_by_role("main")).to_contain_text("0.9246")
    expect(page.locator("hm-cloud")).to_be_visible()
    page.get_by_role("button", name="In space").click()
    expect(page.get_by_role("application", name="150 points in space: PC1, PC2, PC3")).to_be_visible()
    page.get_by_role("button", name="In space").click()
    expect(page.get_by_role("slider", name="Turn from")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="scores.csv").click()
    assert download.value.path().read_text().startswith("species,")


def test_ones_own_table(shared_server, visit):
    page = visit(shared_server, "/apply/pca")
    run_pca(page, b"height;weight\n1,71;68\n1,82;80\n1,65;59\n1,76;73\n")
    expect(page.get_by_role("main")).to_contain_text("decimal comma")
    expect(page.get_by_role("button", name="Run")).to_be_enabled()
    page.get_by_role("button", name="See the same with scale").click()
    expect(page.locator("pre.code").first).to_contain_text("scale=True")
    expect(page.get_by_label("Scale")).to_be_checked()
    part = page.get_by_label("Sheet of the workbook, or array of the NPZ")
    expect(part).to_be_hidden()
    arrays = io.BytesIO()
    np.savez(arrays, first=np.eye(3), second=np.arange(12.0).reshape(4, 3) ** 2)
    page.locator("#file").set_input_files({"name": "two.npz", "mimeType": "", "buffer": arrays.getvalue()})
    part.fill("second")
    run_pca(page)
    expect(page.get_by_role("main")).to_contain_text("two.npz#second")
    page.locator("#dataset").select_option("iris")
    expect(part).to_be_hidden()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"a,b\n1,2\n3\n4,5\n", "line 3"),
        (b"a,b\n1,2\n3,x\n4,5\n5,6\n7,8\n", "line 3"),
        (b"a,b\n1,2\n", "row"),
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\0", "text"),
    ],
    ids=["ragged", "text in a numeric column", "one row", "empty", "an image"],
)
def test_a_broken_table_is_explained_and_nothing_is_lost(shared_server, visit, content, says):
    page = visit(shared_server, "/apply/pca", expected_errors=True)
    run_pca(page, content)
    expect(page.get_by_role("main")).to_contain_text(says)
    run_pca(page, b"a,b\n1,2\n3,4\n5,7\n")
    expect(page.get_by_role("main")).to_contain_text("component")


def test_a_saved_model_is_given_back_and_taken_out_again(shared_server, visit):
    page = visit(shared_server, "/apply/regress")
    page.locator("#dataset").select_option("diabetes")
    run = page.get_by_role("button", name="Run")
    run.click()
    with page.expect_download() as download:
        page.get_by_role("link", name="model.npz").click()
    model = {"name": "model.npz", "mimeType": "application/octet-stream", "buffer": download.value.path().read_bytes()}
    page.get_by_text("More options").click()
    page.get_by_label("Use").set_input_files(model)
    run.click()
    expect(page.get_by_role("main")).to_contain_text("A saved model was used")
    page.get_by_role("button", name="Take it out").click()
    expect(page.get_by_label("Use")).to_be_focused()
    expect(page.get_by_role("button", name="Take it out")).to_be_hidden()
    run.click()
    expect(page.get_by_role("main")).to_contain_text("is the surest")


def test_long_work_shows_its_progress_and_can_be_cancelled(shared_server, visit):
    page = visit(shared_server, "/apply/pca")
    run_pca(page, b"a,b,c\n" + b"1.5,2.25,3\n2.5,1.75,0\n" * 300_000)
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("main")).to_contain_text("Stopped.")
    page.locator("#dataset").select_option("iris")
    page.get_by_role("button", name="Run").click()
    expect(page.locator(".key-numbers")).to_contain_text("97.8%")


def test_any_file_is_inspected_and_its_singular_values_stand_below_the_matrix(shared_server, visit):
    page = visit(shared_server, "/apply/inspect")
    page.locator("#dataset").select_option("karate")
    page.get_by_role("button", name="Run").click()
    spectrum = page.locator("hm-matrix svg.spectrum")
    expect(spectrum).to_have_attribute(
        "aria-label", re.compile("Singular values from 6.726 down to .*; 24 of 34 are not zero.")
    )
    expect(page.locator(".key-numbers")).to_contain_text("24")
    run_pca(page, b"four score and seven\nyears ago\n", name="mine.txt")
    expect(page.get_by_role("main")).to_contain_text("Read as a text: 2 × 6 (lines × words).")
    expect(spectrum).to_have_attribute("aria-label", re.compile("2 of 2 are not zero"))


def test_a_server_that_was_started_anew_is_told_and_the_form_stays(server, visit):
    page = visit(server, "/apply/pca", expected_errors=True)
    page.get_by_label("Components").fill("3")
    server.stop()
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("alert")).to_contain_text("does not answer")
    server.start()
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("alert")).to_contain_text("Open the address printed in the terminal")
    expect(page.get_by_label("Components")).to_have_value("3")
    other = page.context.new_page()
    other.goto(server.link)
    page.get_by_role("button", name="Run").click()
    expect(page.locator(".key-numbers")).to_contain_text("%")


def test_a_network_of_ones_own_is_ranked_and_changed_in_its_picture(shared_server, visit):
    page = visit(shared_server, "/apply/pagerank", reduced_motion="reduce")
    edges = {"name": "net.csv", "mimeType": "text/csv", "buffer": b"from,to,weight\nada,max,1\nmax,ada,1\nada,eva,-1\n"}
    page.locator("#file").set_input_files(edges)
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("alert")).to_contain_text("net.csv, line 4 (ada → eva): the weight is -1.")
    page.locator("#file").set_input_files({**edges, "buffer": edges["buffer"].replace(b"-1", b"2")})
    page.get_by_label("Towards").fill("max")
    page.get_by_role("button", name="Run").click()
    expect(page.locator(".key-numbers")).to_contain_text("max", timeout=60_000)  # the first run compiles
    graph = page.locator("hm-graph")
    graph.get_by_role("slider", name="Node eva").press("Enter")
    graph.get_by_role("button", name="Join").press("Enter")
    graph.get_by_role("slider", name="Node ada").press("Enter")
    assert graph.evaluate("graph => [graph.state.edges, graph.state.first]") == [4, "ada"]
    with page.expect_download() as download:
        page.get_by_role("link", name="nodes.csv").click()
    assert download.value.path().read_text().startswith("node,score,edges in,edges out\nmax,")


def test_ones_own_ratings_are_given_by_keys_by_stars_and_by_name(shared_server, visit):
    page = visit(shared_server, "/apply/recommend")
    field, asked, seek = page.get_by_label("My ratings"), page.locator(".rate-item"), page.get_by_label("Another book")
    first = asked.inner_text()
    page.get_by_role("button", name="4 of 5").click()
    expect(asked).not_to_have_text(first)
    passed = asked.inner_text()
    page.keyboard.press("0")
    second = asked.inner_text()
    page.keyboard.press("2")
    seek.fill("moby")
    seek.press("Enter")
    page.keyboard.press("5")
    expect(field).to_have_value(f"{first}: 4; {second}: 2; Moby Dick: 5")
    expect(page.locator(".rate-asked")).to_contain_text("3 of 10 rated")
    assert passed not in (first, second, asked.inner_text())
    page.get_by_role("button", name=f"Take out {second}").press("Enter")
    expect(field).to_have_value(f"{first}: 4; Moby Dick: 5")
    page.locator("#dataset").select_option("")  # a file of one's own, whose items nobody knows yet
    expect(asked).to_have_count(0)
    page.locator("#dataset").select_option("bookclub")
    expect(field).to_have_value(f"{first}: 4; Moby Dick: 5")


def test_over_what_was_just_trained_a_sentence_is_typed(shared_server, visit):
    page = visit(shared_server, "/apply/generate")
    fish = {"name": "fish.txt", "mimeType": "text/plain", "buffer": b"one fish two fish red fish blue fish\n" * 60}
    page.locator("#file").set_input_files(fish)
    page.get_by_label("Minutes").fill("0.001")
    page.locator("[name=sentence]").fill("two fish?")
    page.get_by_role("button", name="Run").click()
    picture = page.locator(".answer hm-attention")
    expect(picture).to_contain_text("It never learned “?”", timeout=60_000)  # by the browser, from what was trained
    heads = "picture => picture.every.flatMap(({ P }) => P.flat())"
    ours = picture.evaluate("picture => picture.weights.flat(3)")
    assert picture.evaluate(heads) == pytest.approx(ours, abs=0.000_6)  # ours are rounded
    picture.get_by_label("Your sentence").fill("two fish one")
    expect(picture.locator(".caption")).to_contain_text("“one” looks most at")
    assert len(picture.evaluate(heads)) != len(ours)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_every_tool_answers_on_what_comes_along_and_no_picture_complains(shared_server, visit):
    """What a picture refuses of what a tool wrote is said in the picture, where nobody but a reader would see it."""
    page = visit(shared_server, "/apply")
    asked = {"words": ("near", "king paris"), "search": ("query", "freedom")}
    for name in sorted(tools().keys() - {"generate"}):  # which learns from 835,659 letters: above it is given fewer
        page.goto(f"{shared_server.origin}/apply/{name}")
        if name in asked:
            page.locator(f"[name={asked[name][0]}]").fill(asked[name][1])
        page.get_by_role("button", name="Run").click()
        expect(page.get_by_role("heading", name="The code for this")).to_be_visible(timeout=90_000)
        expect(page.get_by_role("alert")).to_have_count(0)
