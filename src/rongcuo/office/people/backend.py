"""Who may log in: an active account with the right password. Nothing else is decided here."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from rongcuo.office.people.models import Account


class AccountBackend(BaseBackend):
    """Checks name and password; an account that was closed logs nobody in and ends every session."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> Account | None:
        """The account, or nobody. An unknown name takes as long as a wrong password."""
        del request, kwargs
        if username is None or password is None:
            return None
        account = Account.objects.filter(username=username).select_related("person").first()
        if account is None:
            make_password(password)
            return None
        return account if account.check_password(password) and account.is_active else None

    def get_user(self, user_id: Any) -> Account | None:
        """The account of a session; none once it has been closed."""
        return Account.objects.select_related("person").filter(pk=user_id, is_active=True).first()
