"""The listing of a corpus: everyone once, in order, and a person made of nobody whose files are as before."""

from fakes import READERS, WordEmbedder

from qabot.index import build, corpus
from qabot.index.corpus import listed
from qabot.index.signs import sign_now
from qabot.index.terms import key63
from qabot.settings import Settings


def write(folder, **pages):
    for name, text in pages.items():
        path = folder / f"{name.replace('_', '/')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def test_plain_files_and_folders_stand_in_one_order(tmp_path):
    write(tmp_path, c="speech", b_one="graph", a="robot", d="")
    (tmp_path / "é.md").write_text("tree", "utf-8")
    listing = listed(tmp_path, max_bytes=1e6)
    assert listing.ids == ["a.md", "b", "c.md", "d.md", "é.md"]
    people = listing.people()
    assert [[(file.name, file.size, file.refused) for file in person.files] for person in people] == [
        [("a.md", 5, "")],
        [("b/one.md", 5, "")],
        [("c.md", 6, "")],
        [("d.md", 0, "empty")],
        [("é.md", 4, "")],
    ]
    assert [person.files[0].path.read_text("utf-8") for person in people] == ["robot", "graph", "speech", "", "tree"]
    assert listing.signs.tolist() == [sign_now(person.files) for person in people]
    assert listing.keys.tolist() == [key63(person.id) for person in people]


def test_it_tells_who_is_listed(tmp_path):
    write(tmp_path, a="robot", b_one="graph", c="speech")
    listing = listed(tmp_path, max_bytes=1e6)
    assert [person for person in ("", "a.md", "b", "b/one.md", "c.md", "d.md") if listing.has(person)] == [
        "a.md",
        "b",
        "c.md",
    ]


def test_a_letter_that_is_composed_of_a_plain_one_is_no_second_person(tmp_path):
    write(tmp_path, K="graph", **{"\u212a": "robot"})  # the sign for kelvin
    (person,) = listed(tmp_path, max_bytes=1e6).people()
    assert person.id == "K.md"
    assert [(file.path.name, file.refused) for file in person.files] == [
        ("K.md", ""),
        ("\u212a.md", "another file has the same name"),
    ]


def test_a_person_is_made_only_of_who_may_have_changed(tmp_path, monkeypatch):
    folder = tmp_path / "corpus"
    write(folder, **{f"p{number}": f"# Ann {number}\n\nocean" for number in range(9)})

    def run():
        return build(folder, tmp_path / "index", embedder=WordEmbedder(), settings=Settings(), read=READERS)

    monkeypatch.setattr("qabot.index.reading.JUST_NOW", (0, 0))  # their times tell at once
    run()
    made = []
    usual = corpus.File
    monkeypatch.setattr(corpus, "File", lambda *facts: made.append(facts[1]) or usual(*facts))
    write(folder, p4="# Ann 4\n\ngraph")
    report = run()
    assert (report.changed, made) == (("p4.md",), ["p4.md"])
    assert report.unchanged == tuple(f"p{number}.md" for number in range(9) if number != 4)
