"""The tool `faces`: what is learned, how well unseen images are rebuilt and recognised, and what is refused."""

import numpy as np
import pytest
from sklearn.decomposition import PCA
from sklearn.neighbors import KNeighborsClassifier
from sklearn.utils.estimator_checks import parametrize_with_checks

from hiddenmath import data
from hiddenmath.apply import Eigenfaces, draw, faces, load
from hiddenmath.apply._eigenfaces import eigenfaces
from hiddenmath.apply._sheet import Band, grid, sheet
from hiddenmath.apply._split import held_out_of_each
from hiddenmath.data import Images, InputError

DIGITS = data.open_images("digits")
FEW = DIGITS.take(np.arange(1797) < 300)


@pytest.fixture(scope="module")
def answer():
    return faces(FEW, components=20)


@pytest.mark.parametrize("whiten", [False, True])
def test_scikit_learn_recognises_the_same(whiten):
    """The peer: PCA and the nearest neighbour, on the same split."""
    test = held_out_of_each(FEW.labels, 0.25, 0)
    X, y = FEW.pixels.reshape(300, -1).astype(float), np.array(FEW.labels)
    pca = PCA(20, whiten=whiten, svd_solver="full").fit(X[~test])
    told = KNeighborsClassifier(1).fit(pca.transform(X[~test]), y[~test]).predict(pca.transform(X[test]))
    result = faces(FEW, components=20, whiten=whiten)
    assert list(result.tables["matches"].text["taken for"]) == told.tolist()
    assert result.numbers["recognised"] == np.mean(told == y[test])


def test_the_steps_keep_more_and_more(answer):
    eigenfaces_, kept, quality, recognised = answer.tables["steps"].matrix.T
    assert eigenfaces_.tolist() == [1, 2, 5, 10, 20]
    assert (np.diff(kept) > 0).all() and (np.diff(quality) > 0).all()
    assert recognised[-1] == answer.numbers["recognised"] > 0.9 > recognised[0]
    assert answer.numbers["kept_back"] == 75 and list(answer.key) == ["recognised", "eigenfaces", "psnr"]


def test_one_slides_from_the_mean_to_the_rebuilt_image(answer):
    band = answer.picture.attributes["bands"][0]
    words = band["captions"]
    assert band["slides"] == "eigenfaces" and [word.split(":")[0] for word in words[1:]] == [str(j) for j in range(21)]
    sharp = [float(word.split(": ")[1].removesuffix(" dB")) for word in words[1:]]
    assert sharp == sorted(sharp) and sharp[-1] > sharp[0] + 5
    rebuilt = sheet([Band("", [answer.images["rebuilt"]], [""])])
    assert band["tiles"][-1] == rebuilt.attributes["bands"][0]["tiles"][0]
    assert draw(answer.picture).startswith(b"\x89PNG")


def test_notes_say_it_in_plain_words(answer):
    assert answer.notes[0].startswith("20 eigenfaces hold 9") and "64 pixels become 20 numbers" in answer.notes[0]
    assert answer.notes[-1] == "Its values run from 0 to 16; they were scaled to 0 to 255."
    assert answer.notes[1].startswith("Of 75 images that were kept back, 7") and "10 kinds" in answer.notes[1]


def test_kinds_are_counted_and_sorted(answer):
    kinds = answer.tables["kinds"]
    assert kinds.text["kind"] == tuple("0123456789")
    np.testing.assert_array_equal(kinds.matrix[:, :2].sum(axis=1), [FEW.labels.count(kind) for kind in "0123456789"])
    assert kinds.matrix[:, 2].sum() == round(75 * answer.numbers["recognised"])


def test_what_is_kept_back_has_no_part_in_what_is_learned():
    test = held_out_of_each(FEW.labels, 0.25, 0)
    pixels = np.array(FEW.pixels)
    pixels[test] = 255 - pixels[test]
    spoiled = Images(pixels, FEW.labels)
    np.testing.assert_array_equal(faces(spoiled).images["eigenfaces"], faces(FEW).images["eigenfaces"])


def learned(images, keep, whiten=False):
    return eigenfaces(images.pixels, np.array(images.labels), images.names, keep, whiten)


def test_all_eigenfaces_give_a_learned_image_back():
    model = learned(FEW, 0.999999999)
    np.testing.assert_array_equal(model.images(model.weights(FEW.pixels[:9])), FEW.pixels[:9])
    plain, whitened = (learned(FEW, 30, whiten) for whiten in (False, True))
    np.testing.assert_allclose(np.var(whitened.known, axis=0, ddof=1), 1)
    np.testing.assert_allclose(whitened.rows(whitened.known), plain.rows(plain.known))


def test_as_many_as_hold_nine_tenths_unless_told_otherwise():
    result = faces(FEW)
    kept = result.tables["steps"].matrix[-1, 1]
    assert 0.9 <= kept < 0.92 and result.numbers["variance_kept"] == pytest.approx(kept)


def test_images_that_nobody_named():
    result = faces(Images(FEW.pixels), components=5)
    assert "recognised" not in result.numbers and next(iter(result.key)) == "variance_kept"
    assert list(result.tables) == ["steps", "matches"] and "Nobody says" in result.notes[-1]


def test_nothing_kept_back():
    result = faces(FEW, test=0, components=5, rebuild=7)
    assert "No image was kept back" in "".join(result.notes) and result.main == "steps"


def test_a_kind_with_one_image_is_learned_and_not_tested():
    result = faces(Images(FEW.pixels[:20], ("alone", *FEW.labels[1:20])), components=3)
    assert result.tables["kinds"].matrix[-1].tolist() == [1, 0, 0]


def test_one_seed_gives_one_answer():
    one, again, other = (faces(FEW, components=5, seed=seed).tables["matches"].text["image"] for seed in (1, 1, 2))
    assert one == again != other


@pytest.mark.parametrize("shape", [(1, 2), (200, 90), (30, 300), (104, 104)])
def test_images_of_any_size_are_drawn(shape):
    tile = np.zeros(shape, np.uint8)
    picture = sheet([Band("$Title$", [tile] * 9, ["a very long caption that does not fit in"] * 9)])
    assert draw(picture, "png").startswith(b"\x89PNG")
    assert grid([tile] * 9).ndim == 3


@pytest.fixture(scope="module")
def saved():
    return faces(FEW, test=0, components=20).files["model.npz"]


def test_a_saved_model_recognises_new_images(saved):
    new = DIGITS.take(np.arange(1797) >= 1700)
    result = faces(new, use=saved)
    told = load(saved).predict(new.pixels.reshape(97, -1))
    assert result.tables["matches"].text["like"][::3] == tuple(told)
    assert result.numbers["recognised"] == np.mean(told == np.array(new.labels)) > 0.85
    np.testing.assert_array_equal(load(saved).predict(data.open("digits"))[1700:], told)  # as a table of 0 to 16 too
    assert "usually" in result.notes[-4] and "89 of 97" in result.notes[-3]


def test_a_photo_of_another_size_is_cut_to_the_middle_and_scaled(saved):
    large = np.kron(FEW.pixels[3], np.ones((4, 4), np.uint8))
    photo = Images(np.pad(large, ((0, 0), (9, 9)))[None], names=("me.jpg",), name="me.jpg")
    result = faces(photo, use=saved)
    assert "Of 50×32 pixels the middle was taken and scaled to 8×8" in result.notes[-1]
    assert result.tables["matches"].text["like"][0] == FEW.labels[3]
    assert result.notes[0].startswith("me.jpg is most like 3 (image 4), at a distance of")


def test_a_model_of_images_that_nobody_named_tells_them_by_their_own_names():
    saved = faces(Images(FEW.pixels[:30]), test=0, components=9).files["model.npz"]
    result = faces(FEW.take(np.arange(300) == 7), use=saved)
    assert result.notes[0].startswith("image 8 is most like image 8, at a distance of 0, before image")
    assert load(saved).predict(FEW.pixels[7].reshape(1, -1)).tolist() == ["image 8"]


@parametrize_with_checks([Eigenfaces(), Eigenfaces(1, whiten=True)])
def test_scikit_learns_own_checks(estimator, check):
    check(estimator)


@pytest.mark.parametrize("n_components", [0, 65, 1.0, "all", True])
def test_other_numbers_of_eigenfaces_are_refused(n_components):
    with pytest.raises(InputError, match=r"n_components is .* 300 rows × 64 columns"):
        Eigenfaces(n_components).fit(FEW.pixels.reshape(300, -1), FEW.labels)


REFUSED = [
    ("one image", Images(FEW.pixels[:1], name="me.jpg"), {}, ["me.jpg has only one image", "at least four"]),
    ("equal images", Images(np.ones((9, 4, 4), np.uint8)), {}, ["equal"]),
    ("too many eigenfaces", FEW, {"components": 65}, ["225 images of 64 pixels have only 64", "1 to 64"]),
    ("few images", Images(FEW.pixels[:8]), {"components": 6}, ["6 images of 64 pixels have only 5"]),
    ("no such image", FEW, {"rebuild": 301}, ["rebuild is 301, but there are 300 images"]),
    ("a large test", FEW, {"test": 0.95}, ["out of range"]),
]


@pytest.mark.parametrize(("images", "options", "words"), [case[1:] for case in REFUSED], ids=[c[0] for c in REFUSED])
def test_what_cannot_be_is_refused(images, options, words):
    with pytest.raises(InputError) as caught:
        faces(images, **options)
    assert all(word in str(caught.value) for word in words), str(caught.value)
