"""Logging in and out, the own password, the size of the letters, and whether the server lives."""

from django.conf import settings
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rongcuo.office.outcomes import Refused
from rongcuo.office.people import register
from rongcuo.web.context import LOOK_COOKIE, LOOKS
from rongcuo.web.views.access import account_of, person_of

_YEAR = 365 * 24 * 3600


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """The log-in page; after too many failures the account is locked for a while."""
    following = _safe(request, request.POST.get("next") or request.GET.get("next", ""))
    form = AuthenticationForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        login(request, form.get_user())
        return redirect(following)
    return render(request, "web/login.html", {"form": form, "next": following})


def locked(request: HttpRequest, response: object, credentials: object) -> HttpResponse:
    """What an account meets that has failed too often, the right password or not."""
    del response, credentials
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    context = {"locked": True, "limit": settings.AXES_FAILURE_LIMIT, "minutes": minutes}
    return render(request, "web/login.html", context, status=429)


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("login")


@sensitive_post_parameters("old", "new", "again")
@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change the own password; the first one was given by somebody else."""
    refusals: list[str] = []
    if request.method == "POST":
        refusals = _change_password(request)
        if not refusals:
            return redirect("workbench")
    return render(
        request, "web/password.html", {"refusals": refusals, "first": account_of(request).must_change_password}
    )


@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """The next size of the letters, remembered by this browser."""
    now = request.COOKIES.get(LOOK_COOKIE, "")
    following = LOOKS[(LOOKS.index(now) + 1) % len(LOOKS)] if now in LOOKS else LOOKS[1]
    response = redirect(_safe(request, request.POST.get("next", "")))
    response.set_cookie(LOOK_COOKIE, following, max_age=_YEAR, httponly=True, samesite="Lax")
    return response


@require_GET
def alive(request: HttpRequest) -> HttpResponse:
    """200 while the server and its database answer."""
    del request
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


def _change_password(request: HttpRequest) -> list[str]:
    new = request.POST.get("new", "")
    if new != request.POST.get("again", ""):
        return ["两次输入的新密码不一致。"]
    person, account = person_of(request), account_of(request)
    changed = register.change_password(
        account.district, person, account=account, old=request.POST.get("old", ""), new=new
    )
    if isinstance(changed, Refused):
        return [refusal.text() for refusal in changed.refusals]
    update_session_auth_hash(request, changed)
    return []


def _safe(request: HttpRequest, address: str) -> str:
    """An address of this site, or the first page."""
    inside = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if address and inside else "/"
