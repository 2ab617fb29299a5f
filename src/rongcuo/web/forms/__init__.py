"""One form for every act, derived from the act itself.

A form's content is the plain JSON that the door reads, whether it comes from
a post, a draft or a page that has to be shown again: :mod:`.reading` turns a
post into that JSON, :mod:`.showing` turns the JSON into fields with their
clause, their choices and what is wrong with them. What is right is the
core's word alone.
"""
