"""The check of the Arabic catalogue finds what is missing, and bears Arabic's own way with numbers."""

from __future__ import annotations

import polib

from tools.translations import faults, missing


def catalogue(*entries: polib.POEntry) -> polib.POFile:
    made = polib.POFile()
    made.extend(entries)
    return made


def test_a_whole_catalogue_has_no_faults() -> None:
    entry = polib.POEntry(msgid="Sent to %(name)s", msgstr="أُرسل إلى %(name)s")
    assert list(faults(catalogue(entry))) == []


def test_an_empty_entry_is_named() -> None:
    assert list(faults(catalogue(polib.POEntry(msgid="Sent", msgstr="")))) == ["not translated: Sent"]


def test_a_fuzzy_entry_is_named() -> None:
    assert list(faults(catalogue(polib.POEntry(msgid="Sent", msgstr="أُرسل", flags=["fuzzy"])))) == ["fuzzy: Sent"]


def test_a_lost_placeholder_is_named() -> None:
    entry = polib.POEntry(msgid="Port {port} is taken.", msgstr="المنفذ مشغول.")
    assert list(faults(catalogue(entry))) == ["placeholders differ ({port}): Port {port} is taken."]


def plural(*forms: str) -> polib.POEntry:
    return polib.POEntry(msgid="%(n)s post", msgid_plural="%(n)s posts", msgstr_plural=dict(enumerate(forms)))


def test_one_and_two_may_be_spelled_out() -> None:
    entry = plural("لا منشورات", "منشور واحد", "منشوران", "%(n)s منشورات", "%(n)s منشورًا", "%(n)s منشور")
    assert list(faults(catalogue(entry))) == []


def test_many_may_not_lose_the_number() -> None:
    entry = plural("لا منشورات", "منشور واحد", "منشوران", "منشورات", "%(n)s منشورًا", "%(n)s منشور")
    assert list(faults(catalogue(entry))) == ["placeholders differ (%(n)s): %(n)s post"]


def test_all_six_forms_are_wanted() -> None:
    assert list(faults(catalogue(plural("منشور", "%(n)s منشورات")))) == ["not translated: %(n)s post"]


def test_the_catalogue_and_the_sources_are_compared_both_ways() -> None:
    written, sources = catalogue(polib.POEntry(msgid="Old")), catalogue(polib.POEntry(msgid="New"))
    assert list(missing(written, sources)) == [
        "in the sources, not in the catalogue: New",
        "in the catalogue, not in the sources: Old",
    ]
