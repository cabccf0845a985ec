"""The people of a portal: the list, the invitation, one person, and what is done with them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.formats import date_format
from django.utils.functional import Promise, cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages

from portal.accounts.fresh import FreshSignInMixin
from sites.access.models import Role
from sites.access.staff import acts, offers, rules
from sites.access.staff.forms import InviteForm, NarrowingForm, RolesForm
from sites.access.staff.listing import Member, State, member, members, narrowed
from sites.access.staff.models import RoleOffer
from sites.access.staff.rules import StaffRefused
from sites.access.staff.screens import StaffScreen

PEOPLE_SHOWN = 50


class PeopleView(FreshSignInMixin, StaffScreen, TemplateView):
    """All people of a portal."""

    template_name = "staff/list.html"
    page_title = gettext_lazy("Staff")

    def get_breadcrumbs_items(self) -> list[dict]:
        """From the start to the list."""
        home = {"url": reverse_lazy("wagtailadmin_home"), "label": _("Home")}
        return [home, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs) -> dict:
        """One page of the people as they are narrowed, each with what can be done."""
        people = members(self.site)
        form = NarrowingForm(self.request.GET, roles=rules.grantable(self.site, self.request.user))
        # What cannot be read narrows nothing.
        form.full_clean()
        read = form.cleaned_data
        found = narrowed(people, read.get("q", ""), read.get("role", ""), read.get("state", ""))
        page = Paginator(found, PEOPLE_SHOWN).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            **kwargs,
            form=form,
            page=page,
            rows=[(one, self._links(one)) for one in page],
            is_narrowed=len(found) != len(people),
            warnings=[] if self.archive_notice else rules.lacks(self.site),
            invite_url=self.url("invite"),
            query=self._query(),
        )

    def _query(self) -> str:
        query = self.request.GET.copy()
        query.pop("p", None)
        return query.urlencode()

    def _links(self, one: Member) -> dict[str, str]:
        if one.person:
            return {"open": self.url("person", one.person.pk)}
        return {
            "again": self.url("offer_again", one.offer.uid),
            "revoke": self.url("offer_revoke", one.offer.uid),
        }


class InviteView(FreshSignInMixin, StaffScreen, FormView):
    """Invites a person; an address with an account and one without get the same answer."""

    template_name = "staff/invite.html"
    page_title = gettext_lazy("Invite a person")
    form_class = InviteForm

    def get_form_kwargs(self) -> dict:
        """The roles that may be given."""
        roles = rules.grantable(self.site, self.request.user)
        return {**super().get_form_kwargs(), "roles": roles}

    def form_valid(self, form: InviteForm) -> HttpResponse:
        """Sends the invitation, or says in place why it is refused."""
        read = form.cleaned_data
        try:
            made = offers.offer(
                self.site,
                read["email"],
                read["full_name"],
                frozenset(read["roles"]),
                by=self.request.user,
            )
        except StaffRefused as refusal:
            form.add_error(None, refusal.reason)
            return self.form_invalid(form)
        messages.success(
            self.request,
            _(
                "An invitation was sent to %(email)s. The roles count when the person accepts "
                "them, until %(day)s."
            )
            % {
                "email": made.user.email,
                "day": date_format(localtime(made.expires_at), "SHORT_DATE_FORMAT"),
            },
        )
        return redirect(self.url("list"))


class PersonScreen(FreshSignInMixin, StaffScreen):
    """A screen about one of the portal's people; the address names the account."""

    @cached_property
    def member(self) -> Member:
        """The person.

        Raises:
            Http404: nobody of this portal has this number.
        """
        found = member(self.site, self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def get_context_data(self, **kwargs) -> dict:
        """The person."""
        return super().get_context_data(**kwargs, member=self.member)


class PersonView(PersonScreen, FormView):
    """One person: who it is, the roles on this portal, what else can be done."""

    template_name = "staff/person.html"
    form_class = RolesForm

    def get_page_title(self) -> str:
        """The person's name."""
        return self.member.name

    def get_form_kwargs(self) -> dict:
        """The roles that may be given."""
        roles = rules.grantable(self.site, self.request.user)
        return {**super().get_form_kwargs(), "roles": roles}

    def get_initial(self) -> dict:
        """The roles that the person has."""
        return {"roles": sorted(self.member.roles)}

    def get_context_data(self, **kwargs) -> dict:
        """The acts that make sense now, and why the roles cannot be changed if they cannot."""
        by = self.request.user
        fixed = self.member.roles - set(rules.grantable(self.site, by))
        return super().get_context_data(
            **kwargs,
            reason_against=self._reason_against(),
            fixed_roles=[str(Role(role).label) for role in Role.values if role in fixed],
            acts=[
                (act, self.url("act", self.member.person.pk, act.key))
                for act in ACTS.values()
                if self.member.state in act.states and not self._reason_against_act(act.key)
            ],
            first_link_url=self.url("first_link", self.member.person.pk),
        )

    def _reason_against(self) -> str:
        if self.member.state == State.SUSPENDED:
            return _("The roles of this person rest. Let the person in again to change them.")
        person, by = self.member.person, self.request.user
        return self.archive_notice or rules.against_own_roles(person, by)

    def _reason_against_act(self, key: str) -> str:
        """Why an act would be refused; a button that only leads to a refusal is not shown."""
        person, by = self.member.person, self.request.user
        reason = self.archive_notice or rules.against_far_reaching(self.site, person, by)
        if key == "remove":
            return reason or rules.against_leaving(self.site, person, by)
        return reason or rules.against_own_roles(person, by)

    def form_valid(self, form: RolesForm) -> HttpResponse:
        """Changes the roles, or says in place why it is refused."""
        try:
            outcome = acts.change_roles(
                self.member.person,
                self.site,
                frozenset(form.cleaned_data["roles"]),
                by=self.request.user,
            )
        except StaffRefused as refusal:
            form.add_error(None, refusal.reason)
            return self.form_invalid(form)
        say(self.request, outcome, _("The roles of %(name)s were changed."), self.member)
        return redirect(self.url("list"))


@dataclass(frozen=True)
class Act:
    """What can be done with a person beside changing roles.

    Attributes:
        key: its part of the address.
        title: what the button says.
        done: the sentence when it was done.
        states: in which it makes sense.
        consequences: what will happen, a sentence each.
        run: carries it out.
    """

    key: str
    title: Promise
    done: Promise
    states: frozenset[State]
    consequences: tuple[Promise, ...]
    run: Callable[..., acts.Outcome]
    is_grave: bool = True


ACTS = {
    act.key: act
    for act in (
        Act(
            "suspend",
            gettext_lazy("Suspend on this portal"),
            gettext_lazy("%(name)s is suspended on this portal."),
            frozenset({State.ACTIVE, State.INVITED, State.EXPIRED}),
            (
                gettext_lazy("The roles on this portal rest until you let the person in again."),
                gettext_lazy(
                    "The person is signed out everywhere at once; what is unsaved is lost."
                ),
                gettext_lazy("Roles on other portals, if there are any, stay as they are."),
                gettext_lazy("The person is told by mail."),
            ),
            acts.suspend,
        ),
        Act(
            "reinstate",
            gettext_lazy("Let in again"),
            gettext_lazy("%(name)s may work on this portal again."),
            frozenset({State.SUSPENDED}),
            (
                gettext_lazy("The person gets back the roles that rest, and signs in anew."),
                gettext_lazy("The person is told by mail."),
            ),
            acts.reinstate,
            is_grave=False,
        ),
        Act(
            "remove",
            gettext_lazy("Remove from this portal"),
            gettext_lazy("%(name)s has no role on this portal any more."),
            frozenset(State),
            (
                gettext_lazy("The person loses every role on this portal, at once."),
                gettext_lazy("What the person wrote stays, with the name in the history."),
                gettext_lazy("To have the person back, send a new invitation."),
                gettext_lazy("The person is told by mail."),
            ),
            acts.remove,
        ),
    )
}


class ActView(PersonScreen, TemplateView):
    """Says what an act will do, and does it when it is confirmed."""

    template_name = "staff/act.html"

    @cached_property
    def act(self) -> Act:
        """The act that the address names.

        Raises:
            Http404: there is none of this name.
        """
        if self.kwargs["act"] not in ACTS:
            raise Http404
        return ACTS[self.kwargs["act"]]

    def get_page_title(self) -> str:
        """What the act is called."""
        return str(self.act.title)

    def get_context_data(self, **kwargs) -> dict:
        """The act, and the way back to the person."""
        back = self.url("person", self.member.person.pk)
        # The address has an argument of this name, which is in the context already.
        return {**super().get_context_data(**kwargs), "act": self.act, "back": back}

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Does it, or says why it is refused."""
        try:
            outcome = self.act.run(self.member.person, self.site, by=request.user)
        except StaffRefused as refusal:
            messages.error(request, refusal.reason)
            return redirect(self.url("person", self.member.person.pk))
        say(request, outcome, str(self.act.done), self.member)
        if self.member.person == request.user:
            return redirect("wagtailadmin_home")
        return redirect(self.url("list"))


class FirstLinkView(PersonScreen, View):
    """Sends the link to a first password again."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Sends it, or says why it is refused."""
        try:
            acts.send_first_link_again(self.member.person, self.site, by=request.user)
        except StaffRefused as refusal:
            messages.error(request, refusal.reason)
        else:
            link_sent(request, self.member.email)
        return redirect(self.url("list"))


class OfferScreen(FreshSignInMixin, StaffScreen, View):
    """Does something with an invitation of this portal."""

    http_method_names = ["post"]

    @cached_property
    def offer(self) -> RoleOffer:
        """The invitation that the address names.

        Raises:
            Http404: this portal has sent none of this name.
        """
        rows = RoleOffer.objects.filter(site=self.site).select_related("user", "site")
        found = rows.filter(uid=self.kwargs["uid"]).first()
        if found is None:
            raise Http404
        return found

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Does it, or says why it is refused."""
        offer = self.offer
        try:
            self.act(offer)
        except StaffRefused as refusal:
            messages.error(request, refusal.reason)
        return redirect(self.url("list"))

    def act(self, offer: RoleOffer) -> None:
        """What is done."""
        raise NotImplementedError


class OfferAgainView(OfferScreen):
    """Sends an invitation again, with a new link."""

    def act(self, offer: RoleOffer) -> None:
        """Sends it."""
        offers.offer_again(offer, by=self.request.user)
        link_sent(self.request, offer.user.email)


class OfferRevokeView(OfferScreen):
    """Revokes an invitation."""

    def act(self, offer: RoleOffer) -> None:
        """Makes its link useless; a second click finds that done."""
        offers.revoke(offer, by=self.request.user)
        messages.success(
            self.request,
            _("The invitation to %(email)s does not work any more.") % {"email": offer.user.email},
        )


def link_sent(request: HttpRequest, email: str) -> None:
    """Says to whom a new link went."""
    messages.success(request, _("A new link was sent to %(email)s.") % {"email": email})


def say(request: HttpRequest, outcome: acts.Outcome, done: str, one: Member) -> None:
    """Shows what was done above the next screen, and what is missing on the portal since.

    Args:
        request: who is told.
        outcome: of the act.
        done: the sentence, with a place for the name.
        one: the person.
    """
    if not outcome.changed:
        messages.success(request, _("It was so already; nothing was changed."))
        return
    messages.success(request, done % {"name": one.name})
    for warning in outcome.warnings:
        messages.warning(request, warning)
