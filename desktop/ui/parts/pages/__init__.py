"""The pages of an open document: shared by the reader, the sealing screen and meeting papers."""

from desktop.ui.parts.pages.canvas import PagesCanvas
from desktop.ui.parts.pages.layout import Arrangement, Fit, Outlook, PagesLayout, Place
from desktop.ui.parts.pages.overlay import Overlay
from desktop.ui.parts.pages.presenter import Fetch, PagesPresenter, PagesState, Phase
from desktop.ui.parts.pages.view import PagesView
from desktop.ui.parts.pages.watermark import Watermark

__all__ = [
    "Arrangement",
    "Fetch",
    "Fit",
    "Outlook",
    "Overlay",
    "PagesCanvas",
    "PagesLayout",
    "PagesPresenter",
    "PagesState",
    "PagesView",
    "Phase",
    "Place",
    "Watermark",
]
