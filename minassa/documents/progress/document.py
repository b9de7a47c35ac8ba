"""The progress report as DOCX, for whoever goes on working on it in a word processor."""

from __future__ import annotations

from minassa.documents.figures import Figures
from minassa.documents.progress.printing import STATE, layout
from minassa.documents.progress.report import ProgressPaper
from minassa.documents.word import TINT, Paper
from minassa.documents.wordml import SOFT, Cell, Row


def docx(report: ProgressPaper, figures: Figures) -> bytes:
    said = layout(report, figures)
    paper = Paper(said)
    paper.heading(said["summary"]["title"])
    paper.text(said["summary"]["lines"])
    activities = said["activities"]
    paper.heading(activities["title"])
    if said["counts"]:
        paper.text([said["counts"]], color=SOFT)
    paper.listing(activities, (10, 54, 24, 20, 78), quieter=[STATE])
    for one in said["listings"]:
        paper.heading(one["title"])
        paper.listing(one, (84, 34, 34, 34))
    paper.heading(said["challenges"]["title"])
    paper.listing(said["challenges"], (10, 76, 100))
    if said["fate"]:
        rows = [Row([Cell([one["label"]], fill=TINT), Cell(one["lines"])], keeps_next=True) for one in said["fate"]]
        paper.table((1, 4), rows)
    paper.signatures()
    return paper.saved()
