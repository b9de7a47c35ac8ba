"""The console's commands that need Django: each a thin call of one domain verb. The caller shows a refusal (Sorry)."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import django
from django.core.management import call_command, execute_from_command_line
from django.utils import translation

from minassa.house.lock import Lock
from minassa.house.words import _, language

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minassa.config.settings")


def worker(_options: argparse.Namespace) -> int:
    _django()
    from minassa.house.worker import run

    run()
    return 0


def migrate(_options: argparse.Namespace) -> int:
    _django()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    return 0


def doctor(_options: argparse.Namespace) -> int:
    _django()
    from minassa.house.doctor import examine

    findings = examine()
    for finding in findings:
        print(finding)
    return 1 if any(not finding.is_well for finding in findings) else 0


def create_company(options: argparse.Namespace) -> int:
    _django()
    from minassa.people.companies import open_company
    from minassa.people.signing_in import link_for

    company = open_company(
        name=options.name, slug=options.slug, officer_email=options.officer, officer_name=options.officer_name
    )
    link = link_for(options.officer)
    print(
        _("The company {name} is there. Its officer signs in with this link: {link}").format(
            name=company.name, link=link
        )
    )
    return 0


def invite(options: argparse.Namespace) -> int:
    _django()
    from minassa.people.inviting import invite_by_console

    link = invite_by_console(company=options.company, email=options.email, role=options.role)
    print(link)
    return 0


def signin_link(options: argparse.Namespace) -> int:
    _django()
    from minassa.people.signing_in import link_for

    link = link_for(options.email)
    print(link)
    return 0


def demo(options: argparse.Namespace) -> int:
    _django()
    from minassa.people.demo import create_demo
    from minassa.people.models import Company

    if options.only_if_empty and Company.objects.exists():
        return 0
    lines = [_("The people of the demo company, each with a link that signs in once:")]
    lines += [f"  {name} · {role}\n    {link}" for name, role, link in create_demo()]
    text = "\n".join(lines) + "\n"
    if options.to:
        Path(options.to).touch(mode=0o600)
        Path(options.to).write_text(text, encoding="utf-8")
    else:
        print(text, end="")
    return 0


def rotate_keys(_options: argparse.Namespace) -> int:
    _django()
    from minassa.channels.keys import rotate

    resealed = rotate()
    print(_("A new key is in use. Credentials sealed again with it: {count}").format(count=resealed))
    return 0


def manage(options: argparse.Namespace) -> int:
    execute_from_command_line(["minassa manage", *options.rest])
    return 0


def _speak_of_the_running_one() -> None:
    """Links lead to the Minassa that runs from this folder, whatever port it was given."""
    if {"MINASSA_URL", "MINASSA_PORT"}.isdisjoint(os.environ):
        holder = Lock(Path(os.environ.get("MINASSA_VAR", "var"))).holder()
        if holder.address:
            os.environ["MINASSA_URL"] = holder.address


def _django() -> None:
    _speak_of_the_running_one()
    django.setup()
    translation.activate(language())
