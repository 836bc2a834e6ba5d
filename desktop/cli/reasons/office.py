"""Lines for what the gateway answers, and for what the office does not allow."""

from __future__ import annotations

from desktop import errors as desktop
from desktop.cli.reasons.reason import reason


@reason.register
def _(_error: desktop.GatewayUnreachable) -> str:
    return "the gateway cannot be reached; check that it runs and that the network is there"


@reason.register
def _(error: desktop.GatewayUntrusted) -> str:
    if error.fault in ("expired", "not_yet_valid"):
        return "the gateway's certificate is not valid today; check this computer's clock"
    return "the server is not the gateway this device was enrolled at; nothing was sent to it"


@reason.register
def _(_error: desktop.GatewayGarbled) -> str:
    return "the gateway's answer makes no sense; check that the address is a Sealdesk gateway"


@reason.register
def _(error: desktop.GatewayRefused) -> str:
    return f"the gateway refused ({error.problem})"


@reason.register
def _(_error: desktop.GatewayBusy) -> str:
    return "the gateway is overloaded or has a fault; try again later"


@reason.register
def _(_error: desktop.DeviceRevoked) -> str:
    return "this device is no longer admitted; ask the system administrator"


@reason.register
def _(error: desktop.ClockWrong) -> str:
    return f"this computer's clock is off by {error.ahead_s:.0f} seconds; set it right"


@reason.register
def _(error: desktop.ActRefused) -> str:
    return f"the state of the record does not allow it: {error.reason}"


@reason.register
def _(error: desktop.RecordAbsent) -> str:
    return "there is no such record here, or not any more"


@reason.register
def _(error: desktop.NotPermitted) -> str:
    return "it is not within this person's need-to-know"


@reason.register
def _(error: desktop.AnnotationsUnreadable) -> str:
    return "a newer version of Sealdesk kept these annotations; open them with that one"


@reason.register
def _(error: desktop.PrinterRefused) -> str:
    return "the printer could not begin; look whether it is switched on and has paper"


@reason.register
def _(error: desktop.OfflineAndAbsent) -> str:
    return "the file is not on this device and the gateway cannot be reached; try again on line"


@reason.register
def _(error: desktop.FileDiffers) -> str:
    return "the gateway sent another file than was asked for; tell its administrator"


@reason.register
def _(error: desktop.CursorExpired) -> str:
    return "the gateway begins its changes anew; synchronise once more"
