"""The first run: a kit file from the administrator, a password, a vault. And its reverse: a device erased."""

from desktop.ui.enrol.erasing import ErasingView
from desktop.ui.enrol.presenter import EnrolPresenter, EnrolState
from desktop.ui.enrol.view import EnrolView

__all__ = ["EnrolPresenter", "EnrolState", "EnrolView", "ErasingView"]
