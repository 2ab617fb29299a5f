"""A demonstration district with an invented cast; nobody in it exists."""
