"""What stands below a date, beside a name or behind a title in the vitae of many countries, on invented people."""

from __future__ import annotations

import json

from qabot.profiles import Profile, make_profile
from qabot.sources.json_ import read_json
from qabot.sources.markdown import read_markdown


def profile(text: str) -> Profile:
    return make_profile("p0001.md", [read_markdown("p0001.md", text)])


def posts(found: Profile) -> list[tuple[str, str, str | None, str | None]]:
    return [(p.role, p.organization, p.start, p.end) for p in found.positions]


def test_lists_below_dates():
    found = profile(
        "# 刘小桥\n\n## 职业经历\n\n- 2017.08 - 2018.01\n  - 课程助教\n  - 课程: 量子力学\n  - 主课教师: 乔大山 教授\n"
        "  - 远山大学\n- 2019.04.01 - 2021.03.31 (中止于2020.09.30)\n  - 雪山学术振兴会特别研究员\n"
        "  - 主持基金项目“冰的热力学”\n"
    )
    assert posts(found) == [
        ("课程助教", "远山大学", "2017-08", "2018-01"),
        ("特别研究员", "雪山学术振兴会", "2019-04", "2021-03"),
    ]


def test_whose_group_a_degree_was_earned_in():
    found = profile(
        "# 刘小桥\n\n## 教育经历\n\n- 2020.09.24 - 2023.09.22\n  - 物理学 博士, Department of Physics, 北海大学\n"
        "  - Prof. Hanako Yamada's Group\n"
    )
    assert [a.text for a in found.advisors] == ["Hanako Yamada"]


def test_internships_named_behind_the_firm():
    found = profile(
        "# 林小雪\n\n## 实习经历\n\n- *2024.04 - 2024.07*, 雪山教育创新中心（SNOW-EDU）实习.\n"
        "- *2022.06 - 2022.10*, 布兰登公司（The Brandon Companies）实习，远程.\n"
    )
    assert posts(found) == [
        ("实习", "雪山教育创新中心（SNOW-EDU）", "2024-04", "2024-07"),
        ("实习", "布兰登公司（The Brandon Companies）", "2022-06", "2022-10"),
    ]


def test_journals_behind_titles_in_the_style_of_medicine():
    found = profile(
        "# Ada Lind\n\n## Publications\n\n"
        "- A Lind, K Oka. Thermal limits on snow adaptation by loops, Lake Physics Communications, "
        "2019 Jan 15;508(3):690-694\n- K Oka, A Lind. Food changes the paths of snow worms, PLoS One, "
        "2019 Dec 4;14(12): e0226044\n"
    )
    assert [(p.title, p.venue, p.year) for p in found.papers] == [
        ("Thermal limits on snow adaptation by loops", "Lake Physics Communications", 2019),
        ("Food changes the paths of snow worms", "PLoS One", 2019),
    ]


def test_a_doctorate_told_by_the_faculty_and_by_the_university():
    found = profile(
        "# Ada Lind\n\n## Ausbildung\n\n- 06/2019: Dr. phil., Universität Hallwil\n"
        "- 12/2014 - 06/2019: Doktorandin, Fakultät Sprachen der Universität Hallwil\n"
    )
    assert [(d.start, d.end) for d in found.education] == [("2014-12", "2019-06")]


def test_who_supervises_the_post_held_now():
    page = {
        "basics": {"name": "Ada Lind", "email": "ada@lake.example"},
        "work": [
            {
                "name": "Lake Lab",
                "position": "Engineer",
                "startDate": "2026-01",
                "highlights": ["Supervisor: Prof. Otto Reif"],
            }
        ],
    }
    found = make_profile("lind.json", [read_json("lind.json", json.dumps(page))])
    assert [a.text for a in found.advisors] == ["Otto Reif"]


def test_polish_sentences():
    found = profile(
        "# Anna Kowal\n\nJestem adiunktem w Instytucie Informatyki Uniwersytetu Jeziornego. W latach 2015-2018 pracowałam "
        "jako asystent w Katedrze Fizyki Politechniki Leśnej. W 2014 roku uzyskałam stopień doktora na Politechnice Leśnej.\n"
    )
    assert posts(found) == [
        ("adiunktem", "Instytucie Informatyki Uniwersytetu Jeziornego", None, None),
        ("asystent", "Katedrze Fizyki Politechniki Leśnej", "2015", "2018"),
    ]
    assert found.current and found.current.role == "adiunktem"
    assert [(d.degree, d.organization, d.end) for d in found.education] == [
        ("stopień doktora", "Politechnice Leśnej", "2014")
    ]
