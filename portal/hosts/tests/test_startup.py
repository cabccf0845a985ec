"""A production server does not start on the demonstration's database."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from wagtail.models import Page, Site

from portal.hosts.models import Host
from portal.hosts.names import clean_host_name
from portal.hosts.startup import refuse_demonstration

pytestmark = pytest.mark.django_db


def make_site(name: str) -> None:
    home = Page.get_first_root_node().add_child(title="Một", slug="mot")
    Site.objects.create(hostname=name, root_page=home)


def test_the_demonstrations_hosts_stop_a_production_server(settings):
    Host.objects.filter(kind=Host.Kind.ADMIN).delete()
    settings.REFUSE_DEMONSTRATION = True
    make_site("tinh.gov.vn")
    refuse_demonstration()
    Host.objects.create(name="quantri.bacninh.localhost", kind=Host.Kind.ADMIN)
    with pytest.raises(ImproperlyConfigured):
        refuse_demonstration()


def test_other_servers_do_not_ask(settings, django_assert_num_queries):
    settings.REFUSE_DEMONSTRATION = False
    with django_assert_num_queries(0):
        refuse_demonstration()


def test_the_domain_itself_is_a_host_name_of_ours(settings):
    settings.HOST_SUFFIXES = ["bacninh.gov.vn"]
    assert clean_host_name(" BacNinh.gov.vn ") == "bacninh.gov.vn"
