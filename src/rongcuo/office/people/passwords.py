"""What a password must be (conventions: three of four classes).

Two of Django's own rules are here only for their words: its Chinese catalogue
lacks the one, and names the account's field in English in the other.
"""

from collections.abc import Callable

from django.contrib.auth.password_validation import MinimumLengthValidator, UserAttributeSimilarityValidator
from django.core.exceptions import ValidationError

_CLASSES: tuple[Callable[[str], bool], ...] = (
    str.islower,
    str.isupper,
    str.isdigit,
    lambda character: not character.isalnum(),
)


class ClassesValidator:
    """Refuses passwords with fewer than ``classes`` of: lower case, upper case, digits, other signs."""

    def __init__(self, classes: int = 3) -> None:
        self.classes = classes

    def validate(self, password: str, user: object = None) -> None:  # noqa: ARG002  Django hands the user over
        """Raise ``ValidationError`` when too few classes occur."""
        if sum(any(map(belongs, password)) for belongs in _CLASSES) < self.classes:
            raise ValidationError(self.get_help_text(), code="password_too_uniform")

    def get_help_text(self) -> str:
        """The rule in words."""
        return f"密码应当包含小写字母、大写字母、数字和其他符号中的至少{self.classes}类。"


class LengthValidator(MinimumLengthValidator):
    """Refuses passwords of fewer than ``min_length`` characters."""

    def get_error_message(self) -> str:
        """The rule in words."""
        return f"密码不少于{self.min_length}个字符。"


class UnlikeValidator(UserAttributeSimilarityValidator):
    """Refuses passwords that are nearly the log-in name."""

    def get_error_message(self) -> str:
        """The rule in words."""
        return "密码不能与登录名相近。"
