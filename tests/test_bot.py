"""The whole trip on small corpora, without a model: build, open, ask, rebuild, and every bad input."""

import os

import pytest
from fakes import WordEmbedder

from qabot import Bot, QabotError, Settings
from qabot.errors import BrokenIndexError, CorpusError, QuestionError, SettingsError
from qabot.index.build import build

ADA = """# Ada Berg

I am a researcher. E-mail: ada@tromsby.edu

## Research interests

- graph algorithms
- music of the ocean

## Publications

- Ada Berg, Bo Lindqvist. "Sparse Walks on Large Graphs". ICML, 2021.
"""


@pytest.fixture
def home(tmp_path):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "ada.md").write_text(ADA, encoding="utf-8")
    return Settings(corpus=tmp_path / "corpus", index=tmp_path / "index")


def ready(settings):
    return Bot.ready(settings, embedder=WordEmbedder())


def test_ready_builds_what_is_missing_and_what_is_stale(home):
    bot = ready(home)
    assert [profile.name for profile in bot.profiles()] == ["Ada Berg"]
    (home.corpus / "bo.md").write_text("# Bo Lindqvist\n\nE-mail: bo@tromsby.edu\n", encoding="utf-8")
    assert [profile.name for profile in ready(home).profiles()] == ["Ada Berg", "Bo Lindqvist"]


def test_an_answer_is_cited_to_its_words(home):
    bot = ready(home)
    answer = bot.ask("What is Ada Berg's e-mail?")
    assert "ada@tromsby.edu" in answer.text
    (citation,) = answer.citations
    assert bot.source(citation.source).text[citation.start : citation.end] == citation.snippet
    assert citation.source == "ada.md"
    assert str(answer).endswith(f"[1] Ada Berg, ada.md: “{citation.snippet}”")


def test_rebuild_switches_to_what_is_new(home):
    bot = ready(home)
    assert bot.ask("What is Bo Lindqvist's e-mail?").status == "no_profile"
    (home.corpus / "bo.md").write_text("# Bo Lindqvist\n\nE-mail: bo@tromsby.edu\n", encoding="utf-8")
    report = bot.rebuild()
    assert (report.added, report.unchanged) == (("bo.md",), ("ada.md",))
    assert "bo@tromsby.edu" in bot.ask("What is Bo Lindqvist's e-mail?").text


def test_what_another_process_builds_is_answered_from(home):
    bot = ready(home)
    (home.corpus / "bo.md").write_text("# Bo Lindqvist\n\nE-mail: bo@tromsby.edu\n", encoding="utf-8")
    build(home.corpus, home.index, embedder=WordEmbedder(), settings=home)
    assert "bo@tromsby.edu" in bot.ask("What is Bo Lindqvist's e-mail?").text
    assert [profile.name for profile in bot.profiles()] == ["Ada Berg", "Bo Lindqvist"]
    (home.corpus / "bo.md").unlink()
    build(home.corpus, home.index, embedder=WordEmbedder("other"), settings=home)  # which this bot cannot search
    assert "bo@tromsby.edu" in bot.ask("What is Bo Lindqvist's e-mail?").text
    for path in sorted(home.index.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    assert "bo@tromsby.edu" in bot.ask("What is Bo Lindqvist's e-mail?").text


@pytest.mark.parametrize("name", ["arrays.bin", "store.sqlite", "vectors.f16"])
def test_what_is_cut_short_under_an_open_bot_is_told_and_mended(home, name):
    bot = ready(home)
    assert "Ada Berg" in bot.ask("Who works on graph algorithms?").text
    (path,) = home.index.glob(f"s-*/{name}")
    os.truncate(path, path.stat().st_size // 2)
    with pytest.raises(BrokenIndexError, match=f"{name} is damaged") as error:  # to read on would end the process
        bot.ask("Who works on graph algorithms?")
    assert error.value.hint == "Build it again: python -m qabot index"
    build(home.corpus, home.index, embedder=WordEmbedder(), settings=home)
    assert "Ada Berg" in bot.ask("Who works on graph algorithms?").text


def test_removing_a_file_removes_what_it_brought(home):
    bot = ready(home)
    (home.corpus / "bo.md").write_text("# Bo Lindqvist\n\nE-mail: bo@tromsby.edu\n", encoding="utf-8")
    bot.rebuild()
    (home.corpus / "bo.md").unlink()
    assert bot.rebuild().removed == ("bo.md",)
    answer = bot.ask("What is Bo Lindqvist's e-mail?")
    assert not answer.answered and "bo@" not in answer.text


def test_a_conversation_can_be_taken_back(home):
    (home.corpus / "bo.md").write_text("# Bo Lindqvist\n\nE-mail: bo@tromsby.edu\n", encoding="utf-8")
    chat = ready(home).chat()
    chat.ask("Who is Ada Berg?")
    before = chat.state
    chat.ask("Who is Bo Lindqvist?")
    assert "bo@" in chat.ask("What is the e-mail?").text
    chat.state = before
    assert "ada@" in chat.ask("What is the e-mail?").text


@pytest.mark.parametrize(
    ("question", "error"), [("", "empty"), ("  \n", "empty"), ("x" * 100_000, "100,000 characters")]
)
def test_questions_of_no_or_too_many_characters(home, question, error):
    with pytest.raises(QuestionError, match=error) as caught:
        ready(home).ask(question)
    assert caught.value.hint


@pytest.mark.parametrize(
    "question", ["?", "...", "“”", "[1]", "%s {name} {0}", "\u202e\x00", "'; DROP TABLE chunk; --", "NEAR(", "*" * 1999,
                 "\ud800", "1/ \udfff who", "Ада" * 600],
)  # fmt: skip
def test_odd_questions_are_answered_honestly(home, question):
    answer = ready(home).ask(question)
    assert not answer.answered or answer.status == "help"


def test_a_missing_corpus_says_what_to_do(tmp_path):
    with pytest.raises(CorpusError, match="corpus") as caught:
        ready(Settings(corpus=tmp_path / "none", index=tmp_path / "index"))
    assert caught.value.hint


def test_an_empty_corpus_says_what_to_do(tmp_path):
    (tmp_path / "corpus").mkdir()
    with pytest.raises(CorpusError) as caught:
        ready(Settings(corpus=tmp_path / "corpus", index=tmp_path / "index"))
    assert caught.value.hint


def test_bad_files_are_named_and_the_rest_goes_on(home):
    (home.corpus / "empty.md").write_bytes(b"")
    (home.corpus / "picture.txt").write_bytes(b"\x89PNG\0\0\0")
    (home.corpus / "tool.exe").write_bytes(b"MZ")
    (home.corpus / "huge.txt").write_bytes(b"word " * 300_000)
    settings = home.model_copy(update={"max_file_mb": 1.0})
    report = build(settings.corpus, settings.index, embedder=WordEmbedder(), settings=settings)
    assert report.added == ("ada.md",)
    reasons = {skipped.file: skipped.reason for skipped in report.skipped}
    assert set(reasons) == {"empty.md", "picture.txt", "tool.exe", "huge.txt"}
    assert "empty" in reasons["empty.md"] and "binary" in reasons["picture.txt"] and "1" in reasons["huge.txt"]


def test_a_foreign_index_is_refused_with_both_names(home):
    ready(home)
    with pytest.raises(BrokenIndexError) as caught:
        Bot.open(home.index, home, embedder=WordEmbedder("other words"))
    assert "words" in caught.value.message and "other words" in caught.value.message
    assert "python -m qabot index" in caught.value.hint


def test_no_index_says_how_to_make_one(tmp_path):
    with pytest.raises(BrokenIndexError) as caught:
        Bot.open(tmp_path / "none", embedder=WordEmbedder())
    assert "python -m qabot index" in caught.value.hint


def test_a_damaged_index_is_built_again(home):
    ready(home)
    for path in home.index.rglob("*"):
        if path.is_file() and path.stat().st_size > 40 and path.parent != home.index:
            path.write_bytes(path.read_bytes()[:-20])
    assert "ada@" in ready(home).ask("What is Ada Berg's e-mail?").text


def test_files_in_any_order_answer_alike(tmp_path):
    answers = []
    for names in (["ada.md", "bo.md"], ["bo.md", "ada.md"]):
        corpus = tmp_path / names[0] / "corpus"
        corpus.mkdir(parents=True)
        for name in names:
            text = ADA if name == "ada.md" else ADA.replace("Ada Berg", "Bo Lind").replace("ada@", "bo@")
            (corpus / name).write_text(text, encoding="utf-8")
        bot = ready(Settings(corpus=corpus, index=corpus.parent / "index"))
        answers.append(
            [bot.ask(q) for q in ("Who works on graph algorithms?", "Who is Ada Berg?", "Which profiles do you know?")]
        )
    assert answers[0] == answers[1]


def test_settings_out_of_range_are_named():
    with pytest.raises(SettingsError, match="chunk_tokens") as caught:
        Settings(chunk_tokens=3)
    assert "QABOT_CHUNK_TOKENS" in caught.value.hint


def test_settings_come_from_the_environment(monkeypatch):
    monkeypatch.setenv("QABOT_PORT", "9000")
    assert Settings().port == 9000


def test_errors_print_message_and_hint():
    assert str(QabotError("Found x.", "Do y.")) == "Found x. Do y."
