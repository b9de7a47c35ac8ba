from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from minassa.web.resources import resource
from minassa.web.views import progress, report_papers, report_verdicts, reports

report_urls = [
    path("cycles/<uuid:cycle_id>/reports/", resource(get=reports.index, post=reports.create), name="index"),
    path("reports/<uuid:report_id>/", resource(get=reports.show), name="show"),
    path("reports/<uuid:report_id>/edit/", resource(get=reports.edit, post=reports.update), name="edit"),
    path("reports/<uuid:report_id>/receipts/", resource(post=report_verdicts.create_receipt), name="receipt"),
    path("reports/<uuid:report_id>/returns/", resource(post=report_verdicts.create_return), name="return"),
    path("reports/<uuid:report_id>/report.<slug:kind>", resource(get=report_papers.show), name="export"),
]
progress_urls = [
    path("", resource(get=progress.index), name="index"),
    path("<uuid:activity_id>/", resource(get=progress.edit, post=progress.update), name="edit"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((report_urls, "reports"))),
    path("progress/", include((progress_urls, "progress"))),
]
