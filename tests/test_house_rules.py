"""Each rule catches what it is for, and leaves what it is not for."""

from __future__ import annotations

import pytest

from tools.house_rules import broken_in

BAD = [
    ("a.css", ".x { margin-left: 1px; }"),
    ("a.css", "  padding-right: var(--space-2);"),
    ("a.css", "  border-left: 3px solid;"),
    ("a.css", "  border-top-left-radius: 3px;"),
    ("a.css", "  left: 0;"),
    ("a.css", "  inset-right: 0;"),
    ("a.css", "  text-align: right;"),
    ("a.css", "  float:left;"),
    ("a.css", "  padding: 0 12px 0 16px;"),
    ("minassa/web/templates/a.html", "<script>go()</script>"),
    ("minassa/web/templates/a.html", '<p style="color: red">'),
    ("minassa/web/templates/a.html", '<button type="button" onclick="go()">'),
    ("minassa/web/templates/a.html", '<a href="javascript:go()">'),
    ("minassa/web/templates/a.html", "<style>p {}</style>"),
    ("minassa/web/views/posts.py", "    Post.objects.get(pk=1)"),
    ("README.md", "pip install --index-url https://py" + "pi.org/simple minassa"),
    ("assets/package-lock.json", '"resolved": "https://registry.' + 'npmjs.org/x"'),
    ("docs/develop.md", "cd /ro" + "ot/minassa"),
]
GOOD = [
    ("a.css", "  margin-inline-start: 1px; border-block-end: 1px solid; inset-inline: 0;"),
    ("a.css", "  padding: 0 12px 4px 12px; background-position: left top;"),
    ("a.css", "  text-align: start; --left: 1; grid-area: left;"),
    ("a.css", "  text-align: right; /* house: physical, the number's own direction is the other one */"),
    ("minassa/web/templates/a.html", '<script src="{% static "minassa/app.js" %}" type="module"></script>'),
    ("minassa/web/templates/a.html", '<script type="application/json" id="days">[]</script>'),
    ("minassa/web/templates/a.html", '{% field form.digits style="cards" %}'),
    ("minassa/web/tests/test_posts.py", "    Post.objects.get(pk=1)"),
    ("minassa/posts/access.py", "    Post.objects.get(pk=1)"),
    ("docs/self-host.md", "as root, in /opt/minassa"),
]


@pytest.mark.parametrize(("path", "line"), BAD)
def test_a_bad_line_is_named(path: str, line: str) -> None:
    assert list(broken_in(path, line))


@pytest.mark.parametrize(("path", "line"), GOOD)
def test_a_good_line_is_left_alone(path: str, line: str) -> None:
    assert list(broken_in(path, line)) == []


def test_a_file_too_long_is_named() -> None:
    assert list(broken_in("minassa/posts/long.py", "x = 1\n" * 401))
