"""<hm-graph>: a network is edited with the keyboard and the mouse, and walked."""

from playwright.sync_api import expect


def test_a_network_is_changed_and_walked(shared_server, visit):
    page = visit(shared_server, "/style/graph", reduced_motion="reduce")
    graph = page.locator("#graph")
    first = page.locator("hm-quote[of='graph.first']")
    expect(first).to_have_text("c")

    # With the keyboard alone: b is joined to a; then c is taken out.
    graph.get_by_role("slider", name="Node b").press("Enter")
    graph.get_by_role("button", name="Join").press("Enter")
    graph.get_by_role("slider", name="Node a").press("Enter")
    assert graph.evaluate("graph => graph.setup.edges") == "a b; a c; b c; c a; d c; b a"
    expect(first).to_have_text("a")
    expect(graph.get_by_text("Goal reached", exact=True)).to_be_visible()
    graph.get_by_role("slider", name="Node c").press("Delete")
    assert graph.evaluate("graph => graph.setup.edges") == "a b; b a; d"

    # A node more, which is dragged; the others stay where they are.
    graph.get_by_role("button", name="Add a node").click()
    added = graph.get_by_role("slider", name="Node c")
    before = graph.get_by_role("slider", name="Node a").locator(".disc").bounding_box()
    box = added.locator(".disc").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] - 20, box["y"] + 8, steps=3)
    assert graph.get_by_role("slider", name="Node a").locator(".disc").bounding_box() == before
    assert added.locator(".disc").bounding_box()["x"] < box["x"]
    page.mouse.up()

    walk = page.locator("#walk")
    steps = page.locator("hm-quote[of='walk.steps']")
    walk.get_by_role("button", name="Step").click()
    expect(steps).to_have_text("201")
    walk.get_by_role("button", name="Walk").click()
    expect(steps).to_have_text("1201")
    assert walk.evaluate("walk => walk.state.off") < 0.03
    walk.get_by_role("button", name="Reset").click()
    expect(steps).to_have_text("0")
    assert "<svg" in walk.evaluate("async walk => (await walk.exportImage('svg')).text()")
    expect(page.locator("#wrong").get_by_role("alert")).to_contain_text("“a b heavy” is no edge")
