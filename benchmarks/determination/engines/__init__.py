"""One module per engine.

In Python: ``VERSION``, ``forms(policy)`` and, for many cases, ``batches(policy)``.
For Node: ``PACKAGE`` and ``translated(policy)``, which ``node/worker.mjs`` starts with.
"""
