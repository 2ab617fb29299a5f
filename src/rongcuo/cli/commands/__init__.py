"""One module a command, each with ``arguments(parser)`` and ``run(args) -> Report``."""
