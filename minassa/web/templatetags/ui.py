"""The shared parts. A page composes them and never restyles: {% load ui %}, then

{% icon "send" %}        size="s|l" label="said to a screen reader"; the pointing ones mirror
{% button _("Save") tone="primary" icon="check" %}
    tone: primary | quiet | danger | danger-strong ("" = plain); type="submit|button"; size="small|large"; full=True;
    icon_only=True (the label is read, not shown);
    opens="dialog-id"; confirm=_("Delete this post?") confirm_yes=_("Delete");
    anything else becomes an attribute: name= value= disabled=True hx_post=url hx_target="#x" form="f"
{% link_button _("New post") href=url tone="primary" icon="plus" %}        the same arguments
{% field form.title %}       label= help= dir="ltr|auto" prefix= suffix= style="row|cards" hide_label=True;
    the rest becomes attributes of the widget
{% form_errors form %}       the sentences of the form as a whole; draws nothing when there are none
{% badge _("Pinned") tone="accent" icon="flag" %}        tone: "" | plain | accent | info | success | warning | danger
{% state delivery.state %}   icon + word of a state (minassa.web.ui.states); label= puts another word
{% empty _("No posts yet") text=_("…") icon="inbox" %}{% link_button … %}{% endempty %}        plain=True: no frame
{% callout tone="warning" title=_("…") %}…{% endcallout %}        tone: info | success | warning | danger; role="alert"
{% table caption=_("…") cards=True %}<thead>…<tbody>…{% endtable %}
    cards=True: on a phone each row is a card, each <td data-label="…"> says its column; hide_caption=True
{% dialog "id" title=_("…") %}…{% enddialog %}   wide=True; {% dialog_close _("Cancel") %} inside it
{% menu _("More") icon="ellipsis" %}{% menu_item _("Edit") href=url icon="pen-line" %}{% endmenu %}
    menu: trigger="button|text" tone=; menu_item without href= is a button (type=submit when it stands in a form)
{% tabs items label=_("…") %}         items: [{label, url, current, count}]
{% avatar user.name url=… size="s|l" square=True %}      {% platform "bluesky" size="s|l" %}
{% account channel.kind channel.name %}      the platform's sign and the account's name on one line
{% when moment %}            how="datetime|date|day|time|month|relative|full"; in the company's zone, digits, Hijri
{% figure 12400 %}           a number in the company's digits; {% person name %} = <bdi>
{% money amount %}           a Decimal in the company's currency and digits; a dash for None
{% progress 3 10 label=_("…") tone= %}       {% copy_field url label=_("…") %}  text=True for text of many lines
{% steps items %}            items: [{number, title, url, who, state, due, note, action: {label, url, tone}}]
    state: done | now | late | todo
{% stat _("Scheduled") 12 note= tone= icon= url= %}
{% pager page_obj %}         {% toasts messages %} (base.html has it; in a fragment: {% toasts messages oob=True %})
{% text_count for_="id_text" limit=300 measure="graphemes" bytes=3000 link_length=23 %}
{% save_state %}             the words of an <auto-save>, inside it
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from secrets import token_hex
from typing import Any

from babel.dates import get_timezone_location
from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.http import HttpRequest
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from minassa.web.ui import moments, names
from minassa.web.ui.attributes import attributes
from minassa.web.ui.fields import draw
from minassa.web.ui.reading import reading_in
from minassa.web.ui.states import state_of

register = template.Library()

POINTING = {"arrow-left", "arrow-right", "chevron-left", "chevron-right", "external-link", "log-out", "send"}
POINTING |= {"send-horizontal", "undo-2", "layout-list", "circle-help", "message-square-quote", "file-text"}
# What a place of the product is called, for navigation and empty pages.
PLACES = {"home": "house", "posts": "newspaper", "channels": "share-2", "people": "users-round", "activity": "history"}
PLACES |= {"status": "heart-pulse", "media": "image", "inbox": "inbox"}
WITH_HIJRI = {"datetime", "date", "day"}
PLATFORM_ICONS = {"handoff": "hand", "rehearsal": "theater"}
BRANDS = {"bluesky", "mastodon", "telegram", "facebook", "instagram", "snapchat", "threads", "tiktok", "whatsapp"}
BRANDS |= {"x", "youtube"}


@register.simple_tag
def icon(name: str, size: str = "", label: str = "", spin: bool = False) -> SafeString:
    classes = ["icon", size and f"icon--{size}", spin and "icon--spin", name in POINTING and "icon--directional"]
    said = {"role": "img", "aria_label": label} if label else {"aria_hidden": "true"}
    return format_html(
        '<svg class="{}"{}><use href="{}#{}"></use></svg>',
        " ".join(word for word in classes if word),
        attributes(said),
        static("minassa/icons.svg"),
        PLACES.get(name, name),
    )


@register.inclusion_tag("ui/_button.html")
def button(label: str, tone: str = "", icon: str = "", size: str = "", **rest: Any) -> dict[str, Any]:
    type_ = rest.pop("type", "submit")
    kept = _button(label, tone, icon, size, rest)
    if kept["opens"] or kept["confirm"]:
        type_ = "button" if kept["opens"] else type_
    return kept | {"type": type_}


@register.inclusion_tag("ui/_link_button.html")
def link_button(label: str, href: str, tone: str = "", icon: str = "", size: str = "", **rest: Any) -> dict[str, Any]:
    return _button(label, tone, icon, size, rest) | {"href": href}


def _button(label: str, tone: str, icon: str, size: str, rest: dict[str, Any]) -> dict[str, Any]:
    full, icon_only, extra = rest.pop("full", False), rest.pop("icon_only", False), rest.pop("class_", "")
    words = [tone and f"button--{tone}", size and f"button--{size}", full and "button--full"]
    words += [icon_only and "button--icon", extra]
    taken = {name: rest.pop(name, "") for name in ("opens", "confirm", "confirm_yes")}
    return taken | {
        "label": label,
        "icon": icon,
        "icon_only": icon_only,
        "classes": " ".join(["button", *(word for word in words if word)]),
        "attributes": attributes(rest),
    }


@register.inclusion_tag("ui/_field.html")
def field(bound: BoundField, label: str = "", help: str = "", dir: str = "", **rest: Any) -> dict[str, Any]:
    given = {name: rest.pop(name, "") for name in ("prefix", "suffix", "style", "hide_label")}
    help_text = help or bound.help_text
    error_id, help_id = f"{bound.auto_id}_error", f"{bound.auto_id}_help"
    described = " ".join(([error_id] if bound.errors else []) + ([help_id] if help_text else []))
    more = {name.rstrip("_").replace("_", "-"): value for name, value in rest.items()}
    drawn = draw(bound, dir, described, more)
    return given | {
        "field": bound,
        "label": label or bound.label,
        "help": help_text,
        "error_id": error_id,
        "help_id": help_id,
        "kind": drawn.kind,
        "widget": drawn.widget,
        "dir": dir or ("ltr" if 'dir="ltr"' in drawn.widget else ""),
        "described": described,
    }


@register.inclusion_tag("ui/_form_errors.html")
def form_errors(form: BaseForm) -> dict[str, Any]:
    hidden = [error for bound in form.hidden_fields() for error in bound.errors]
    return {"errors": [*form.non_field_errors(), *hidden]}


@register.inclusion_tag("ui/_badge.html")
def badge(label: str, tone: str = "", icon: str = "", spin: bool = False) -> dict[str, Any]:
    return {"label": label, "tone": tone, "icon": icon, "spin": spin}


@register.inclusion_tag("ui/_badge.html")
def state(name: str, label: str = "") -> dict[str, Any]:
    known = state_of(str(name), label)
    return {**known._asdict(), "spin": name == "sending", "name": name}


@register.simple_block_tag
def empty(content: str, title: str, text: str = "", icon: str = "inbox", plain: bool = False) -> str:
    given = {"content": content, "title": title, "text": text, "icon": icon, "plain": plain}
    return render_to_string("ui/_empty.html", given)


@register.simple_block_tag
def callout(content: str, tone: str = "info", title: str = "", role: str = "", id: str = "") -> str:
    given = {"content": content, "tone": tone, "title": title, "role": role, "id": id}
    return render_to_string("ui/_callout.html", given)


@register.simple_block_tag
def table(content: str, caption: str, cards: bool = False, hide_caption: bool = True) -> str:
    given = {"content": content, "caption": caption, "cards": cards, "hide_caption": hide_caption}
    return render_to_string("ui/_table.html", given)


@register.simple_block_tag
def dialog(content: str, id: str, title: str, wide: bool = False, open: bool = False) -> str:
    given = {"content": content, "id": id, "title": title, "wide": wide, "open": open}
    return render_to_string("ui/_dialog.html", given)


@register.inclusion_tag("ui/_dialog_close.html")
def dialog_close(label: str) -> dict[str, Any]:
    return {"label": label}


@register.simple_block_tag
def menu(content: str, label: str, icon: str = "ellipsis", **rest: Any) -> str:
    given = {"trigger": "button", "tone": "quiet", "size": "", "id": f"menu-{token_hex(4)}"} | rest
    return render_to_string("ui/_menu.html", given | {"content": content, "label": label, "icon": icon})


@register.inclusion_tag("ui/_menu_item.html")
def menu_item(label: str, href: str = "", icon: str = "", tone: str = "", **rest: Any) -> dict[str, Any]:
    taken = {name: rest.pop(name, "") for name in ("current", "opens", "confirm", "confirm_yes")}
    return taken | {"label": label, "href": href, "icon": icon, "tone": tone, "attributes": attributes(rest)}


@register.inclusion_tag("ui/_tabs.html", takes_context=True)
def tabs(context: Context, items: Iterable[Mapping[str, Any]], label: str) -> dict[str, Any]:
    return {"items": items, "label": label, "request": context.get("request")}


@register.inclusion_tag("ui/_avatar.html")
def avatar(name: str, url: str = "", size: str = "", square: bool = False) -> dict[str, Any]:
    letters, tint = names.initials(str(name), most=1 if square else 2), names.tint(str(name))
    return {"initials": letters, "tint": tint, "url": url, "size": size, "square": square}


@register.inclusion_tag("ui/_platform.html")
def platform(kind: str, size: str = "", label: str = "") -> dict[str, Any]:
    sign = f"brand-{kind}" if kind in BRANDS else PLATFORM_ICONS.get(kind, "share-2")
    return {"sign": sign, "size": size, "label": label}


@register.inclusion_tag("ui/_account.html")
def account(kind: str, name: str, size: str = "s") -> dict[str, Any]:
    return {"kind": kind, "name": name, "size": size}


@register.simple_tag(takes_context=True)
def when(context: Context, moment: datetime | date | None, how: str = "datetime") -> SafeString | str:
    if moment is None:
        return "—"
    reading = reading_in(context.get("request"))
    machine, title = moment.isoformat(), moments.say(moment, reading, "full")
    beside = moments.hijri_beside(moment, reading) if how in WITH_HIJRI else ""
    hijri = format_html(' <span class="hijri">({})</span>', beside) if beside else ""
    said = moments.say(moment, reading, how)
    return format_html('<time datetime="{}" title="{}">{}{}</time>', machine, title, said, hijri)


@register.simple_tag(takes_context=True)
def figure(context: Context, value: float) -> SafeString:
    return format_html('<bdi class="figure">{}</bdi>', reading_in(context.get("request")).number(value))


@register.simple_tag(takes_context=True)
def money(context: Context, amount: Decimal | None) -> SafeString:
    if amount is None:
        return format_html('<span class="soft">{}</span>', "—")
    return format_html('<bdi class="figure">{}</bdi>', reading_in(context.get("request")).money(amount))


@register.simple_tag
def person(name: object) -> SafeString:
    return format_html("<bdi>{}</bdi>", name)


@register.filter
def place(zone: str) -> str:
    """A time zone as people call it, by its city: Asia/Riyadh is Riyadh, and الرياض in Arabic."""
    try:
        return str(get_timezone_location(zone, locale=reading_in(None).locale, return_city=True))
    except LookupError:
        return zone


@register.filter
def bdi(text: object) -> SafeString:
    """For a name that goes into a sentence: {% blocktranslate with name=channel.name|bdi %}."""
    return format_html("<bdi>{}</bdi>", text)


@register.inclusion_tag("ui/_progress.html", takes_context=True)
def progress(context: Context, value: float, limit: float = 100, label: str = "", tone: str = "") -> dict[str, Any]:
    return {"value": value, "limit": limit, "label": label, "tone": tone, "request": context.get("request")}


@register.inclusion_tag("ui/_copy_field.html")
def copy_field(value: str, label: str, text: bool = False) -> dict[str, Any]:
    return {"value": value, "label": label, "text": text, "id": f"copy-{token_hex(4)}"}


@register.inclusion_tag("ui/_steps.html", takes_context=True)
def steps(context: Context, items: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    return {"items": items, "request": context.get("request")}


@register.inclusion_tag("ui/_stat.html", takes_context=True)
def stat(context: Context, label: str, value: object, **rest: Any) -> dict[str, Any]:
    given = {"note": "", "tone": "", "icon": "", "url": ""} | rest
    return given | {"label": label, "value": value, "request": context.get("request")}


@register.inclusion_tag("ui/_pager.html", takes_context=True)
def pager(context: Context, page: Page[Any]) -> dict[str, Any]:
    request: HttpRequest = context["request"]

    def way(number: int) -> str:
        query = request.GET.copy()
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    before = way(page.previous_page_number()) if page.has_previous() else ""
    after = way(page.next_page_number()) if page.has_next() else ""
    return {"page": page, "before": before, "after": after, "request": request}


@register.inclusion_tag("ui/_toasts.html")
def toasts(messages: Iterable[Any] | None, oob: bool = False) -> dict[str, Any]:
    return {"messages": messages or (), "oob": oob}


@register.inclusion_tag("ui/_text_count.html")
def text_count(for_: str, limit: int, measure: str = "graphemes", **rest: Any) -> dict[str, Any]:
    """`bytes` and `link_length` may be None, as in a connector's Rules."""
    kept = {name: value for name, value in rest.items() if value}
    return {"attributes": attributes({"for": for_, "limit": limit, "measure": measure, **kept})}


@register.inclusion_tag("ui/_save_state.html")
def save_state(now: str = "") -> dict[str, Any]:
    return {"now": now}


@register.simple_tag(takes_context=True)
def theme(context: Context) -> str:
    """What the reader chose on this device; empty follows the device itself."""
    request = context.get("request")
    chosen = request.COOKIES.get("minassa_theme", "") if request is not None else ""
    chosen = chosen or str(getattr(context.get("user"), "theme", ""))
    return chosen if chosen in ("light", "dark") else ""
