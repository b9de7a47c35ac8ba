"""The console command `minassa`. Django is imported only by the commands that need it."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Callable, Sequence
from typing import TypeAlias

import minassa
from minassa.house.words import Stuck, _

Run = Callable[[argparse.Namespace], int]
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def main(arguments: Sequence[str] | None = None) -> int:
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["manage"]:  # its options are Django's, not ours
        return _guarded(_errand("manage"), argparse.Namespace(rest=given[1:]))
    options = _parser().parse_args(given)
    run: Run = options.run
    return _guarded(run, options)


def _guarded(run: Run, options: argparse.Namespace) -> int:
    try:
        return run(options)
    except Stuck as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader has seen enough: `minassa doctor | head -1`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        print(_("The disk is full. Free some space (at least 200 MB) and start again."), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="minassa",
        description=_("Minassa runs a company's social media by its own procedures manual."),
    )
    commands = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True)

    def command(name: str, run: Run, words: str, within: Commands = commands) -> argparse.ArgumentParser:
        made = within.add_parser(name, help=words, description=words)
        made.set_defaults(run=run)
        return made

    def group(name: str, words: str) -> Commands:
        made = commands.add_parser(name, help=words, description=words)
        return made.add_subparsers(metavar=_("COMMAND"), required=True)

    start = command("up", _up, _("Start everything: database, web and worker."))
    _door_options(start)
    start.add_argument("--no-demo", action="store_true", help=_("do not make the demo company on the first start"))

    _door_options(command("web", _web, _("Start the web server alone.")))
    command("worker", _worker, _("Start the worker alone: it publishes what is due and does the other jobs."))
    command("migrate", _errand("migrate"), _("Bring the database up to this version of Minassa."))
    command("doctor", _errand("doctor"), _("Check every part and say in words what is wrong."))
    command("version", _version, _("Print the version of Minassa."))

    company = group("company", _("Manage companies."))
    create = command("create", _errand("create_company"), _("Create a company with its first officer."), company)
    create.add_argument("name", help=_("the company's name, as people read it"))
    create.add_argument("slug", help=_("the company's short name in addresses: Latin letters, digits and hyphens"))
    create.add_argument("--officer", required=True, metavar="EMAIL", help=_("the e-mail address of its first officer"))
    create.add_argument("--officer-name", default="", help=_("the officer's name"))

    invite = command("invite", _errand("invite"), _("Invite a person to a company and print the link."))
    invite.add_argument("company", help=_("the company's short name in addresses"))
    invite.add_argument("email", metavar="EMAIL", help=_("the person's e-mail address"))
    invite.add_argument("--role", required=True, help=_("the person's role in the company"))

    link = command("signin-link", _errand("signin_link"), _("Print a one-time sign-in link for a person."))
    link.add_argument("email", metavar="EMAIL", help=_("the person's e-mail address"))

    demo = command("demo", _errand("demo"), _("Make the demo company and print a sign-in link for each of its people."))
    demo.add_argument("--only-if-empty", action="store_true", help=_("do nothing when there is a company already"))
    demo.add_argument("--to", metavar=_("FILE"), help=_("write the links to this file instead of the screen"))

    keys = group("keys", _("Manage the keys that seal stored credentials."))
    command("rotate", _errand("rotate_keys"), _("Make a new key and seal every stored credential again with it."), keys)

    command("manage", _errand("manage"), _("Run one of Django's own commands, for developers."))
    return parser


def _door_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", help=_("the address to listen on (default: MINASSA_HOST, or 127.0.0.1)"))
    parser.add_argument("--port", type=int, help=_("the port to listen on (default: MINASSA_PORT, or 8000)"))


def _up(options: argparse.Namespace) -> int:
    from minassa.house import supervisor
    from minassa.house.doorway import doorway

    return supervisor.up(doorway(options.host, options.port), with_demo=not options.no_demo)


def _web(options: argparse.Namespace) -> int:
    from minassa.house.database import running_database
    from minassa.house.doorway import doorway

    door = doorway(options.host, options.port)
    door.check_free()
    running_database()
    os.environ.setdefault("MINASSA_PORT", str(door.port))
    from minassa.house import serving

    serving.serve(door)
    return 0


def _worker(options: argparse.Namespace) -> int:
    from minassa.house.database import running_database

    running_database()
    from minassa.house import errands

    return errands.worker(options)


def _errand(name: str) -> Run:
    """A command that needs Django and a database; its work is the function of that name in errands.py."""

    def run(options: argparse.Namespace) -> int:
        from minassa.house.database import database

        with database():
            from minassa.house import errands

            work: Run = getattr(errands, name)
            from minassa.core.errors import Sorry

            try:
                return work(options)
            except Sorry as no:
                raise Stuck(str(no)) from no

    return run


def _version(_options: argparse.Namespace) -> int:
    print(minassa.__version__)
    return 0
