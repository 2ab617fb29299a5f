"""Whether an official document is genuine, for whoever holds it: no account, no names, no list.

A code has a hundred random bits, so nobody finds a document by trying.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from rongcuo.casefile.words import full_date
from rongcuo.office import checkpoints, clock
from rongcuo.office.files import codes
from rongcuo.web.pages.course import moment

SHOWN = 40
"""So much of what was typed is shown again."""


@never_cache
@require_GET
def ask(request: HttpRequest) -> HttpResponse:
    """The form; a code that was typed in leads to its own address."""
    typed = request.GET.get("code", "").strip()
    code = codes.read(typed)
    if code:
        return redirect("verify-document", codes.printed(code))
    return render(request, "web/verify.html", {"typed": typed[:SHOWN], "wrong": bool(typed)})


@never_cache
@require_GET
def document(request: HttpRequest, code: str) -> HttpResponse:
    """The answer: genuine, with number, date and checkpoint; or not known; or not to be vouched for."""
    known = codes.read(code)
    found = checkpoints.document_of(known) if known else None
    if found is None:
        typed = codes.printed(known) if known else code[:SHOWN]
        return render(request, "web/verify.html", {"typed": typed, "unknown": True}, status=404)
    context = {
        "typed": codes.printed(known or ""),
        "found": found,
        "issued_on": full_date(found.issued_on) if found.issued_on else "",
        "witnessed": f"{clock.civil_day(found.checkpoint.at).year}年{moment(found.checkpoint.at)}"
        if found.checkpoint
        else "",
    }
    return render(request, "web/verify.html", context)
