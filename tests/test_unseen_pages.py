"""Single pages as they come, read and asked: front matter that breaks YAML, parts in grants, names beside asking words."""

from __future__ import annotations

from people import Talk

from qabot.profiles import make_profile
from qabot.sources.markdown import read_markdown


def test_who_leads_which_grant():
    page = "# Bo Lind\n\n## Grants\n\n- Lead PI, Moss Fund, Peat Maps, 2019\n- Co-PI, Fen Trust, Fen Maps, 2020, with Ana Ruiz\n"
    source = read_markdown("p.md", page)
    lead, beside = (
        Talk((make_profile("p.md", [source]), source)).ask(f"On which grants is Bo Lind {part}?").text
        for part in ("the lead PI", "a co-PI")
    )
    assert "Peat Maps" in lead and "Fen Maps" not in lead
    assert "Fen Maps" in beside and "Peat Maps" not in beside


def test_a_fellowship_that_is_a_post():
    page = "# Bo Lind\n\nI am a Provost Fellow at Elmford University.\n"
    source = read_markdown("p.md", page)
    assert (
        "Provost Fellow"
        in Talk((make_profile("p.md", [source]), source)).ask("What fellowship does Bo Lind hold?").text
    )


def test_a_name_beside_a_word_that_asks():
    page = "# Bo Ashlind\n\n## Education\n\n- BSc in Botany, Elmford College, 2015\n"
    source = read_markdown("p.md", page)
    assert (
        "Elmford College"
        in Talk((make_profile("p.md", [source]), source)).ask("ashlind undergrad subject and college").text
    )


def test_papers_but_for_a_kind():
    page = "# Bo Lind\n\n## Publications\n\n- Bo Lind. Peat. Moss Letters, 2020.\n\n## Working papers\n\n- Bo Lind. Fen. 2023.\n"
    source = read_markdown("p.md", page)
    text = (
        Talk((make_profile("p.md", [source]), source))
        .ask("How many papers has Bo Lind written, leaving out working papers?")
        .text
    )
    assert "1 paper" in text and "Peat" in text and "Fen" not in text


def test_front_matter_that_breaks_yaml_is_read_key_by_key():
    front = "---\ntitle: Oda Brandvik\neducation:\n  courses:\n  - course: PhD in Botany\n    institution: Norrvik University\n"
    page = f"{front}    year: 2020\nsocial:\n- icon: twitter\n  link: https://a.test\n - icon: cv\n   link: cv.pdf\n---\nHello.\n"
    profile = make_profile("p.md", [read_markdown("p.md", page)])
    assert [(d.degree, d.field, d.organization, d.end) for d in profile.education] == [
        ("PhD", "Botany", "Norrvik University", "2020")
    ]


def test_an_interest_in_front_matter_is_no_name():
    page = (
        '+++\n[interests]\n  interests = ["Plant-Water Interactions", "Peat"]\n+++\n\n# Biography\n\nI work on peat.\n'
    )
    assert make_profile("bolind.md", [read_markdown("bolind.md", page)]).name != "Plant-Water Interactions"


def test_links_in_a_tag_that_holds_markdown():
    page = '# Bo Lind\n\n<details>\n  <summary markdown="span"> PhD, [Norrvik](https://n.test){: .btn}, 2020\n</summary>\n</details>\n'
    assert "PhD, Norrvik, 2020" in " ".join(read_markdown("p.md", page).text.split())
