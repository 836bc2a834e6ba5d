"""The pages of an open document: shared by the reader, the sealing screen and meeting papers."""

from desktop.ui.parts.pages.canvas import PagesCanvas
from desktop.ui.parts.pages.choosing import TextOverlay
from desktop.ui.parts.pages.findbar import FindBar
from desktop.ui.parts.pages.finding import FindPresenter, FindState, Hit
from desktop.ui.parts.pages.layout import Arrangement, Fit, Outlook, PagesLayout, Place
from desktop.ui.parts.pages.lists import FileList, HitList
from desktop.ui.parts.pages.marks import HitsOverlay, SealLikeOverlay
from desktop.ui.parts.pages.outline import OutlineTree
from desktop.ui.parts.pages.overlay import Overlay
from desktop.ui.parts.pages.presenter import Fetch, PagesPresenter, PagesState, Part, Phase
from desktop.ui.parts.pages.texts import PageTexts
from desktop.ui.parts.pages.view import PagesView
from desktop.ui.parts.pages.watermark import Watermark

__all__ = [
    "Arrangement",
    "Fetch",
    "FileList",
    "FindBar",
    "FindPresenter",
    "FindState",
    "Fit",
    "Hit",
    "HitList",
    "HitsOverlay",
    "OutlineTree",
    "Outlook",
    "Overlay",
    "PageTexts",
    "PagesCanvas",
    "PagesLayout",
    "PagesPresenter",
    "PagesState",
    "PagesView",
    "Part",
    "Phase",
    "Place",
    "SealLikeOverlay",
    "TextOverlay",
    "Watermark",
]
