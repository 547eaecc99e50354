"""The tables of facts, their indexes, and views for whoever asks by hand.

Every row of a fact names the person it is about (`person.id`; owners of profiles come first, in their order) and its
place in the profile's list (`number`, from 0), so that `Profile.papers[number]` is the whole fact. `source` is a row
of `file`; `start_char` and `end_char` are a half-open range of that source's clean text. `start` and `end` are dates
as in `Profile`. Texts that many profiles share (organizations, venues, skills ...) stand once, in `text`; a listing's
title is NULL where it is the paper's. The views have names and texts in place of numbers.
"""

# ruff: noqa: S608 - the statements are put together from pieces of this file

_SPAN = "source INTEGER, start_char INTEGER, end_char INTEGER"
_DATES = "start TEXT, end TEXT, current INTEGER"

SCHEMA = f"""
CREATE TABLE file (id INTEGER PRIMARY KEY, path TEXT);
CREATE TABLE text (id INTEGER PRIMARY KEY, printed TEXT);
CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT, profile TEXT, key TEXT, {_SPAN});
CREATE TABLE name (folded TEXT, person INTEGER, text TEXT, PRIMARY KEY (folded, person, text)) WITHOUT ROWID;
CREATE TABLE paper (id INTEGER PRIMARY KEY, title TEXT, folded TEXT, year INTEGER, venue TEXT, venue_short TEXT,
                    status TEXT);
CREATE TABLE listing (id INTEGER PRIMARY KEY, paper INTEGER, person INTEGER, number INTEGER, title TEXT, year INTEGER,
                      venue INTEGER, venue_short INTEGER, status TEXT, {_SPAN},
                      authors_start INTEGER, authors_end INTEGER);
CREATE TABLE authorship (paper INTEGER, person INTEGER, listing INTEGER, place INTEGER, printed TEXT);
CREATE TABLE position (person INTEGER, number INTEGER, role TEXT, organization INTEGER, {_DATES}, kind TEXT, {_SPAN},
                       PRIMARY KEY (person, number)) WITHOUT ROWID;
CREATE TABLE degree (person INTEGER, number INTEGER, degree TEXT, field TEXT, organization INTEGER, {_DATES},
                     thesis TEXT, {_SPAN}, PRIMARY KEY (person, number)) WITHOUT ROWID;
CREATE TABLE advisor (advised INTEGER, list TEXT, number INTEGER, place INTEGER, person INTEGER, printed TEXT, {_SPAN},
                      PRIMARY KEY (advised, list, number, place)) WITHOUT ROWID;
CREATE TABLE student (advisor INTEGER, number INTEGER, person INTEGER, printed TEXT, role TEXT, organization INTEGER,
                      {_DATES}, {_SPAN}, PRIMARY KEY (advisor, number)) WITHOUT ROWID;
CREATE TABLE award (person INTEGER, number INTEGER, title INTEGER, organization INTEGER, year INTEGER,
                    end_year INTEGER, {_SPAN}, PRIMARY KEY (person, number)) WITHOUT ROWID;
CREATE TABLE item (person INTEGER, kind TEXT, number INTEGER, title INTEGER, role TEXT, organization INTEGER, {_DATES},
                   {_SPAN}, PRIMARY KEY (person, kind, number)) WITHOUT ROWID;
CREATE TABLE email (person INTEGER, number INTEGER, address TEXT, {_SPAN}, PRIMARY KEY (person, number)) WITHOUT ROWID;
CREATE TABLE link (person INTEGER, number INTEGER, kind TEXT, url TEXT, {_SPAN},
                   PRIMARY KEY (person, number)) WITHOUT ROWID;
"""

# Made when all rows are there, which is quicker. Indexes on what is often absent leave those rows out.
INDEXES = """
CREATE INDEX person_profile ON person (profile) WHERE profile IS NOT NULL;
CREATE INDEX paper_folded ON paper (folded);
CREATE INDEX listing_person ON listing (person, paper);
CREATE INDEX listing_paper ON listing (paper);
CREATE INDEX listing_year ON listing (year, paper);
CREATE INDEX listing_venue ON listing (venue, year, paper) WHERE venue IS NOT NULL;
CREATE INDEX listing_venue_short ON listing (venue_short, year, paper) WHERE venue_short IS NOT NULL;
CREATE INDEX authorship_person ON authorship (person, listing, paper);
CREATE INDEX authorship_paper ON authorship (paper, person);
CREATE INDEX position_organization ON position (organization);
CREATE INDEX degree_organization ON degree (organization);
CREATE INDEX advisor_person ON advisor (person);
CREATE INDEX student_person ON student (person) WHERE person IS NOT NULL;
CREATE INDEX award_title ON award (title);
CREATE INDEX award_organization ON award (organization) WHERE organization IS NOT NULL;
CREATE INDEX item_title ON item (title);
CREATE INDEX item_organization ON item (organization) WHERE organization IS NOT NULL;
"""

# What somebody asks by hand: every row with its person, the file, and the range of text that says so.
_WORDS = "f.path AS source, x.start_char, x.end_char"
_JOINS = "JOIN person p ON p.id = x.person LEFT JOIN file f ON f.id = x.source"
VIEWS = f"""
CREATE VIEW publications AS
    SELECT p.name AS person, p.profile, x.paper, ifnull(x.title, w.title) AS title, x.year, v.printed AS venue,
           s.printed AS venue_short, x.status, {_WORDS}
    FROM listing x {_JOINS} JOIN paper w ON w.id = x.paper
    LEFT JOIN text v ON v.id = x.venue LEFT JOIN text s ON s.id = x.venue_short;
CREATE VIEW authors AS
    SELECT a.paper, w.title, min(a.place) AS place, p.name AS author, p.id AS person, p.profile
    FROM authorship a JOIN paper w ON w.id = a.paper JOIN person p ON p.id = a.person GROUP BY a.paper, p.id;
CREATE VIEW posts AS
    SELECT p.name AS person, p.profile, x.role, t.printed AS organization, x.start, x.end, x.current, {_WORDS}
    FROM position x {_JOINS} LEFT JOIN text t ON t.id = x.organization;
CREATE VIEW degrees AS
    SELECT p.name AS person, p.profile, x.degree, x.field, t.printed AS organization, x.start, x.end, x.thesis, {_WORDS}
    FROM degree x {_JOINS} LEFT JOIN text t ON t.id = x.organization;
CREATE VIEW awards AS
    SELECT p.name AS person, p.profile, t.printed AS title, o.printed AS organization, x.year, {_WORDS}
    FROM award x {_JOINS} LEFT JOIN text t ON t.id = x.title LEFT JOIN text o ON o.id = x.organization;
CREATE VIEW advising AS
    SELECT q.name AS advisor, p.name AS advised, f.path AS source, x.start_char, x.end_char FROM advisor x
    JOIN person q ON q.id = x.person JOIN person p ON p.id = x.advised LEFT JOIN file f ON f.id = x.source
    UNION ALL
    SELECT q.name, ifnull(p.name, x.printed), f.path, x.start_char, x.end_char FROM student x
    JOIN person q ON q.id = x.advisor LEFT JOIN person p ON p.id = x.person LEFT JOIN file f ON f.id = x.source;
"""
