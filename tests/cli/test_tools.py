"""Each tool as a command: flags, files, JSON, and messages with exit code 2 for what a person can mend."""

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import typer
from PIL import Image
from typer.testing import CliRunner

from hiddenmath import data
from hiddenmath.apply import PCA, tools
from hiddenmath.cli.tools import add_tools
from hiddenmath.data import InputError, read_table

OWN = "name;height;weight\nAda;1,71;68\nMax;1,82;80\nEva;1,65;59\nTom;1,76;73\n"


@pytest.fixture(scope="module")
def app():
    made = typer.Typer(rich_markup_mode="markdown")
    add_tools(made)

    @made.callback()
    def root() -> None:
        """So that a single tool stays a command of its own."""

    return made


@pytest.fixture
def run(app, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.csv").write_text(OWN, encoding="utf-8")

    def invoke(*words):
        answer = CliRunner().invoke(app, ["pca", *words])
        if answer.exception and not isinstance(answer.exception, SystemExit):
            raise answer.exception
        return answer

    return invoke


def test_iris_in_the_terminal(run):
    answer = run("iris")
    assert answer.exit_code == 0
    expected = """
        Variance
         component variance share cumulative
         1 4.2282 0.9246 0.9246
         2 0.2427 0.0531 0.9777

        Loadings
         column component 1 component 2
         sepal length 0.3614 0.6566
         sepal width -0.0845 0.7302
         petal length 0.8567 -0.1734
         petal width 0.3583 -0.0755

        Scores
         species component 1 component 2
         setosa -2.6841 0.3194
    """
    assert answer.stdout.split()[: len(expected.split())] == expected.split()
    assert "145 more rows: --out FILE.csv" in answer.stdout
    assert "The first two of 4 directions keep 97.8% of the variance." in answer.stdout


def test_piped_output_is_plain_and_a_line_stays_a_line(run):
    lines = run("wine", "--components", "5").stdout.splitlines()
    assert not any(ord(letter) in range(0x2500, 0x2580) or letter == "\x1b" for line in lines for letter in line)
    assert any(line.startswith(" od280/od315 of diluted wines ") and len(line.split()) == 9 for line in lines)


@pytest.mark.parametrize(("source", "width"), [("iris", 80), ("wine", 80), ("wine", 50)])
def test_tables_fit_into_a_terminal_and_no_number_is_cut(app, source, width):
    terminal = {"COLUMNS": str(width), "FORCE_COLOR": "1", "TERM": "xterm"}
    answer = CliRunner().invoke(app, ["pca", source, "--components", "4"], env=terminal)
    lines = re.sub("\x1b\\[[0-9;]*m", "", answer.stdout).splitlines()
    assert any(set(line.strip()) == {"─"} for line in lines), "a terminal gets lines under the names of columns"
    assert all(len(line) <= width for line in lines)
    assert not any("…" in line for line in lines if not line.startswith("  … "))


def test_standard_input_is_a_source(app):
    answer = CliRunner().invoke(app, ["pca", "-"], input=OWN)
    assert answer.exit_code == 0 and "component 1" in answer.stdout
    refused = CliRunner().invoke(app, ["pca", "-"], input="a,b\n1\n")
    assert "standard input, line 2: 1 field" in str(refused.exception)


def test_what_is_small_is_not_shown_as_nothing(app):
    text = CliRunner().invoke(app, ["regress", "diabetes"]).stdout
    assert "1.0e-06" in text and "e-1" in text  # p of the intercept, errors of the methods
    assert "0.0000" not in text


@pytest.mark.parametrize("words", [["pca", "own.csv"], ["exercises"], ["pca", "--help"]])
def test_a_terminal_without_umlauts_is_no_reason_to_stop(run, words):
    Path("own.csv").write_text("Größe,σ\n1,2\n3,5\n", encoding="utf-8")
    plain = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "HIDDENMATH_DATA_DIR": str(Path.cwd())}
    done = subprocess.run([sys.executable, "-m", "hiddenmath", *words], env=plain, capture_output=True, text=True)
    assert done.returncode == 0 and done.stderr == ""


def test_what_the_system_refuses_is_a_sentence(run):
    done = subprocess.run(
        [sys.executable, "-m", "hiddenmath", "pca", "iris", "--out", "/"], capture_output=True, text=True
    )
    assert done.returncode == 2 and done.stderr.rstrip().endswith("(/).") and "Errno" not in done.stderr


def test_a_table_of_ones_own_with_decimal_commas(run):
    answer = run("own.csv")
    assert answer.exit_code == 0
    assert "Numbers have a decimal comma: '1,71' was read as 1.71." in answer.stdout


def test_every_file_is_written_and_told(run):
    answer = run("iris", "--plot", "cloud.png", "--out", "scores.csv", "--save", "model.npz")
    assert [line for line in answer.stdout.splitlines() if line.startswith("Wrote")] == [
        "Wrote cloud.png.", "Wrote scores.csv.", "Wrote model.npz."
    ]  # fmt: skip
    assert Image.open(io.BytesIO(Path("cloud.png").read_bytes())).size == (1800, 1080)
    scores, iris = read_table("scores.csv"), data.open("iris")
    model = PCA.load("model.npz")
    np.testing.assert_array_equal(scores.matrix, model.transform(iris.matrix))
    assert scores.text["species"] == iris.text["species"]


def test_a_table_is_written_as_parquet_and_read_again_and_a_sheet_by_its_name(run):
    assert run("iris", "--out", "scores.parquet").exit_code == 0
    assert run("iris", "--out", "scores.csv").exit_code == 0
    np.testing.assert_array_equal(read_table("scores.parquet").matrix, read_table("scores.csv").matrix)
    assert run("scores.parquet").exit_code == 0
    np.savez("two.npz", A=np.eye(3), B=np.diag([1.0, 2.0, 3.0, 4.0]))
    assert "The array 'A' was read." in run("two.npz").stdout
    assert len(json.loads(run("two.npz#B", "--json").stdout)["tables"]["scores"]["rows"]) == 4


def test_json_is_one_object_without_nan(run):
    answer = run("iris", "--json", "--out", "scores.csv")
    found = json.loads(answer.stdout, parse_constant=pytest.fail)
    assert found["numbers"]["variance_1"] == pytest.approx(0.9246187232)
    assert len(found["tables"]["scores"]["rows"]) == 150
    assert found["picture"]["name"] == "cloud"


FLAGS = [
    # words, the option that arrives
    (["--components", "3"], {"components": 3}),
    (["--scale"], {"scale": True}),
    (["--no-scale"], {"scale": False}),
    (["--missing", "drop"], {"missing": "drop"}),
    (["--without", "petal width"], {"without": "petal width"}),
]


@pytest.mark.parametrize(("words", "options"), FLAGS)
def test_a_flag_is_the_option_of_its_name(run, words, options):
    by_flag = json.loads(run("iris", "--json", *words).stdout)
    assert by_flag == json.loads(tools()["pca"](data.open("iris"), **options).json())


REFUSED = [
    # words, words of the message
    (["irsi"], ["neither a data set nor a file named 'irsi'", "Did you mean iris?", "iris, wine, diabetes"]),
    (["none.csv"], ["There is no file none.csv"]),
    (["own.csv", "--out", "own.csv"], ["--out own.csv would overwrite the data"]),
    (["own.csv", "--plot", "./own.csv"], ["would overwrite"]),
    (["own.csv", "--save", "link.csv"], ["would overwrite"]),
    (["iris", "--out", "a.csv", "--save", "a.csv"], ["Two flags write to a.csv"]),
    (["iris", "--out", "none/a.csv"], ["there is no folder none"]),
    (["iris", "--plot", "a.gif"], ["cannot be written as .gif", ".png, .svg, .pdf"]),
    (["iris", "--components", "9"], ["has only 4 directions"]),
    (["holes.csv"], ["holes.csv: 1 value is missing, in column 'b' (line 3)", "set --missing to drop"]),
    (["own.csv", "--label", "nme"], ["Did you mean 'name'?"]),
]


@pytest.mark.parametrize(("words", "message"), REFUSED, ids=[" ".join(case[0]) for case in REFUSED])
def test_what_a_person_can_mend_is_said_and_nothing_is_written(run, tmp_path, words, message):
    (tmp_path / "link.csv").symlink_to(tmp_path / "own.csv")
    (tmp_path / "holes.csv").write_text("a,b\n1,2\n3,\n4,7\n")
    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(InputError) as caught:
        run(*words)
    assert all(word in str(caught.value) for word in message), str(caught.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert (tmp_path / "own.csv").read_text(encoding="utf-8") == OWN


@pytest.mark.parametrize(
    "words", [["--components", "many"], ["--components", "0"], ["--missing", "guess"], ["--nothing"]]
)
def test_a_flag_that_cannot_be_read_is_exit_code_2(run, words):
    answer = run("iris", *words)
    assert answer.exit_code == 2 and not answer.stdout and words[0] in answer.stderr


def test_help_is_the_docstring_and_the_options(run):
    text = " ".join(run("--help").stdout.split())
    assert "PCA: many columns on a flat page." in text
    assert all(f"--{option.name}" in text for option in tools()["pca"].options)


SAVES = {
    # command: its --save, "" where there is nothing to use again
    "pca": "FILE.npz", "regress": "FILE.npz", "clean": "FILE.json", "compress": "FILE.npz", "denoise": "",
    "inspect": "", "search": "", "recommend": "FILE.npz", "transform": "", "pagerank": "", "markov": "",
    "words": "FILE.npz", "sentiment": "FILE.npz", "digits": "FILE.npz",
    "generate": "FILE.npz", "lowrank": "FILE.npz",
}  # fmt: skip


@pytest.mark.parametrize("name", list(SAVES))
def test_save_is_offered_where_there_is_something_to_use_again(app, name):
    text = " ".join(re.sub("\x1b\\[[0-9;]*m|[│╭╮╰╯─]", "", CliRunner().invoke(app, [name, "--help"]).stdout).split())
    assert (f"--save {SAVES[name]}" in text) if SAVES[name] else ("--save" not in text)
    assert (("--use " + SAVES[name]) in text) == any(option.name == "use" for option in tools()[name].options)


def test_a_saved_model_is_used_again(app, run, tmp_path):
    def invoke(*words):
        answer = CliRunner().invoke(app, words)
        if answer.exception and not isinstance(answer.exception, SystemExit):
            raise answer.exception
        return answer.stdout

    assert "Wrote model.npz." in invoke("regress", "own.csv", "--save", "model.npz", "--out", "first.csv")
    assert "A saved model was used" in invoke("regress", "own.csv", "--use", "model.npz", "--out", "second.csv")
    assert read_table("second.csv").matrix.tolist() == read_table("first.csv").matrix.tolist()
    invoke("clean", "own.csv", "--standardise", "--save", "recipe.json", "--out", "first.csv")
    invoke("clean", "own.csv", "--use", "recipe.json", "--out", "second.csv")
    assert Path("second.csv").read_text() == Path("first.csv").read_text()
    for words, message in [
        (("regress", "own.csv", "--use", "none.npz"), "There is no file none.npz"),
        (("regress", "own.csv", "--use", "own.csv"), "own.csv is no saved model: it is a text that begins with 'name;"),
        (("clean", "own.csv", "--use", "model.npz"), "model.npz is no recipe"),
        (("regress", "own.csv", "--use", "model.npz", "--save", "model.npz"), "--save model.npz would overwrite"),
    ]:
        with pytest.raises(InputError, match=message):
            invoke(*words)


def test_registering_the_commands_loads_no_heavy_library():
    program = (
        "import sys, typer; from hiddenmath.cli.tools import add_tools; add_tools(typer.Typer());"
        "print({'sklearn', 'scipy', 'matplotlib', 'polars', 'PIL', 'rich'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_running_a_command_does_not_load_scikit_learn():
    program = (
        "import sys, typer; from hiddenmath.cli.tools import add_tools; app = typer.Typer(); add_tools(app)\n"
        "app.callback()(lambda: None)\n"
        "app(['pca', 'iris', '--json'], standalone_mode=False)\n"
        "print({'sklearn', 'scipy', 'matplotlib'} & set(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr == "set()\n"
