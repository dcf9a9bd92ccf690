"""Compiled statements for all tests: SQLAlchemy keeps them per engine, and each test makes some."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, create_engine

from bot.storage.engines import address


class CompiledStatements:
    """Gives every engine of one driver the same dialect and the same cache of statements.

    Compiling them anew took a fifth of the processor's time. The dialect is a part of the cache's
    key, so it is shared too. It keeps nothing about a connection except the server's version.
    """

    def __init__(self) -> None:
        self._models: dict[str, Engine] = {}

    def learn(self, url: str) -> None:
        """Connect once, so that the dialect is complete; engines made from now on share it."""
        model = create_engine(address(url), query_cache_size=5_000)
        model.connect().close()
        model.dispose()
        self._models[model.dialect.driver] = model

    def share(self, engine: Engine) -> Engine:
        model = self._models.get(engine.dialect.driver)
        if model:
            engine.dialect, engine._compiled_cache = model.dialect, model._compiled_cache
        return engine

    def sharing(self, make: Callable[..., Engine]) -> Callable[..., Engine]:
        def made(*arguments: Any, **options: Any) -> Engine:
            return self.share(make(*arguments, **options))

        return made


STATEMENTS = CompiledStatements()
