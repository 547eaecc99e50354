"""What is no profile in a corpus: links, devices, strange names, bombs. The script's short run, and its control."""

from faulting import run


def test_what_is_no_profile_costs_itself_alone():
    done = run("files.py")
    assert "FAULT" not in done.stdout, done.stdout
    assert done.returncode == 0, done.stderr
    assert "17 refused with its reason" in done.stdout


def test_a_link_that_is_followed_is_told():
    done = run("files.py", "--rows", "kinds", "--without", "looking")
    assert done.returncode == 1
    assert "FAULT 1 a word from outside the corpus got in" in done.stdout
