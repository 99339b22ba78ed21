"""An expression to scale: what it costs, after a guess."""

from playwright.sync_api import expect


def test_the_cost_is_told_after_a_guess(shared_server, visit):
    page = visit(shared_server, "/style/shapes#right:expression=A+%40+x&shapes=A%3A+400%C3%97400%3B+x%3A+400")
    expect(page.locator("hm-quote[of='left.flops']")).to_have_text("128 million")
    expect(page.locator("hm-quote[of='right.flops']")).to_have_text("320,000")  # as the address has it
    left = page.locator("#left")
    assert left.evaluate("shapes => shapes.setup")["expression"] == "A @ B @ x"
    assert "400×400" in left.evaluate("async shapes => (await shapes.exportImage('svg')).text()")

    guess = page.locator("#guess")
    expect(guess.locator("svg.picture")).not_to_contain_text("million")
    guess.get_by_role("spinbutton").fill("4000000")
    guess.get_by_role("spinbutton").press("Enter")
    expect(guess).to_contain_text("You guessed 4000000. It is 3.78 million.")
    expect(guess.locator("svg.picture")).to_contain_text("3.6 million")
    expect(page.locator("#wrong")).to_contain_text("inner sizes must be equal")
