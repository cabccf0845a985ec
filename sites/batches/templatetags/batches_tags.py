"""What the tables of rows show of a row."""

from django import template

from sites.batches import tables
from sites.provisioning.models import ProvisioningRow

register = template.Library()


@register.simple_tag
def address_of(row: ProvisioningRow) -> str:
    """Where the row's portal answers; empty without one."""
    return tables.address_of(row)
