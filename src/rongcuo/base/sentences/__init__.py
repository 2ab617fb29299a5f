"""What the core says to people, by code and language.

A problem or a refusal is a code with parameters; the sentence is looked up
here, so that Chinese and English say the same thing and tests compare codes.
The catalogues are the TOML files beside this module: one folder a language,
one file a room, one line a sentence, ``{name}`` for a parameter.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Literal

Language = Literal["zh", "en"]

_BETWEEN: Mapping[Language, str] = {"zh": "、", "en": ", "}


@cache
def catalogue(language: Language) -> Mapping[str, str]:
    """Every sentence of ``language`` by its code; a code stands in one file only."""
    sentences: dict[str, str] = {}
    for file in sorted((resources.files(__name__) / language).iterdir(), key=lambda f: f.name):
        for code, text in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if code in sentences:
                message = f"the sentence {code!r} stands twice ({file.name})"
                raise KeyError(message)
            sentences[code] = text
    return sentences


def sentence(code: str, params: Mapping[str, object], language: Language = "zh") -> str:
    """The sentence for ``code`` with its parameters filled in; a tuple is listed as the language lists.

    A code without a sentence is a programming mistake and raises ``KeyError``.
    """
    return catalogue(language)[code].format(**{name: _listed(value, language) for name, value in params.items()})


def _listed(value: object, language: Language) -> object:
    return _BETWEEN[language].join(map(str, value)) if isinstance(value, tuple) else value
