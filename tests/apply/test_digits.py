"""The tool digits: what it learns, what it says, and what is saved and used again."""

import base64
import io
import runpy
import signal
from importlib.resources import files

import numpy as np
import pytest

from hiddenmath import data, show
from hiddenmath.apply import digits, draw, load
from hiddenmath.apply._digit_picture import shipped_digit
from hiddenmath.apply._split import held_out_of_each
from hiddenmath.apply.neural import Network, Settings, fit
from hiddenmath.apply.neural import _fit as fitting
from hiddenmath.apply.neural._recogniser import Recogniser
from hiddenmath.data import Images, InputError

DIGITS = data.open_images("digits")
RNG = np.random.default_rng(0)
FEW = DIGITS.take(np.arange(1797) < 500)


@pytest.fixture(scope="module")
def learned():
    return digits(DIGITS)


@pytest.mark.parametrize(("network", "least"), [("dense", 0.96), ("convolution", 0.97)])
def test_most_digits_that_were_kept_back_are_read_rightly(network, least):
    result = digits(DIGITS, network=network)
    assert result.numbers["read_rightly"] >= least
    assert result.numbers["kept_back"] == 359


def test_the_confusion_counts_what_the_predictions_say(learned):
    counts, told = learned.tables["confusion"].matrix, learned.tables["predictions"].text
    assert counts.sum() == len(told["shows"]) == 359
    assert (
        np.trace(counts) / 359
        == learned.numbers["read_rightly"]
        == np.mean([*map(str.__eq__, *map(told.get, ("shows", "read as")))])
    )
    assert f"Of 359 images that it has never seen, {int(np.trace(counts))} (" in learned.notes[0]
    i, j = np.unravel_index(np.argmax(counts * (1 - np.eye(10))), (10, 10))
    assert f"{i} for {j} ({int(counts[i, j])})" in learned.notes[1]
    assert draw(learned.picture, "png").startswith(b"\x89PNG")


def test_the_layers_are_told_with_their_spectra(learned):
    layers, spectrum = learned.tables["layers"], learned.tables["spectrum"]
    assert layers.text["layer"] == ("dense 128", "relu", "dense 10") and layers.text["gives"] == ("128", "128", "10")
    W = load(learned.files["model.npz"]).network_.parameters[0][0]
    s = spectrum.matrix[np.array(spectrum.text["layer"]) == "1 dense 128", 1]
    np.testing.assert_allclose(s, np.linalg.svd(W)[1], rtol=1e-4)
    assert layers.matrix[0, 2] == pytest.approx(s[0] / s[-1])
    assert layers.matrix[:, 0].sum() == learned.numbers["parameters"] == 64 * 128 + 128 + 1280 + 10
    assert learned.tables["loss"].matrix[0, 1] > 2 > 0.1 > learned.tables["loss"].matrix[-1, 1]
    assert learned.images["weights"].shape[2] == 3


def test_the_same_seed_gives_the_same_network_and_another_one_another():
    first, again, other = (digits(FEW, epochs=2, seed=seed).tables["predictions"].matrix for seed in (0, 0, 1))
    np.testing.assert_array_equal(first, again)
    assert first.shape != other.shape or (first != other).any()


def test_wider_and_deeper_networks_are_set_side_by_side(monkeypatch):
    monkeypatch.setattr("hiddenmath.apply._beside_pytorch.find_spec", lambda name: None)
    result = digits(FEW, epochs=2, width=8, compare=True)
    assert "PyTorch is not installed here, so only ours ran" in " ".join(result.notes)
    assert "Of these 5 networks the surest is" in " ".join(result.notes) and "pytorch" not in result.tables
    table = result.tables["networks"]
    assert table.text["network"] == (
        "dense 8, relu, dense 10", "dense 4, relu, dense 10", "dense 16, relu, dense 10", "dense 10",
        "dense 8, relu, dense 8, relu, dense 10",
    )  # fmt: skip
    np.testing.assert_array_equal(table.matrix[:, 0], [610, 310, 1210, 650, 682])


def test_layers_in_words_and_images_that_are_no_digits():
    rng = np.random.default_rng(0)
    light = rng.integers(0, 90, (80, 9, 6)).astype(np.uint8)
    light[::2, :, :3] += 120
    result = digits(Images(light, ("left", "right") * 40), layers="flatten, dense 4, tanh", shift=False)
    assert result.numbers["read_rightly"] > 0.9
    assert result.notes[-1] == "The network: flatten, dense 4, tanh, dense 2."


def test_a_saved_network_reads_new_images(learned):
    saved = learned.files["model.npz"]
    new = DIGITS.take(np.arange(1797) >= 1500)
    result = digits(new, use=saved)
    told = load(saved).predict(new.pixels.reshape(297, -1))
    assert result.tables["predictions"].text["read as"] == tuple(told)
    np.testing.assert_array_equal(load(saved).predict(data.open("digits"))[1500:], told)  # as a table of 0 to 16 too
    assert result.numbers["read_rightly"] == np.mean(told == np.array(new.labels)) > 0.95
    assert "A saved model was used" in result.notes[1] and result.picture.name == "sheet"


def test_what_a_browser_is_sent_is_the_network(learned):
    sent = learned.trial.attributes["network"]
    theta = np.frombuffer(base64.b64decode(sent["theta"]), "<f4")
    network = Network(sent["architecture"], tuple(sent["takes"]), theta)
    assert (sent["size"], len(sent["mean"]), [each["shows"] for each in sent["samples"]]) == (
        [8, 8],
        1,
        sent["classes"],
    )
    light = np.frombuffer(base64.b64decode(sent["samples"][3]["light"]), np.uint8)
    scores = network(
        (((light - sent["mean"][0]) / sent["scale"][0]).astype(np.float32))[None].reshape(-1, *network.takes)
    )
    assert sent["classes"][scores[0].argmax()] == "3"


@pytest.mark.parametrize(("name", "least"), [("linear", 0.9), ("dense", 0.94), ("convolution", 0.95)])
def test_the_networks_that_come_along_read_digits_of_other_hands(name, least):
    sent = shipped_digit(name)["network"]
    model = Recogniser.load((files("hiddenmath.apply") / "files" / f"digit_{name}.npz").read_bytes())
    new = DIGITS.take(held_out_of_each(DIGITS.labels, 0.2, 0))  # files/digit.py keeps the same back
    assert len(sent["samples"]) == 10
    assert (
        np.mean(model.classes[model.chances(new.pixels.reshape(-1, 64)).argmax(axis=1)] == np.array(new.labels))
        >= least
    )


def test_a_network_that_cannot_run_in_a_browser_is_not_sent():
    few = DIGITS.take(np.arange(200))
    assert digits(few, layers="recurrent 8, last", epochs=1).trial is None
    with pytest.raises(ValueError, match="does not run in a browser"):
        show.digit(digits(few, layers="recurrent 8, last", epochs=1).files["model.npz"])
    saved = digits(few, layers="dense 8, relu", epochs=1).files["model.npz"]
    assert len(show.digit(saved, few).attributes["network"]["samples"]) == 10
    with pytest.raises(ValueError, match="The images have 4×8 pixels, and the model reads 8×8"):
        show.digit(saved, Images(few.pixels[:, :4]))


def test_a_photo_of_ink_on_paper_is_read(learned):
    ink = 255 - np.kron(DIGITS.pixels[3], np.ones((5, 5), np.uint8))
    result = digits(Images(np.pad(ink, ((0, 0), (7, 7)), constant_values=255)[None], names=("three.jpg",)),
                    use=learned.files["model.npz"])  # fmt: skip
    assert result.numbers["read_as"] == "3" and result.numbers["chance"] > 0.5
    assert "light and dark were swapped" in result.notes[1] and "scaled to 8×8" in result.notes[0]


def test_the_program_for_pytorch_is_python_and_has_all_parameters(learned, monkeypatch):
    program = learned.files["in_pytorch.py"].decode()
    compile(program, "in_pytorch.py", "exec")
    with io.BytesIO(learned.files["model.npz"]) as file, np.load(file, allow_pickle=False) as kept:
        assert f"theta[8320:{8320 + 1280}].reshape(128, 10)" in program and len(kept["theta"]) == 9610
        Network(str(kept["architecture"]), (64,), kept["theta"])


def test_the_program_of_ours_takes_the_steps_that_a_training_takes(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    files = digits(FEW, epochs=1, layers="dense 8, tanh").files
    (tmp_path / "model.npz").write_bytes(files["model.npz"])
    program = runpy.run_path(str(_written(tmp_path / "in_hiddenmath.py", files["in_hiddenmath.py"])))
    x, labels = RNG.normal(size=(20, 64)).astype(np.float32), RNG.integers(0, 10, 20)
    network = load(files["model.npz"]).network_
    expected = fit(network, x, labels, Settings(3, 20, "sgd", 0.5, shuffle=False)).losses
    np.testing.assert_allclose([program["step"](x, labels, 0.5) for _ in range(3)], expected, rtol=1e-6)


def _written(path, content):
    path.write_bytes(content)
    return path


def test_ctrl_c_keeps_what_was_learned(monkeypatch):
    steps, gradient = [], fitting.gradient

    def pressed(*arguments):
        steps.append(1)
        if len(steps) == 40:
            signal.raise_signal(signal.SIGINT)
        return gradient(*arguments)

    monkeypatch.setattr(fitting, "gradient", pressed)
    result = digits(FEW)
    assert "It was stopped after 40 steps, and keeps what it had learned." in result.notes
    assert result.tables["loss"].rows == 40 and result.numbers["read_rightly"] > 0.5


def test_a_training_that_fails_says_why():
    notes = " ".join(digits(FEW, rate=1.0, epochs=2).notes)
    assert "The step is too large" in notes and "are dead" in notes


REFUSED = [
    # images, options, words of the message
    (Images(FEW.pixels), {}, ["Nobody says what the images", "set use to"]),
    (Images(FEW.pixels, ("7",) * 500), {}, ["All images of images show '7'"]),
    (Images(FEW.pixels[:2], ("3", "7")), {}, ["one image of each kind", "two images or more"]),
    (FEW, {"layers": "dense 9, rlu"}, ["Layer 2 is 'rlu'", "Did you mean relu?"]),
    (FEW, {"network": "convolution", "depth": 3}, ["Layer 6 (pool 2) is larger than the 1×1×32"]),
    (FEW, {"layers": "dense 8", "compare": True}, ["leave layers out"]),
    (FEW, {"use": b"nothing"}, ["no saved model"]),
    (FEW, {"rate": 0.0}, ["rate is 0.0, out of range"]),
]


@pytest.mark.parametrize(("images", "options", "words"), REFUSED)
def test_what_cannot_be_is_refused(images, options, words):
    with pytest.raises(InputError) as caught:
        digits(images, **options)
    assert all(word in str(caught.value) for word in words), str(caught.value)
