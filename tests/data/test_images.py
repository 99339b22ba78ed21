"""Sets of images of one size: folders, archives, arrays and tables; and what is refused."""

import gzip
import io
import re
import zipfile

import numpy as np
import pytest
from PIL import Image as Pillow

from hiddenmath import data
from hiddenmath.data import Images, InputError, Table, images_of, open_images, png, read_images
from hiddenmath.data import _idx as idx_files
from hiddenmath.data import _images as module

RNG = np.random.default_rng(0)
GREY = [RNG.integers(0, 256, (4, 3), dtype=np.uint8) for _ in range(4)]
FACES = {"ann/10.png": GREY[0], "ann/2.png": GREY[1], "bob/1.png": GREY[2], "bob/2.png": GREY[3]}


def archive(members, **options):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, png(content) if isinstance(content, np.ndarray) else content)
    return out.getvalue()


def arrays(**given):
    out = io.BytesIO()
    np.savez(out, **given)
    return out.getvalue()


def test_the_folders_of_an_archive_say_who_they_are():
    found = read_images(archive(FACES), name="faces.zip")
    assert repr(found) == "Images 'faces.zip': 4 of 4×3 pixels, of 2 kinds"
    assert found.labels == ("ann", "ann", "bob", "bob")
    assert found.names == ("ann/2.png", "ann/10.png", "bob/1.png", "bob/2.png")  # 2 before 10
    np.testing.assert_array_equal(found.pixels[0], GREY[1])
    assert not found.pixels.flags.writeable


def test_a_folder_is_read_like_an_archive(tmp_path):
    for name, pixels in FACES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(png(pixels))
    from_folder, from_archive = read_images(tmp_path), read_images(archive(FACES), name="faces.zip")
    np.testing.assert_array_equal(from_folder.pixels, from_archive.pixels)
    assert (from_folder.labels, from_folder.names) == (from_archive.labels, from_archive.names)
    assert from_folder.name == tmp_path.name


def test_one_folder_alone_names_nobody():
    assert read_images(archive({"all/a.png": GREY[0], "all/b.png": GREY[1]}), name="x.zip").labels == ()


def test_what_is_no_image_is_passed_over_and_told():
    members = {**FACES, "readme.md": b"hello", "ann/Thumbs.db": b"\0\1", ".DS_Store": b"", "__MACOSX/ann/._2.png": b"x"}
    found = read_images(archive(members | {"more.zip": archive(FACES)}), name="faces.zip")
    assert len(found.pixels) == 4
    assert found.notes == ("What is no image was passed over: ann/Thumbs.db, more.zip, readme.md.",)


def test_colours_become_grey():
    red = np.zeros((4, 3, 3), np.uint8) + np.array([200, 0, 0], np.uint8)
    found = read_images(archive({"a.png": red, "b.png": GREY[0]}), name="x.zip")
    assert found.pixels[0, 0, 0] == 60 and found.notes == ("Colours became grey in 1 images.",)
    alone = read_images(png(red), name="photo.png")
    assert (alone.pixels.shape, alone.names, alone.notes) == (
        (1, 4, 3),
        ("photo.png",),
        ("It has colours, which became grey.",),
    )


def test_formats_without_a_known_suffix_are_tried():
    out = io.BytesIO()
    Pillow.fromarray(GREY[0]).save(out, "GIF")
    assert (
        len(read_images(archive({"subject01.happy": out.getvalue(), "subject01.sad": out.getvalue()}), "y.zip").pixels)
        == 2
    )


def test_arrays_with_labels():
    found = read_images(arrays(images=np.array(GREY), labels=np.array(["a", "a", "b", "b"])), name="x.npz")
    np.testing.assert_array_equal(found.pixels, GREY)
    assert found.labels == ("a", "a", "b", "b") and not found.notes
    scaled = read_images(arrays(faces=np.array(GREY) / 255), name="x.npz")
    np.testing.assert_array_equal(scaled.pixels, np.rint(np.array(GREY) * (255 / np.max(GREY))))
    assert "they were scaled to 0 to 255" in scaled.notes[0]


def idx(kind, array):
    return kind + b"".join(n.to_bytes(4, "big") for n in array.shape) + array.tobytes()


TRAIN = np.array(GREY[:3]), np.array([7, 1, 7], np.uint8)
TEST = np.array(GREY[3:]), np.array([2], np.uint8)
MNIST = {
    "raw/train-images-idx3-ubyte": idx(idx_files.IMAGES, TRAIN[0]),
    "raw/train-labels-idx1-ubyte": idx(idx_files.LABELS, TRAIN[1]),
    "raw/t10k-images-idx3-ubyte.gz": gzip.compress(idx(idx_files.IMAGES, TEST[0])),
    "raw/t10k-labels-idx1-ubyte.gz": gzip.compress(idx(idx_files.LABELS, TEST[1])),
}


def test_the_files_of_mnist_are_read_as_they_are_handed_out(tmp_path):
    found = read_images(archive(MNIST), name="mnist.zip")
    np.testing.assert_array_equal(found.pixels, [GREY[3], *GREY[:3]])
    assert found.labels == ("2", "7", "1", "7")
    assert found.notes == ("Its images: 1 of raw/t10k, 3 of raw/train.",)
    for path, content in MNIST.items():
        (tmp_path / path.removeprefix("raw/")).write_bytes(content)
    assert read_images(tmp_path).labels == found.labels
    alone = read_images(MNIST["raw/t10k-images-idx3-ubyte.gz"], name="t10k-images.idx3-ubyte.gz")
    assert alone.pixels.shape == (1, 4, 3) and not alone.labels


NO_IDX = [
    # archive, words
    (archive({path: MNIST[path] for path in list(MNIST)[1:]}), "raw/train-: 0 images and 3 labels"),
    (archive({**MNIST, "raw/train-labels-idx1-ubyte": idx(idx_files.LABELS, TEST[1])}), "3 images and 1 labels"),
    (archive({**MNIST, "raw/train-labels-idx1-ubyte": b"<html>"}), "begins with b'<htm'"),
    (
        archive({**MNIST, "raw/train-images-idx3-ubyte": MNIST["raw/train-images-idx3-ubyte"][:-1]}),
        "says that it holds 3×4×3",
    ),
    (archive({**MNIST, "raw/train-images-idx3-ubyte": idx_files.IMAGES}), "says that it holds 0×0×0 bytes"),
    (archive({**MNIST, "raw/t10k-images-idx3-ubyte.gz": MNIST["raw/t10k-images-idx3-ubyte.gz"][:-20]}), "says that it"),
    (
        archive({**MNIST, "raw/t10k-images-idx3-ubyte.gz": b"\x1f\x8bhello and more"}),
        "t10k-images-idx3-ubyte.gz is broken",
    ),
    (
        archive({**MNIST, "raw/t10k-images-idx3-ubyte.gz": idx(idx_files.IMAGES, np.ones((1, 2, 2), np.uint8))}),
        "shapes",
    ),
]


@pytest.mark.parametrize(("content", "words"), NO_IDX)
def test_broken_idx_files_are_named(content, words):
    with pytest.raises(InputError, match=re.escape(words)):
        read_images(content, name="mnist.zip")


def test_what_unpacks_to_far_more_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(module, "MOST_BYTES", 400)
    bomb = gzip.compress(idx(idx_files.IMAGES, np.zeros((10, 10, 10), np.uint8)))
    with pytest.raises(InputError, match="would unpack to more than"):
        read_images(bomb, name="t10k-images-idx3-ubyte.gz")


def test_a_table_with_one_image_a_row():
    lines = ["label,a,b,c,d", "7,0,10,200,255", "1,1,2,3,4"]
    found = read_images("\n".join(lines).encode(), name="mnist.csv")
    assert found.pixels.tolist() == [[[0, 10], [200, 255]], [[1, 2], [3, 4]]] and found.labels == ("7", "1")


def test_data_sets_of_images():
    assert "digits" in data.image_sets() and "iris" not in data.image_sets()
    digits, table = open_images("digits"), data.open("digits")
    assert digits.labels == table.text["digit"]
    np.testing.assert_allclose(digits.pixels.reshape(1797, -1), table.matrix * 255 / 16, atol=0.5)
    with pytest.raises(InputError, match=r"no images named 'iris' here.\nThere are: digits"):
        open_images("iris")


def locked():
    content = bytearray(archive(FACES))
    for at in range(len(content) - 4):  # the flag of a password, where each member begins and in the directory
        if content[at : at + 4] == b"PK\x03\x04":
            content[at + 6] |= 1
        if content[at : at + 4] == b"PK\x01\x02":
            content[at + 8] |= 1
    return bytes(content)


REFUSED = [
    # what, content, name, words
    ("sizes", archive({**FACES, "cat/1.png": np.zeros((5, 3), np.uint8)}), "x.zip",
     ["cat/1.png is 3×5 pixels, 4 of 5 images are 3×4", "faces with the eyes at the same place"]),
    ("a broken image", archive({**FACES, "ann/3.png": png(GREY[0])[:50]}), "x.zip", ["ann/3.png is broken"]),
    ("a text called image", archive({**FACES, "ann/3.png": b"hello"}), "x.zip", ["ann/3.png is a text"]),
    ("no image", archive({"a.txt": b"a"}), "x.zip", ["holds no image"]),
    ("nothing", archive({}), "x.zip", ["holds no image"]),
    ("outside", archive({"../../etc/a.png": GREY[0]}), "x.zip", ["'../../etc/a.png' leads out of the archive"]),
    ("absolute", archive({"/etc/a.png": GREY[0]}), "x.zip", ["leads out"]),
    ("a drive", archive({"C:\\a.png": GREY[0]}), "x.zip", ["leads out"]),
    ("a password", locked(), "x.zip", ["locked with a password"]),
    ("a broken archive", archive(FACES)[:-30], "x.zip", ["broken archive"]),
    ("empty", b"", "x.zip", ["x.zip is empty"]),
    ("objects", arrays(images=np.array([{}], dtype=object)), "x.npz", ["cannot be read"]),
    ("a matrix", arrays(points=np.ones((3, 4))), "x.npz", ["holds no images", "points (3, 4) float64"]),
    ("no numbers", arrays(images=np.full((2, 3, 3), np.nan)), "x.npz", ["no numbers"]),
    ("labels", arrays(images=np.array(GREY), labels=np.array(["a"])), "x.npz", ["1 labels for 4 images"]),
    ("no square", b"a,b,c\n1,2,3\n4,5,6\n", "x.csv", ["3 columns of numbers, which is no square"]),
    ("a gap", b"a,b,c,d\n1,2,3,4\n4,5,,6\n", "x.csv", ["line 3: column 'c' has no number"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "name", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_what_cannot_be_read_is_refused(content, name, words):
    with pytest.raises(InputError) as caught:
        read_images(content, name=name)
    assert all(word in str(caught.value) for word in words), str(caught.value)


def test_an_archive_that_would_unpack_to_far_more_is_not_opened(monkeypatch):
    monkeypatch.setattr(module, "MOST_BYTES", 5_000_000)
    bomb = archive({f"{i}.png": bytes(1_000_000) for i in range(6)})
    assert len(bomb) < 10_000
    with pytest.raises(InputError, match="would unpack to 6 MB; at most 5 MB"):
        read_images(bomb, name="bomb.zip")


@pytest.mark.parametrize(("limit", "words"), [("MOST_FILES", "has 4 files"), ("MOST_PIXELS", "more than 3 pixels")])
def test_too_many_are_refused(monkeypatch, limit, words):
    monkeypatch.setattr(module, limit, 3)
    with pytest.raises(InputError, match=words):
        read_images(archive(FACES), name="x.zip")


def test_a_table_knows_the_size_of_its_images():
    assert images_of(Table(tuple("abcdef"), np.arange(12.0).reshape(2, 6), image=(2, 3))).pixels.shape == (2, 2, 3)


@pytest.mark.parametrize("pixels", [np.zeros((2, 3), np.uint8), np.zeros((1, 2, 3)), np.zeros((0, 2, 3), np.uint8)])
def test_other_arrays_are_no_images(pixels):
    with pytest.raises(InputError, match="images × height × width"):
        Images(pixels)
