"""Sealing what an act on an item brings along."""

from rongcuo.office.files.sealing import Sealer
from rongcuo.office.registers.models import Item, RegisterText


class ItemSealer(Sealer):
    """Seals as for a case file; a file stays its uploader's and is found through the entry that names it."""

    def keep_for(self, item: Item) -> None:
        """Write the texts beside the item's chain."""
        RegisterText.objects.bulk_create(
            RegisterText(id=text.id, district_id=item.district_id, stream=item.stream, salt=text.salt, body=text.body)
            for text in self._texts
        )
