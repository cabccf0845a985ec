"""A StreamField whose blocks stay out of migrations."""

from typing import Any

from wagtail.fields import StreamField


class BodyField(StreamField):
    """A StreamField that tells migrations nothing about its blocks.

    In the database a stream is one JSON column whatever its blocks are, so a change of blocks is
    no change of the schema. Wagtail writes the whole definition into each migration; here the
    migration holds an empty list, and a new or altered block makes no migration.
    """

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        super().__init__(block_types, **kwargs)

    def deconstruct(self) -> tuple[str, str, list, dict]:
        """Name, path and options as Django asks for them, with no blocks.

        Historical models therefore see an empty stream; a data migration that has to change
        stored blocks reads ``stream.raw_text`` or ``raw_data``.
        """
        name, _path, _args, kwargs = super(StreamField, self).deconstruct()
        return name, "portal.common.streams.BodyField", [[]], kwargs
