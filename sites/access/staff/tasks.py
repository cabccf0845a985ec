"""Mail to people whose roles are offered or have changed, sent by the worker."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_tasks import task
from wagtail.models import Site

from portal.accounts.models import User
from portal.accounts.tasks import preferred_language
from portal.common import clock
from sites.access.staff import offers
from sites.access.staff.models import RoleOffer
from sites.access.staff.rules import roles_on
from sites.access.staff.wording import role_names


class News(models.TextChoices):
    """What happened to a person's roles on a portal."""

    CHANGED = "changed", _("Your roles were changed.")
    SUSPENDED = "suspended", _("Your roles rest: you cannot work on this portal for the moment.")
    REINSTATED = "reinstated", _("You have been let in again with the roles that you had.")
    REMOVED = "removed", _("You have no role on this portal any more.")


@task()
def send_offer(uid: str) -> None:
    """Mails an offer of roles once, however often the task runs.

    The row stays locked while the mail is handed over, so that two workers do not both send it.
    """
    with transaction.atomic():
        rows = RoleOffer.objects.select_for_update(of=("self",)).select_related("user", "site")
        made = rows.filter(uid=uid, sent_at__isnull=True).first()
        if made is None or not made.is_open:
            return
        context = {
            "offer": made,
            "name": _salutation(made),
            "is_newcomer": offers.is_newcomer(made.user),
            "link": offers.offer_url(made),
        }
        with translation.override(preferred_language(made.user)):
            context["roles"] = role_names(made.roles)
            subject = gettext("Invitation to work on %(portal)s")
            _send(made.user, subject, made.site, "staff/mail/offer.txt", context)
        made.sent_at = clock.now()
        made.save(update_fields=["sent_at"])


@task()
def tell(user_id: int, site_id: int, news: str) -> None:
    """Tells a person what was done with their roles on a portal.

    Args:
        user_id: the person.
        site_id: the portal.
        news: a value of :class:`News`.
    """
    user = User.objects.filter(pk=user_id, is_active=True).first()
    site = Site.objects.filter(pk=site_id).first()
    if user is None or site is None:
        return
    with translation.override(preferred_language(user)):
        context = {
            "user": user,
            "site": site,
            "news": News(news).label,
            "roles": role_names(roles_on(site, user)),
            "link": settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_home"),
        }
        subject = gettext("Your roles on %(portal)s")
        _send(user, subject, site, "staff/mail/news.txt", context)


def _salutation(made: RoleOffer) -> str:
    return made.full_name if offers.is_newcomer(made.user) else made.user.get_full_name()


def _send(user: User, subject: str, site: Site, template: str, context: dict) -> None:
    line = subject % {"portal": site.site_name}
    EmailMessage(
        subject=" ".join(line.split()),
        body=render_to_string(template, context),
        to=[user.email],
    ).send()
