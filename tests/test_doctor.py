"""`doctor`: one line for each thing that can be wrong, and what to do; it ends with 1 where something must be done."""

import json
import os

import pytest
from fakes import READERS, WordEmbedder
from typer.testing import CliRunner

from qabot.commands import app
from qabot.doctor import _age, checks
from qabot.index import build
from qabot.index.quick import QuickEmbedder
from qabot.settings import Settings

NAMES = ["corpus", "index", "model", "language model", "settings", "permissions", "disk", "access", "privacy", "limits"]


@pytest.fixture
def home(tmp_path, monkeypatch):
    for name in [name for name in os.environ if name.startswith("QABOT_")]:
        monkeypatch.delenv(name)
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "ann.md").write_text("# Ann\n\ngraph", "utf-8")
    settings = Settings(corpus=tmp_path / "corpus", index=tmp_path / "index", cache=tmp_path / "cache")
    model = QuickEmbedder(settings.embed_model, settings.cache)
    embedder = WordEmbedder(model.name)
    build(settings.corpus, settings.index, embedder=embedder, settings=settings, read=READERS)
    return settings


def found(settings, name):
    return next(check for check in checks(settings) if check.name == name)


def changed(settings, **values):
    return settings.model_copy(update=values)


def test_all_is_well(home):
    assert [(check.name, check.ok) for check in checks(home)] == [(name, True) for name in NAMES]
    assert found(home, "corpus").found == f"1 given and 0 uploaded profiles in {home.corpus}"
    assert found(home, "index").found.startswith("1 profiles, 1 passages, ")
    assert "sound in every byte; generation " in found(home, "index").found
    assert "not made quick yet" in found(home, "model").found
    assert not home.cache.exists()  # it only looks


@pytest.mark.parametrize(("there", "told"), [(True, "run by openvino bf16, many passages by the GPU"), (False, "bf16")])
def test_what_runs_the_model_is_said_and_a_gpu_where_there_is_one(home, monkeypatch, there, told):
    monkeypatch.setattr(QuickEmbedder, "is_exported", True)
    monkeypatch.setattr(QuickEmbedder, "backend", "openvino bf16")
    monkeypatch.setattr(QuickEmbedder, "why", "")
    monkeypatch.setattr("qabot.index.reference.cuda_there", lambda: there)
    assert found(home, "model").found.endswith(told)


def test_what_is_wrong_with_the_corpus_is_said(home):
    (home.corpus / "pipe.md").symlink_to("/dev/null")
    (home.corpus / "uploads").mkdir()
    (home.corpus / "uploads" / "bo.md").write_text("# Bo")
    check = found(changed(home, uploads=False), "corpus")
    assert check.ok
    assert check.found.endswith("; the uploaded ones are switched off; 1 files cannot be read")
    assert check.found.startswith("2 given and 1 uploaded profiles in ")
    assert check.hint == "For example pipe.md: a link that leads out of the corpus."
    assert not found(changed(home, corpus=home.corpus / "absent"), "corpus").ok


def test_an_index_that_is_missing_old_or_damaged_is_said(home):
    (home.corpus / "bo.md").write_text("# Bo\n\nrobot", "utf-8")
    check = found(home, "index")
    assert (check.ok, check.hint) == (False, "Run: python -m qabot index")
    assert check.found == "1 profiles, but not those of the corpus and the settings as they are"
    absent = found(changed(home, index=home.index / "absent"), "index")
    assert (absent.ok, absent.found) == (False, f"There is no index in {home.index / 'absent'}.")
    for path in home.index.rglob("*"):
        if path.is_file() and path.stat().st_size > 300:
            path.write_bytes(path.read_bytes()[:-1] + b"\0\0")
    assert "damaged" in found(home, "index").found and not found(home, "index").ok


def test_a_setting_that_is_none_is_named_with_its_neighbour(home, monkeypatch):
    assert found(changed(home, rate=5, password=type(home.password)("secret")), "settings").found == (
        f"changed: corpus={home.corpus}, index={home.index}, cache={home.cache}, password=(set), rate=5"
    )
    monkeypatch.setenv("QABOT_PASWORD", "x")
    check = found(home, "settings")
    assert (check.ok, check.found) == (False, "QABOT_PASWORD: there is no such setting")
    assert check.hint == "Unset it, or did you mean QABOT_PASSWORD?"


@pytest.mark.parametrize(
    ("values", "ok", "told"),
    [
        ({}, True, "this machine alone; whoever uses this machine adds, deletes and rebuilds"),
        ({"edit": False}, True, "this machine alone; nobody adds, deletes and rebuilds"),
        ({"host": "0.0.0.0"}, True, "open to the network; nobody adds, deletes and rebuilds"),
        ({"host": "0.0.0.0", "password": "x" * 11}, False, "open to the network, with a password of 11 characters"),
        ({"host": "0.0.0.0", "password": "x" * 12}, True, "whoever knows the password adds, deletes and rebuilds"),
        ({"host": "0.0.0.0", "password": "x", "edit": False}, True, "nobody adds, deletes and rebuilds"),
    ],
)
def test_who_may_do_what_is_said(home, values, ok, told):
    secret = {"password": type(home.password)(values["password"])} if "password" in values else {}
    check = found(changed(home, **{**values, **secret}), "access")
    assert (check.ok, check.found.endswith(told)) == (ok, True), check.found


def test_contact_data_is_not_for_the_network(home):
    assert found(changed(home, show_contact=True), "privacy").ok
    check = found(changed(home, show_contact=True, host="0.0.0.0"), "privacy")
    assert (check.ok, check.hint) == (False, "Unset QABOT_SHOW_CONTACT where the network can ask.")


def test_rights_and_room_are_said(home, monkeypatch):
    home.index.chmod(0o777)
    check = found(home, "permissions")
    assert (check.ok, check.hint) == (False, f"Run: chmod go-w {home.index}")
    monkeypatch.setattr("qabot.doctor.shutil.disk_usage", lambda path: type("Usage", (), {"free": 5e6}))
    check = found(home, "disk")
    assert (check.ok, check.found) == (False, "0.0 GB free for the index")
    assert check.hint == "Make room: a build wants 0.2 GB beside the old index."


@pytest.mark.parametrize(
    ("seconds", "told"), [(-1, "0 s"), (90, "90 s"), (180, "3 minutes"), (9e3, "2 hours"), (1e6, "12 days")]
)
def test_an_age_is_told_in_one_unit(seconds, told):
    assert _age(seconds) == told


def test_the_command_ends_with_1_where_something_must_be_done(home, monkeypatch):
    for name in ("corpus", "index", "cache"):
        monkeypatch.setenv(f"QABOT_{name.upper()}", str(getattr(home, name)))
    run = CliRunner().invoke(app, ["doctor"])
    assert run.exit_code == 0
    lines = run.stdout.splitlines()
    assert [line[5:19].strip() for line in lines if line[:3] in ("ok ", "FIX")] == NAMES
    assert len(lines) <= 24
    monkeypatch.setenv("QABOT_HOTS", "x")
    run = CliRunner().invoke(app, ["doctor"])
    assert run.exit_code == 1
    assert "FIX  settings       QABOT_HOTS: there is no such setting" in run.stdout
    told = json.loads(CliRunner().invoke(app, ["doctor", "--json"]).stdout)
    assert [check["name"] for check in told] == NAMES
