"""Words for the fixed choices an entry makes, in the reader's language."""

from __future__ import annotations

from functools import cache

from service_directory.axes import TimeOfWeek
from service_directory.crosswalk import CellState
from service_directory.languages.interface import Interface
from service_directory.model.contact import CredentialKind, PhoneType, PreferredChannel
from service_directory.model.crosswalk_plan import Axis
from service_directory.model.group import Level
from service_directory.model.project import Size, Stage
from service_directory.model.service import Accepts, Cost, Delivery, Status
from service_directory.settings import UrgentKind


@cache
def status_label(status: Status, interface: Interface) -> str:
    """Say whether a service takes people now."""
    t = interface.gettext
    return {
        Status.ACTIVE: t("Takes new people"),
        Status.WAITING_LIST: t("There is a waiting list"),
        Status.PAUSED: t("Paused for now"),
        Status.SEASONAL: t("Only in some seasons"),
        Status.TEMPORARILY_CLOSED: t("Closed for some time"),
        Status.INACTIVE: t("Not offered any more"),
    }[status]


def status_code(status: Status) -> str:
    """Return a status as a name for style sheets, such as `waiting-list`."""
    return status.name.lower().replace("_", "-")


@cache
def cost_label(cost: Cost, interface: Interface) -> str:
    """Say what a service costs."""
    t = interface.gettext
    return {
        Cost.FREE: t("Free"),
        Cost.SLIDING_SCALE: t("You pay according to your income"),
        Cost.FEE: t("There is a fee"),
    }[cost]


@cache
def delivery_label(delivery: Delivery, interface: Interface) -> str:
    """Say how a service reaches people."""
    t = interface.gettext
    return {
        Delivery.OWN_STAFF: t("By their own staff"),
        Delivery.PARTNER_SITE: t("At a partner's place"),
        Delivery.CROSS_TRAINED_PARTNER: t("By a trained partner"),
        Delivery.ONLINE: t("Online"),
        Delivery.PHONE: t("By phone"),
        Delivery.BY_REFERRAL: t("Somebody must send you"),
    }[delivery]


@cache
def accepts_label(accepts: Accepts, interface: Interface) -> str:
    """Say how a service takes people a partner sends."""
    t = interface.gettext
    return {
        Accepts.WARM_HANDOFF: t("Warm hand-off: come or call together with the person"),
        Accepts.PHONE: t("Phone call from you"),
        Accepts.EMAIL: t("E-mail from you"),
        Accepts.FORM: t("Referral form"),
        Accepts.WALK_IN: t("The person can just come"),
        Accepts.NONE: t("No referrals"),
    }[accepts]


@cache
def credential_label(kind: CredentialKind, interface: Interface) -> str:
    """Say who gives the legal advice."""
    t = interface.gettext
    return {
        CredentialKind.ATTORNEY: t("Advice by licensed attorneys"),
        CredentialKind.DOJ_RECOGNIZED: t(
            "Advice by representatives accredited by the U.S. Department of Justice"
        ),
        CredentialKind.REFERRAL_ONLY: t("No legal advice here: they send you to a lawyer"),
    }[kind]


@cache
def phone_label(type_: PhoneType, interface: Interface) -> str:
    """Say what kind of number it is; empty for an ordinary phone."""
    t = interface.gettext
    return {
        PhoneType.VOICE: "",
        PhoneType.CELL: t("mobile phone"),
        PhoneType.TEXT: t("text messages"),
        PhoneType.FAX: t("fax"),
        PhoneType.VIDEO: t("video phone"),
        PhoneType.PAGER: t("pager"),
        PhoneType.TEXTPHONE: t("text phone for deaf people"),
    }[type_]


@cache
def channel_label(channel: PreferredChannel, interface: Interface) -> str:
    """Say how a contact likes to be reached."""
    t = interface.gettext
    return {
        PreferredChannel.PHONE: t("by phone"),
        PreferredChannel.EMAIL: t("by e-mail"),
        PreferredChannel.TEXT: t("by text message"),
        PreferredChannel.VISIT: t("by a visit"),
    }[channel]


@cache
def cell_label(state: CellState, interface: Interface) -> str:
    """Say what a crosswalk's cell means, in two or three words."""
    t = interface.gettext
    return {
        CellState.OFFERED: t("offered"),
        CellState.LIMITED: t("waiting list or season"),
        CellState.BY_REFERRAL: t("by referral only"),
        CellState.PAUSED: t("paused or closed"),
        CellState.NOT_KNOWN: t("not known"),
        CellState.NOT_OFFERED: t("not offered"),
    }[state]


@cache
def time_label(time: TimeOfWeek, interface: Interface) -> str:
    """Name a part of the week."""
    t = interface.gettext
    return {
        TimeOfWeek.WEEKDAY: t("Weekdays"),
        TimeOfWeek.EVENING: t("Weekday evenings"),
        TimeOfWeek.WEEKEND: t("Weekends"),
    }[time]


@cache
def axis_label(axis: Axis, interface: Interface) -> str:
    """Name an axis of a crosswalk."""
    t = interface.gettext
    return {
        Axis.NEED: t("Need"),
        Axis.ORGANIZATION: t("Organization"),
        Axis.SECTOR: t("Kind of organization"),
        Axis.LOCATION: t("Place"),
        Axis.AREA: t("Area"),
        Axis.LANGUAGE: t("Language"),
        Axis.AUDIENCE: t("For whom"),
        Axis.DAY_AND_TIME: t("Day and time"),
        Axis.DELIVERY: t("How"),
    }[axis]


@cache
def level_label(level: Level, interface: Interface) -> str:
    """Name the level a group works on."""
    t = interface.gettext
    return {
        Level.FORUM: t("Forum"),
        Level.COMMITTEE: t("Committee"),
        Level.SPECIAL: t("Special group"),
    }[level]


@cache
def stage_label(stage: Stage, interface: Interface) -> str:
    """Say how far a project is."""
    t = interface.gettext
    return {
        Stage.IDEA: t("Idea"),
        Stage.PLANNED: t("Planned"),
        Stage.UNDER_WAY: t("Under way"),
        Stage.PAUSED: t("Paused"),
        Stage.DONE: t("Done"),
    }[stage]


@cache
def size_label(size: Size, interface: Interface) -> str:
    """Say how big a project is."""
    t = interface.gettext
    return {Size.SMALL: t("Small project"), Size.LARGE: t("Large project")}[size]


@cache
def urgent_name(kind: UrgentKind, interface: Interface) -> str:
    """Say in a few words what an urgent number is for."""
    t = interface.gettext
    return {
        UrgentKind.EMERGENCY: t("Police, fire, ambulance"),
        UrgentKind.CRISIS: t("Somebody to talk to, day and night"),
        UrgentKind.INFORMATION: t("Where to find food, a bed, help with bills"),
        UrgentKind.VIOLENCE: t("Violence at home"),
        UrgentKind.SEXUAL_ASSAULT: t("Sexual violence"),
        UrgentKind.TRAFFICKING: t("Forced to work"),
        UrgentKind.POISON: t("Poison"),
        UrgentKind.CHILDREN: t("A child is being hurt"),
        UrgentKind.SHELTER: t("A bed for tonight"),
        UrgentKind.HEALTH: t("A nurse or doctor"),
        UrgentKind.LEGAL: t("A lawyer"),
        UrgentKind.OTHER: t("Other urgent help"),
    }[kind]


@cache
def urgent_sentence(kind: UrgentKind, interface: Interface) -> str:
    """Say when to call an urgent number."""
    t = interface.gettext
    return {
        UrgentKind.EMERGENCY: t(
            "Somebody is badly hurt, something burns, or somebody is in danger now."
        ),
        UrgentKind.CRISIS: t(
            "You cannot go on, you think of ending your life, or you fear for somebody else."
        ),
        UrgentKind.INFORMATION: t(
            "They know who helps near you. You need not know what to ask for."
        ),
        UrgentKind.VIOLENCE: t("Somebody close to you hurts you, threatens you or controls you."),
        UrgentKind.SEXUAL_ASSAULT: t(
            "Somebody touched you or forced you when you did not want it."
        ),
        UrgentKind.TRAFFICKING: t("Somebody keeps your papers, your pay or your freedom."),
        UrgentKind.POISON: t("Somebody swallowed or touched something that may be poison."),
        UrgentKind.CHILDREN: t("You know or fear that somebody hurts a child."),
        UrgentKind.SHELTER: t("You have no place to sleep tonight."),
        UrgentKind.HEALTH: t("You are ill and do not know what to do."),
        UrgentKind.LEGAL: t("You need a lawyer now."),
        UrgentKind.OTHER: "",
    }[kind]
