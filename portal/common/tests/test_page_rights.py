"""Rights on a page are those that Wagtail gives, with fewer questions."""

from itertools import chain, combinations, product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PagePermissionTester

from portal.accounts.models import User
from portal.common.page_rights import PageRights

pytestmark = pytest.mark.django_db

ACTIONS = ("add", "change", "publish", "bulk_delete")
SETS = list(chain.from_iterable(combinations(ACTIONS, size) for size in range(len(ACTIONS) + 1)))


@pytest.fixture
def people() -> tuple[User, User]:
    return User.objects.create_user("a@example.org"), User.objects.create_user("b@example.org")


@pytest.fixture
def pages(people) -> list[Page]:
    """Live pages and drafts of two people, with live pages, drafts and nothing below them."""
    root = Page.get_first_root_node()
    made = []
    for number, (live, owner, below) in enumerate(
        product((True, False), people, (None, *product((True, False), people)))
    ):
        page = root.add_child(
            instance=Page(title=f"p{number}", slug=f"p{number}", live=live, owner=owner)
        )
        if below is not None:
            page.add_child(instance=Page(title="c", slug="c", live=below[0], owner=below[1]))
        made.append(page)
    return [root, *Page.objects.filter(pk__in=[page.pk for page in made])]


def rights_with(kind, user: User, page: Page, held: tuple[str, ...]):
    found = kind(user, page)
    if not user.is_superuser:
        found.permissions = set(held)
    return found


@pytest.mark.parametrize("held", SETS, ids="+".join)
def test_each_answer_is_wagtails(people, pages, held):
    for page, ignore_bulk in product(pages, (True, False)):
        ours = rights_with(PageRights, people[0], page, held).can_delete(ignore_bulk=ignore_bulk)
        stock = rights_with(PagePermissionTester, people[0], page, held)
        assert ours == stock.can_delete(ignore_bulk=ignore_bulk), (page.title, ignore_bulk)


def test_an_administrator_may_delete_all_but_the_root_and_a_blocked_one_nothing(people, pages):
    root, *others = pages
    people[0].is_superuser = True
    assert not PageRights(people[0], root).can_delete()
    assert all(PageRights(people[0], page).can_delete() for page in others)
    people[0].is_active = False
    assert not any(PageRights(people[0], page).can_delete() for page in others)


def test_what_a_row_knows_by_itself_is_not_asked_for(people, pages):
    # Locks are read for all rows of a list together.
    rows = Page.objects.filter(depth=2).order_by("path").prefetch_workflow_states()
    rows = list(rows.annotate_approved_schedule())
    live = next(page for page in rows if page.live)
    draft = next(page for page in rows if not page.live and page.is_leaf())
    rights = [rights_with(PageRights, people[0], page, ("change",)) for page in (live, draft)]
    with CaptureQueriesContext(connection) as statements:
        assert [each.can_delete() for each in rights] == [False, True]
    assert len(statements) == 0
