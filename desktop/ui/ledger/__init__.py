"""印章台账: every use of a seal, filtered, verified, printed."""

from desktop.ui.ledger.presenter import LedgerPresenter
from desktop.ui.ledger.state import LedgerQuery, LedgerState, Period
from desktop.ui.ledger.view import LedgerView

__all__ = ["LedgerPresenter", "LedgerQuery", "LedgerState", "LedgerView", "Period"]
