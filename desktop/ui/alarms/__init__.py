"""Seal monitoring (印章监控): what should not have happened, until somebody has taken note of it."""

from desktop.ui.alarms.presenter import AlarmRow, AlarmsPresenter, AlarmsState
from desktop.ui.alarms.view import AlarmBanner

__all__ = ["AlarmBanner", "AlarmRow", "AlarmsPresenter", "AlarmsState"]
