"""Who may come in: every page but the log-in asks for an account, some for a function."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from rongcuo.law import PackError
from rongcuo.office import clock
from rongcuo.office.people.models import Account, Person
from rongcuo.office.people.roster import administers, posts_of

View = Callable[..., HttpResponseBase]


def account_of(request: HttpRequest) -> Account:
    """The account that is logged in; only behind :func:`members`."""
    return cast("Account", request.user)


def person_of(request: HttpRequest) -> Person:
    """The person who is logged in; only behind :func:`members`."""
    return account_of(request).person


def members(view: View) -> View:
    """For whoever has an account; a password given by somebody else is changed first."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if account_of(request).must_change_password:
            return redirect("password")
        try:
            return view(request, *args, **kwargs)
        except PackError as missing:
            return _without_law(request, missing)

    return guarded


def _without_law(request: HttpRequest, missing: PackError) -> HttpResponse:
    """A file whose edition of the law is not on this machine cannot be shown: nobody may guess what it says."""
    context = {"problems": [problem.text() for problem in missing.problems]}
    return render(request, "web/without_law.html", context, status=503)


def administrators(view: View) -> View:
    """For the three office functions; to everybody else the page does not exist."""

    @members
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not administers(posts_of(person_of(request), clock.today())):
            return not_found(request, "页面")
        return view(request, *args, **kwargs)

    return guarded


def not_found(request: HttpRequest, what: str = "案卷") -> HttpResponse:
    """The same words whether there is no such thing or the person may not see it."""
    return render(request, "web/not_found.html", {"what": what}, status=404)
