"""`hiddenmath serve`: what keeps it from starting is one sentence and exit code 2."""

import subprocess
import sys


def test_a_folder_that_cannot_hold_progress_is_said_before_the_server_starts(tmp_path):
    (tmp_path / "file").write_text("no folder")
    words = ["serve", "--no-browser", "--port", "0", "--data-dir", str(tmp_path / "file" / "progress")]
    done = subprocess.run([sys.executable, "-m", "hiddenmath", *words], capture_output=True, text=True, timeout=60)
    assert done.returncode == 2 and done.stdout == ""
    assert "cannot be used" in done.stderr and "--data-dir" in done.stderr and "Traceback" not in done.stderr
