"""A series before and after, with its singular values."""

import re

from playwright.sync_api import expect


def test_a_series_is_drawn_with_its_gap_and_its_spectrum(shared_server, visit):
    page = visit(shared_server, "/style/series", reduced_motion="reduce")
    wave = page.locator("#wave")
    expect(page.locator("hm-quote[of='wave.components']")).to_have_text("15")
    assert wave.locator(".seen").get_attribute("d").count("M") == 2  # three values are missing in the middle
    assert wave.locator(".clean").get_attribute("d").count("M") == 1
    expect(wave.locator("svg.picture")).to_have_accessible_name(re.compile("signal: 60 values"))
    assert 'stroke-dasharray="4px, 4px"' in wave.evaluate(
        "series => series.exportImage('svg').then(blob => blob.text())"
    )
    ranks = page.locator("#ranks")
    expect(ranks).to_contain_text("4 of 10 singular values are kept. Thin: the weights cut. Bold: cut by outputs.")
    expect(ranks.locator("svg.picture")).to_have_accessible_name(
        re.compile("thin the weights cut, bold cut by outputs")
    )
    assert ranks.locator(".threshold").count() == 0
