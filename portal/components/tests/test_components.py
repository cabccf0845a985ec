"""The catalogue shows every block, and is closed to citizens."""

import re

from portal.common.blocks import BodyBlock
from portal.components.samples import body_of
from portal.hosts.index import index
from sites.menus.models import EmptySection

PATH = "/thanh-phan-giao-dien/"
NEEDS_UPLOADS = {"picture", "gallery", "files"}


def get(client, site):
    return client.get(PATH, headers={"host": site.hostname})


def test_citizens_do_not_find_it(two_sites, client, settings):
    settings.SHOW_COMPONENTS = False
    assert get(client, two_sites.here).status_code == 404


def test_it_shows_every_component_of_the_documentation(two_sites, client, settings):
    EmptySection.objects.all().delete()
    index.changed()
    text = get(client, two_sites.here).content.decode()
    shown = {name for value in re.findall(r'class="([^"]+)"', text) for name in value.split()}
    written = (settings.BASE_DIR / "docs" / "components.md").read_text("utf-8")
    documented = set(re.findall(r"^\| `\.([\w-]+)`", written, re.M))
    assert len(documented) > 30
    assert documented - shown == set()


def test_a_sample_of_every_block_is_there(db):
    kinds = {block.block_type for block in body_of(None)}
    assert kinds == set(BodyBlock().child_blocks) - NEEDS_UPLOADS


def test_links_and_faults_of_the_samples_are_shown(two_sites, client):
    text = get(client, two_sites.here).content.decode()
    assert "Cổng Thông tin Chính phủ" in text
    assert text.count('aria-invalid="true"') >= 3
    assert text.count('class="form-errors"') == 1
    assert 'name="robots" content="noindex"' in text
