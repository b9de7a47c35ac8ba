"""The list of posts, one post, and the composer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from minassa.core.errors import Sorry
from minassa.people.abilities import Ability
from minassa.posts import approving, due, listing, writing
from minassa.posts.access import post_for
from minassa.posts.errors import EditedElsewhere
from minassa.posts.models import Post
from minassa.web import posting
from minassa.web.doors import MemberRequest, member
from minassa.web.forms.posts import NewPostForm, PostForm
from minassa.web.post_rows import rows, slices

A_PAGE = 25


@member(to=Ability.SEE_POSTS)
def index(request: MemberRequest) -> HttpResponse:
    counts = listing.counts(request.member)
    part = request.GET.get("in", "")
    if part not in listing.SLICES:
        part = "todo" if counts["todo"] else "draft"
    page = Paginator(listing.posts_in(part, request.member), A_PAGE).get_page(request.GET.get("page"))
    given: dict[str, Any] = {"part": part, "tabs": slices(part, counts), "due": due.count_due_to(request.member)}
    return render(request, "posts/index.html", given | {"page_obj": page, "rows": rows(page.object_list)})


@member(to=Ability.SEE_POSTS)
def show(request: MemberRequest, post_id: UUID) -> HttpResponse:
    return posting.show(request, post_for(request.member, post_id, to=Ability.SEE_POSTS))


@member(to=Ability.WRITE_POSTS)
def new(request: MemberRequest) -> HttpResponse:
    form = PostForm(member=request.member)
    form.prefill(request.GET.dict())
    return _composer(request, form)


@member(to=Ability.WRITE_POSTS)
def create(request: MemberRequest) -> HttpResponse:
    form = NewPostForm(request.POST, member=request.member)
    if not form.is_valid():
        return _composer(request, form, status=422)
    try:
        post = writing.start(request.member, form.draft())
    except Sorry as sorry:
        form.add_error(None, str(sorry))
        return _composer(request, form, status=422)
    return _kept(request, post)


@member(to=Ability.WRITE_POSTS)
def edit(request: MemberRequest, post_id: UUID) -> HttpResponse:
    post = post_for(request.member, post_id, to=Ability.WRITE_POSTS)
    if not post.is_editable:
        return redirect("posts:show", company=request.company.slug, post_id=post.pk)
    return _composer(request, PostForm(member=request.member, post=post))


@member(to=Ability.WRITE_POSTS)
def update(request: MemberRequest, post_id: UUID) -> HttpResponse:
    post = post_for(request.member, post_id, to=Ability.WRITE_POSTS)
    form = PostForm(request.POST, member=request.member, post=post)
    if not form.is_valid():
        return _composer(request, form, status=422)
    try:
        kept = writing.edit(post, form.draft(), version=form.cleaned_data["version"] or 0, by=request.member)
    except EditedElsewhere as sorry:
        return _conflict(request, form, sorry)
    except Sorry as sorry:
        form.add_error(None, str(sorry))
        return _composer(request, form, status=422)
    return _kept(request, kept)


def _kept(request: MemberRequest, post: Post) -> HttpResponse:
    """An autosave hears its version; a person goes on to the post, submitted when that button was pressed."""
    if _is_autosave(request):
        action = reverse("posts:edit", args=[request.company.slug, post.pk])
        return JsonResponse({"version": post.version, "action": action})
    if "submit" in request.POST and post.state == Post.State.DRAFT:
        try:
            approving.submit(post, by=request.member)
        except Sorry as sorry:
            return _composer(request, PostForm(member=request.member, post=post), problem=str(sorry), status=422)
        messages.success(request, _("Submitted. A colleague who may approve sees it now."))
    else:
        messages.success(request, _("Saved."))
    return redirect("posts:show", company=request.company.slug, post_id=post.pk)


def _conflict(request: MemberRequest, form: PostForm, sorry: Sorry) -> HttpResponse:
    """Somebody saved a newer edit: nothing was written, and what was typed here stays on the page."""
    assert form.post is not None
    newer = post_for(request.member, form.post.pk, to=Ability.WRITE_POSTS)
    if _is_autosave(request):
        return render(request, "posts/_conflict.html", {"post": newer, "sentence": sorry}, status=409)
    return _composer(request, form, conflict=newer, sentence=sorry, status=409)


def _composer(request: MemberRequest, form: PostForm, *, status: int = 200, **more: Any) -> HttpResponse:
    if _is_autosave(request):
        return JsonResponse({"errors": form.errors}, status=status)
    return render(request, "posts/composer.html", {"form": form, "post": form.post, **more}, status=status)


def _is_autosave(request: MemberRequest) -> bool:
    return request.headers.get("X-Requested-With") == "auto-save"
