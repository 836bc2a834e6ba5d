"""The last look before the seal is pressed: what, where, which file, by whom, before whose eyes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.office import Person
from core.seal import Anchor, Edge
from desktop.ui import words
from desktop.ui.messages import explain, refusal
from desktop.ui.parts.pages.pictures import PagePictures
from desktop.ui.parts.sheet import Sheet
from desktop.ui.parts.signing import SigningPanel, SigningPhase, SigningPresenter, SigningState
from desktop.ui.parts.states import label
from desktop.ui.sealing.batch_state import BatchState, Fate
from desktop.ui.sealing.grace import grace_words
from desktop.ui.sealing.placing import Placing
from desktop.ui.sealing.sealed_pages import sealed_pages
from desktop.ui.sealing.state import SealingState

_VALUE_PX = 388
_PLACES_TOLD = 3
_ROOMY_PX = 700
"""The least height of a window whose last question shows the pages too: they stand behind it anyhow."""


class ConfirmSealing(Sheet):
    """Accepted means: press the seal.

    It is accepted only once the gateway has said that the seal may be pressed now, and the key that signs is
    there and unlocked.
    """

    def __init__(
        self,
        state: SealingState,
        operator: Person,
        signing: SigningPresenter,
        pictures: PagePictures,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._signing = signing
        self._state = state
        self.setObjectName("confirmSealing")
        self.setModal(True)
        self.setMinimumWidth(600)
        self.setWindowTitle(self.tr("Apply the seal"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        heading = label("title")
        heading.setText(self.tr("Apply the seal?"))
        column.addWidget(heading)
        column.addWidget(self._facts(state, operator))
        roomy = parent is None or parent.window().height() >= _ROOMY_PX
        if state.placing is not None and roomy:
            column.addWidget(
                sealed_pages(pictures, state.placing.placements, state.placing.pages, state.picture, self)
            )
        self._permission = label("muted", wrap=True)
        self._permission.setObjectName("sealPermission")
        column.addWidget(self._permission)
        self.key = SigningPanel()
        column.addWidget(self.key)
        column.addLayout(self._buttons())
        self.key.chosen.connect(signing.choose)
        self.key.look_asked.connect(signing.look)
        self.key.pin_given.connect(signing.unlock)
        self.key.pin_typed.connect(self._show)
        self.key.entered.connect(self._go.click)
        signing.changed.connect(self._show_key)
        signing.unlocked.connect(self.accept)
        self._show_key(signing.state)
        signing.look()

    def show_state(self, state: SealingState) -> None:
        """Draw what the gateway has said meanwhile."""
        self._state = state
        self._show()

    def _show_key(self, state: SigningState) -> None:
        self.key.show_state(state)
        self._show()

    def _show(self) -> None:
        signing, permission = self._signing.state, self._state.permission
        found = signing.phase is SigningPhase.FOUND
        unlocked = not signing.needs_pin or bool(self.key.pin.text())
        permitted = self._state.is_permitted
        ready = found and unlocked and permitted and self._state.obstacle is None
        if ready and not self._go.isEnabled() and not signing.needs_pin:
            self._go.setEnabled(True)
            self._go.setFocus()
        self._go.setEnabled(ready)
        # Enter in the PIN's field shall not mean Back, and before the gateway has answered not press a seal.
        self._go.setDefault(ready or signing.needs_pin)
        self._back.setDefault(not (ready or signing.needs_pin))
        self._permission.setProperty("role", "muted" if permitted or permission is None else "problem")
        self._permission.style().polish(self._permission)
        self._permission.setText(self._permission_words())

    def _permission_words(self) -> str:
        permission, error = self._state.permission, self._state.error
        if self._state.is_in_grace and self._state.grace is not None:
            return grace_words(self._state.grace)
        if permission is None and error is not None:
            said = explain(error)
            return f"{said.title} {said.sentence}"
        if permission is None:
            return self.tr("Asking the gateway whether the seal may be used…")
        when = words.day_and_time(permission.server_time)
        if permission.permitted:
            return self.tr("The gateway, {when}: the seal is in use and may be pressed.").format(when=when)
        return self.tr("The gateway, {when}: {reason}").format(when=when, reason=refusal(permission.reason))

    def _press(self) -> None:
        if self._signing.state.needs_pin:
            self.key.give_pin()
        elif self._signing.state.ready:
            self.accept()

    def _facts(self, state: SealingState, operator: Person) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        grid = QGridLayout(card)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for number, (caption, value, role) in enumerate(self._rows(state, operator)):
            name, said = label("muted"), label(role or "heading", wrap=not role)
            name.setText(caption)
            said.setText(value)
            said.setFixedWidth(_VALUE_PX)
            if said.wordWrap():
                said.setMinimumHeight(max(0, said.heightForWidth(_VALUE_PX)))
            grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(said, number, 1)
        return card

    def _rows(self, state: SealingState, operator: Person) -> list[tuple[str, str, str]]:
        what = self._one_document(state) if state.batch is None else self._documents(state, state.batch)
        rows = [(caption, said, "") for caption, said in what]
        rows.append((self.tr("Custodian"), operator.name, ""))
        rows.append((self.tr("Witness"), self._witness(state), ""))
        if state.batch is not None:
            each = self.tr("Each file is the one that was approved; the gateway is asked for every one.")
            return [*rows, (self.tr("Files"), each, "")]
        digest = state.document_hash
        spaced = "\n".join(words.digest(digest[start : start + 32]) for start in (0, 32))
        rows.append((self.tr("SHA-256 of the file"), spaced, "mono"))
        return rows

    def _one_document(self, state: SealingState) -> list[tuple[str, str]]:
        document, seal, row, placing = state.document, state.seal, state.row, state.placing
        rows = [(self.tr("Document"), document.title if document else "")]
        if document is not None and document.doc_number:
            rows.append((self.tr("Number"), document.doc_number))
        rows.append((self.tr("Seal"), seal.name if seal else ""))
        if placing is not None:
            rows.append((self.tr("Place"), self._places(placing)))
        if row is not None and placing is not None:
            extent = self.tr("{pages} pages, {copies} copies")
            rows.append(
                (self.tr("Extent"), extent.format(pages=len(placing.pages), copies=row.request.copies))
            )
        return rows

    def _documents(self, state: SealingState, batch: BatchState) -> list[tuple[str, str]]:
        subject = state.row.request.subject if state.row is not None else ""
        copies = state.row.request.copies if state.row is not None else 1
        extent = self.tr("%n documents", "", len(batch.ready))
        by_hand = batch.count(Fate.BY_HAND)
        place = self._rule(batch)
        if by_hand:
            place += "\n" + self.tr("%n documents by hand", "", by_hand)
        return [
            (self.tr("Application"), subject),
            (self.tr("Seal"), state.seal.name if state.seal else ""),
            (self.tr("Place"), place),
            (
                self.tr("Extent"),
                self.tr("{documents}, {copies} copies each").format(documents=extent, copies=copies),
            ),
        ]

    def _rule(self, batch: BatchState) -> str:
        said = {
            Anchor.DATE: self.tr("On the date of each document"),
            Anchor.KEYWORD: self.tr("On the keyword “{keyword}”").format(keyword=batch.rule.keyword),
            Anchor.SPOT: self.tr("At the same place in every document"),
            Anchor.NOTHING: "",
        }[batch.rule.anchor]
        straddle = "" if batch.rule.edge is None else self.tr("Straddle seal over the {edge}")
        edge = "" if batch.rule.edge is None else straddle.format(edge=self._edge(batch.rule.edge))
        return "\n".join(filter(None, (said, edge)))

    def _witness(self, state: SealingState) -> str:
        confirmation = state.confirmation
        if confirmation is None or state.witness is None:
            return self.tr("Has not confirmed yet")
        return self.tr("{name}, confirmed {when}").format(
            name=state.witness.name, when=words.day_and_time(confirmation.confirmed_at)
        )

    def _places(self, placing: Placing) -> str:
        places = placing.pressing.places
        said = [
            self.tr("Page {page}, {x} mm from the left, {y} mm from the top").format(
                page=place.page + 1, x=words.tenths(place.x_mm), y=words.tenths(place.y_mm)
            )
            for place in places[:_PLACES_TOLD]
        ]
        if len(places) > _PLACES_TOLD:
            pages = words.and_so_on(str(page + 1) for page in sorted({place.page for place in places}))
            said = [self.tr("%n places", "", len(places)), self.tr("Pages {pages}").format(pages=pages)]
        if placing.straddling is not None:
            over = self.tr("Straddle seal over the {edge}, {mm} mm along it, on every page")
            said.append(
                over.format(edge=self._edge(placing.straddling.edge), mm=words.tenths(placing.offset_mm))
            )
        return "\n".join(said)

    def _edge(self, edge: Edge) -> str:
        match edge:
            case Edge.RIGHT:
                return self.tr("right edge")
            case Edge.LEFT:
                return self.tr("left edge")
            case Edge.TOP:
                return self.tr("top edge")
            case Edge.BOTTOM:
                return self.tr("bottom edge")

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        caution = label("small", wrap=True)
        caution.setText(
            self.tr(
                "The sealed file becomes the current version. The original stays as a version of its own."
            )
        )
        row.addWidget(caution, 1)
        self._back = QPushButton(self.tr("Back"))
        self._back.setObjectName("cancelSealing")
        self._back.clicked.connect(self.reject)
        self._back.setDefault(True)
        self._go = QPushButton(self.tr("Apply the seal"))
        self._go.setObjectName("confirmSealingButton")
        self._go.setProperty("role", "seal")
        self._go.clicked.connect(self._press)
        row.addWidget(self._back)
        row.addWidget(self._go)
        return row
