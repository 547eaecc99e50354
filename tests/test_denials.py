"""Questions that deny something: what stands before the denial must hold all the same."""

from __future__ import annotations

import pytest
from people import Talk

from qabot.profiles import make_profile
from qabot.sources.markdown import read_markdown
from qabot.sources.private import covered

MIRA = """# Mira Oltan

## Positions

- Postdoc, Quillon University, 2018 - 2020
- Engineer, Kestrel Labs, 2009 - 2010

## Publications

- Mira Oltan, Bo Lindqvist. Slow Rivers of Peat. Peat Letters, 2014.
- Mira Oltan, Greta Molin. Wet Graphs for Everybody. NeurIPS, 2015.
- Mira Oltan, Bo Lindqvist. Quick Bogs at Night. NeurIPS, 2015.
- Mira Oltan. A Theory of Moss. ICML, 2015.
- Lin Tarn, Mira Oltan. Ropes of Rain. ICML, 2019.

## Awards

- Dean's List, Lake University, 2006
- Moss Medal, 2008
- Peat Prize, 2011

## Projects

- Peat Watch, as PI, 2018
- Moss Atlas, as WP leader, 2019
- Bog Radar, as WP leader, 2020
"""
TITLES = (
    "Slow Rivers", "Wet Graphs", "Quick Bogs", "Theory of Moss", "Ropes of Rain", "Peat Watch", "Moss Atlas", "Bog Radar",
    "Dean's List", "Moss Medal", "Peat Prize",
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Which papers did Mira Oltan write without Bo Lindqvist?", ["Wet Graphs", "Theory of Moss", "Ropes of Rain"]),
        ("Which 2015 papers did Mira Oltan write without Bo Lindqvist?", ["Wet Graphs", "Theory of Moss"]),
        ("Which papers of 2015 did Mira Oltan not publish at NeurIPS?", ["Theory of Moss"]),
        ("Which of Mira Oltan's NeurIPS papers were not written with Greta Molin?", ["Quick Bogs"]),
        ("Which of Mira Oltan's papers did not appear in 2015?", ["Slow Rivers", "Ropes of Rain"]),
        ("Which of Mira Oltan's ICML papers did not appear in 2015?", ["Ropes of Rain"]),
        ("Which papers of Mira Oltan appeared at ICML but not in 2019?", ["Theory of Moss"]),
        ("Which of Mira Oltan's papers are not a NeurIPS paper?", ["Slow Rivers", "Theory of Moss", "Ropes of Rain"]),
        ("Which projects did Mira Oltan lead as PI and not as WP leader?", ["Peat Watch"]),
        ("Which awards has Mira Oltan (not counting the Dean's List)?", ["Moss Medal", "Peat Prize"]),
        ("Welche Publikationen von 2015 hat Mira Oltan ohne Bo Lindqvist geschrieben?", ["Wet Graphs", "Theory of Moss"]),
        ("Mira Oltan 2015年发表的论文中，哪些不是发表在NeurIPS的？", ["Theory of Moss"]),
        ("Mira Oltan의 2015년 논문 중 NeurIPS가 아닌 것은?", ["Theory of Moss"]),
    ],
)  # fmt: skip
def test_what_is_not_denied_must_hold(question, told):
    source = covered(read_markdown("oltan.md", MIRA))
    text = Talk((make_profile("oltan.md", [source]), source)).ask(question).text
    assert [title for title in TITLES if title in text] == told, text


def test_no_is_not_said_of_a_name_that_another_script_may_hide():
    page = "# Mira Oltan\n\n## Positions\n\n- Engineer, 苔石科技, 2018 - 2020\n- Postdoc, 武汉大学, 2016 - 2018\n"
    source = covered(read_markdown("oltan.md", page))
    talk = Talk((make_profile("oltan.md", [source]), source))
    assert talk.ask("Did Mira Oltan work at Mossrock?").status == "not_stated"
    page = page.replace("- Engineer, 苔石科技, 2018 - 2020\n", "")
    source = covered(read_markdown("oltan.md", page))
    talk = Talk((make_profile("oltan.md", [source]), source))
    assert talk.ask("Did Mira Oltan work at Mossrock?").text.startswith("No.")
    assert talk.ask("Did Mira Oltan work at Wuhan University?").text.startswith("Yes.")
