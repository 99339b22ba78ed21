"""Files of word vectors and of texts: what each program writes is read, and what is broken is named."""

import io
import zipfile

import numpy as np
import pytest

from hiddenmath import data
from hiddenmath.data import InputError, Vectors, read_texts, read_vectors, read_words, written

OWN = Vectors(("king", "zürich", "東京"), np.array([[1.5, -2e-7, 0], [0.1, 3, 4], [1e20, 5, 6]], np.float32), "own")


def saved(vectors):
    """As the tool `words` saves them."""
    out = io.BytesIO()
    np.savez(out, kind=np.array("words"), words=np.array("\n".join(vectors.words)), matrix=vectors.matrix)
    return out.getvalue()


@pytest.mark.parametrize("form", ["glove", "word2vec", "word2vec-binary"])
def test_each_form_is_read_as_it_was_written(form):
    again = read_words(written(OWN, form), name="a.bin")
    assert again.words == OWN.words and np.array_equal(again.matrix, OWN.matrix)


def test_our_own_form_is_exact():
    again = read_vectors(saved(OWN), "own.npz")
    assert again.words == OWN.words and np.array_equal(again.matrix, OWN.matrix)


def test_binary_without_line_breaks_and_words_with_spaces():
    rows = b"".join(f"{w} ".encode() + v.tobytes() for w, v in zip(OWN.words, OWN.matrix, strict=True))
    assert read_vectors(b"3 3\n" + rows, "a.bin").words == OWN.words
    assert read_vectors(b"king 1 2\nqueen 3 4\n. . 5 6\n", "a.txt").words[2] == ". ."


def test_of_a_word_that_stands_there_twice_the_first_is_kept():
    read = read_vectors(b"a 1 2\nb 3 4\na 5 6\n", "a.txt")
    assert read.words == ("a", "b") and read.matrix.tolist() == [[1, 2], [3, 4]] and "more than once" in read.notes[0]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"3 2\na 1 2\nb 3 4\n", "there are 2"),
        (b"2 2\na 1 2\nb 3\n", "line 3"),
        (b"a 1 2\nb 3 4\nc 5\n", "line 3"),
        (b"a 1 2\nb nan 4\n", "not finite"),
        (b"5 100\nking \x00\x01\x02", "only"),
        (b"0 5\n", "0 words"),
        (saved(OWN)[:200], "no file of word vectors"),
        (b"Once upon a time.\n", "no file of word vectors"),
    ],
)
def test_what_is_broken_is_named(content, said):
    with pytest.raises(InputError, match=said):
        read_vectors(content, "my.txt")


def test_the_words_that_come_along_are_those_of_glove():
    glove = data.open_vectors("glove")
    assert glove.matrix.shape == (20_000, 50) and glove.words[:4] == ("the", "of", "to", "and")
    assert glove.vector("the")[:3] == pytest.approx([0.418, 0.24968, -0.41242], abs=2e-4)  # as Stanford's file has it


def folder(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.txt").write_text("One fish.")
    (tmp_path / "sub" / "b.md").write_text("Zwei Fische, größer.", encoding="cp1252")
    (tmp_path / "empty.txt").write_text(" \n")
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (tmp_path / "data.bin").write_bytes(bytes(range(256)))
    (tmp_path / ".hidden").write_text("secret")
    return tmp_path


def test_a_folder_gives_its_texts_and_says_what_it_left_out(tmp_path):
    texts = read_texts(folder(tmp_path))
    assert texts.names == ("a.txt", "sub/b.md") and "größer" in texts.documents[1]
    said = " ".join(texts.notes)
    assert "empty: empty.txt" in said and "no text: data.bin, photo.png" in said and "Windows-1252" in said


def test_a_zip_is_read_like_its_folder(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path in folder(tmp_path).rglob("*"):
            archive.write(path, path.relative_to(tmp_path))
    assert set(read_texts(out.getvalue(), "a.zip").names) == {"a.txt", "sub/b.md"}


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "is empty"), (b"\x89PNG\r\n", "is no text"), (b"a\0b", "zero byte"), (b"1 2", "no word")],
)
def test_files_that_are_no_texts(content, said):
    with pytest.raises(InputError, match=said):
        read_texts(content, "my.txt")


def test_an_office_document_is_no_archive_of_texts():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:p>One fish.</w:p>")
    with pytest.raises(InputError, match="docx is an office document"):
        read_texts(out.getvalue(), "my.docx")


def test_a_folder_without_texts(tmp_path):
    with pytest.raises(InputError, match="holds no text"):
        read_texts(tmp_path)
