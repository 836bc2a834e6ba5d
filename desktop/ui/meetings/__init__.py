"""会议: the meetings, and the agenda with its times."""

from desktop.ui.meetings.presenter import MeetingsPresenter
from desktop.ui.meetings.state import AgendaRow, MeetingRow, MeetingsState
from desktop.ui.meetings.view import MeetingsView

__all__ = ["AgendaRow", "MeetingRow", "MeetingsPresenter", "MeetingsState", "MeetingsView"]
