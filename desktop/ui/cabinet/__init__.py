"""印章柜: the seals a person answers for, how they stand, and what may be done with each."""

from desktop.ui.cabinet.presenter import CabinetPresenter
from desktop.ui.cabinet.state import CabinetState, SealAct, SealRow
from desktop.ui.cabinet.view import CabinetView

__all__ = ["CabinetPresenter", "CabinetState", "CabinetView", "SealAct", "SealRow"]
