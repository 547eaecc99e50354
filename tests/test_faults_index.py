"""The scripts that harm an index, in their short runs: nothing is lost, and with a check switched off they tell it."""

import pytest
from faulting import run


@pytest.mark.parametrize(
    "script", ["index_kill.py", "index_power.py", "index_full.py", "index_damage.py", "index_readers.py"]
)
def test_no_harm_loses_or_mixes_an_index(script):
    done = run(script)
    assert "FAULT" not in done.stdout, done.stdout
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("script", "check", "row", "told"),
    [
        ("index_kill.py", "keeping", "commit", " lost"),
        ("index_power.py", "sync", "next", " at the end"),
        ("index_full.py", "keeping", "size", "told, lost"),
        ("index_damage.py", "checks", "cut", "stale answers as if nothing were"),
        ("index_readers.py", "wholeness", "apart", "mixed or incomplete"),
    ],
)
def test_what_a_check_is_for_is_told_when_it_is_switched_off(script, check, row, told):
    done = run(script, "--rows", row, "--without", check)
    if "not tried" in done.stdout:
        pytest.skip(done.stdout)
    assert done.returncode == 1
    assert "FAULT" in done.stdout and told in done.stdout, done.stdout
