"""Words for what the gateway answers, and for what the office does not allow."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop import errors as desk
from desktop.ui.messages.explanation import Explanation, explain, tell_administrator
from desktop.ui.messages.refusals import refusal
from desktop.ui.words import Counted

translate = QCoreApplication.translate


@explain.register
def _(error: desk.GatewayUnreachable) -> Explanation:
    return Explanation(
        translate("messages", "The gateway cannot be reached"),
        translate("messages", "There is no connection to the office's gateway."),
        translate("messages", "You can go on working. Your changes are kept and sent once it is back."),
    )


@explain.register
def _(error: desk.GatewayUntrusted) -> Explanation:
    if error.fault in {"expired", "not_yet_valid"}:
        sentence = translate("messages", "The server's certificate is not valid at this computer's time.")
        remedy = translate("messages", "Check the computer's date and time, then tell the administrator.")
    else:
        sentence = translate("messages", "The server that answered does not have our gateway's certificate.")
        remedy = translate("messages", "Nothing was sent to it. Tell the security administrator.")
    return Explanation(translate("messages", "This is not our gateway"), sentence, remedy)


@explain.register
def _(error: desk.GatewayGarbled | desk.FileDiffers) -> Explanation:
    return Explanation(
        translate("messages", "The gateway's answer cannot be used"),
        translate("messages", "What arrived is not what was asked for, so it was thrown away."),
        tell_administrator(),
    )


@explain.register
def _(error: desk.GatewayRefused) -> Explanation:
    return Explanation(
        translate("messages", "The gateway refused"),
        translate("messages", "It understood the request and gave the reason {code}.").format(
            code=error.problem
        ),
        tell_administrator(),
    )


@explain.register
def _(error: desk.GatewayBusy | desk.CursorExpired) -> Explanation:
    return Explanation(
        translate("messages", "The gateway is busy"),
        translate("messages", "It asked to come back later."),
        translate("messages", "The program tries again by itself. Your changes are kept."),
    )


@explain.register
def _(error: desk.DeviceRevoked) -> Explanation:
    return Explanation(
        translate("messages", "This device is no longer admitted"),
        translate("messages", "The administrator has revoked this device."),
        translate("messages", "Contact the system administrator."),
    )


@explain.register
def _(error: desk.DeviceErased) -> Explanation:
    return Explanation(
        translate("messages", "This device has been revoked"),
        translate(
            "messages", "The administrator has revoked this device. Everything it held has been erased."
        ),
        translate("messages", "To use it again, ask the system administrator for a new kit."),
    )


@explain.register
def _(error: desk.ClockWrong) -> Explanation:
    return Explanation(
        translate("messages", "The computer's clock is wrong"),
        Counted().clock_differs(abs(round(error.ahead_s))),
        translate("messages", "Set the date and time, then try again."),
    )


@explain.register
def _(error: desk.OfflineAndAbsent) -> Explanation:
    return Explanation(
        translate("messages", "The file is not on this device yet"),
        translate("messages", "It has not been downloaded, and the gateway cannot be reached."),
        translate("messages", "Open it again once you are online."),
    )


@explain.register
def _(error: desk.PrinterRefused) -> Explanation:
    return Explanation(
        translate("messages", "The printer did not take the pages"),
        translate("messages", "The printer is not ready, or the file cannot be written."),
        translate("messages", "Check the printer or choose another place, then print again."),
    )


@explain.register
def _(error: desk.AnnotationsUnreadable) -> Explanation:
    return Explanation(
        translate("messages", "The annotations cannot be shown"),
        translate("messages", "A newer version of this program kept them. They are left as they are."),
        translate("messages", "Update the program on this device."),
    )


@explain.register
def _(error: desk.RecordAbsent) -> Explanation:
    return Explanation(
        translate("messages", "No longer here"),
        translate("messages", "It was deleted or taken back, or it was never sent to you."),
        translate("messages", "Go back to the list."),
    )


@explain.register
def _(error: desk.NotPermitted) -> Explanation:
    return Explanation(
        translate("messages", "Not within your need-to-know"),
        translate("messages", "Its classification or its scope of knowledge does not include you."),
        translate("messages", "Ask the office that keeps it, if you need it for your work."),
    )


@explain.register
def _(error: desk.ActRefused) -> Explanation:
    return Explanation(
        translate("messages", "This cannot be done now"),
        refusal(error.reason),
        translate("messages", "Open it again to see its present state."),
    )
