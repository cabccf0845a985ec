"""A StreamField whose blocks stay out of migrations."""

import json
from typing import Any

from wagtail.blocks import StreamValue
from wagtail.fields import StreamField


class BodyField(StreamField):
    """A StreamField that tells migrations nothing about its blocks.

    In the database a stream is one JSON column whatever its blocks are, so a change of blocks is
    no change of the schema. Wagtail writes the whole definition into each migration; here the
    migration holds an empty list, and a new or altered block makes no migration.

    A historical model therefore knows no block. What is stored stays as it is when such a model
    is saved, and a data migration that has to change it reads ``json.loads(value.raw_text)``.
    """

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        super().__init__(block_types, **kwargs)

    @property
    def is_historical(self) -> bool:
        """Whether the field comes out of a migration."""
        return not self.stream_block.child_blocks

    def deconstruct(self) -> tuple[str, str, list, dict]:
        """Name, path and options as Django asks for them, with no blocks."""
        name, _path, _args, kwargs = super(StreamField, self).deconstruct()
        return name, "portal.common.streams.BodyField", [[]], kwargs

    def to_python(self, value: Any) -> StreamValue:
        """The stream; in a historical model an empty one that carries what is stored."""
        if not self.is_historical or isinstance(value, StreamValue):
            return super().to_python(value)
        text = value if isinstance(value, str) else json.dumps(value or [])
        return StreamValue(self.stream_block, [], raw_text=text)

    def get_prep_value(self, value: Any) -> Any:
        """What is stored; in a historical model what was stored before."""
        prepared = super().get_prep_value(value)
        if self.is_historical and isinstance(prepared, str):
            return json.loads(prepared)
        return prepared
