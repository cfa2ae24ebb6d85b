"""Registers the translator. papermill knows no entry point for translators, but imports those for engines."""

from papermill.engines import NBClientEngine
from papermill.translators import papermill_translators

from .translator import TypeScriptTranslator

papermill_translators.register("typescript", TypeScriptTranslator)


class Engine(NBClientEngine):
    """papermill's own engine under another name: an entry point has to name one."""
