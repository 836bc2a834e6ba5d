"""The ledger screen: filtered, verified, printed and exported, also by the auditor and when it is long."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from unicodedata import normalize

import pypdfium2
import pytest
from msgspec import structs
from PySide6.QtCore import QElapsedTimer, QItemSelectionModel, QTimer
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from core.office import ESeal, LedgerEntry, OfficePolicy, UseKind, UseOutcome
from core.seal.ledger import GENESIS
from desktop.tasks import Tasks
from desktop.ui.language import Translation
from desktop.ui.ledger import LedgerPresenter, LedgerQuery, LedgerView, Period
from desktop.ui.ledger.print_run import PrintTarget
from desktop.workspace import Workspace
from tests.ui.custody import AUDITOR, CUSTODIAN, custody_office, sample_data
from tests.ui.office import Desks

MANY = 50_000
NOON = datetime(2026, 6, 17, 4, tzinfo=UTC)


def _entry(number: int) -> LedgerEntry:
    """Entries come every ten minutes, the last of them on the meeting's day."""
    return LedgerEntry(
        id=f"l-{number}",
        sequence_no=number,
        used_at=NOON - timedelta(minutes=10 * (MANY - number)),
        seal_id="s-1",
        request_id="sr-1",
        document_id="d-urgent" if number % 2 else "d-elsewhere",
        original_blob=f"{number:064x}",
        sealed_blob=f"{number:064x}",
        operator_id="p-1",
        witness_id="p-2",
        previous=GENESIS,
        kinds=(UseKind.CLOSING,),
        pages=(0,),
        outcome=UseOutcome.SEALED if number % 10 else UseOutcome.REFUSED,
        reason="" if number % 10 else "blank_document",
    )


@pytest.fixture
def few(desks: Desks) -> Workspace:
    """One seal that ends with the month, and a policy that allows files."""
    policy = OfficePolicy(ledger_export=True)
    records = [
        structs.replace(record, valid_until=date(2026, 6, 30)) if isinstance(record, ESeal) else record
        for record in desks.records()
    ]
    return desks(*records, policy, *(_entry(number) for number in range(MANY - 40, MANY + 1)))


class Screen:
    def __init__(self, workspace: Workspace, tasks: Tasks, qtbot: QtBot) -> None:
        self.tasks, self.qtbot = tasks, qtbot
        self.presenter = LedgerPresenter(workspace, tasks, today=lambda: date(2026, 6, 17))
        self.view = LedgerView(self.presenter)
        qtbot.addWidget(self.view)
        self.view.resize(1278, 648)
        self.view.show()
        self.presenter.reload()
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.tasks.under_way == 0, timeout=30_000)


@pytest.fixture
def screen(few: Workspace, tasks: Tasks, qtbot: QtBot, chinese: Translation) -> Screen:
    return Screen(few, tasks, qtbot)


def _cells(view: LedgerView, row: int) -> list[str]:
    model = view.table.model()
    return [str(model.index(row, column).data()) for column in range(model.columnCount())]


def test_the_latest_use_comes_first_under_the_names_of_all(screen: Screen) -> None:
    cells = _cells(screen.view, 0)
    assert cells[0] == str(MANY)
    assert cells[2:5] == ["青禾县人民政府", "唐景和", "乔木然"]
    assert cells[6:9] == ["落款章 第 1 页", "1", "拒绝"]


def test_a_document_out_of_sight_shows_its_digest_and_no_title(screen: Screen) -> None:
    number = next(row for row in range(9) if _cells(screen.view, row)[5].startswith("SHA-256"))
    assert f"{MANY - number:x}"[:4] in screen.presenter.state.shown[number].original_blob
    assert any(_cells(screen.view, row)[5] == "青政办发〔2026〕23号" for row in range(9))


def test_filters_narrow_the_table_and_are_cleared_with_one_press(screen: Screen) -> None:
    outcome = screen.view.findChild(QComboBox, "ledgerOutcome")
    outcome.setCurrentIndex(outcome.findText("拒绝"))
    outcome.activated.emit(outcome.currentIndex())
    screen.settle()
    assert {entry.outcome for entry in screen.presenter.state.shown} == {UseOutcome.REFUSED}
    screen.view.findChild(QLineEdit, "ledgerSearch").setText(str(MANY - 10))
    screen.settle()
    assert [entry.sequence_no for entry in screen.presenter.state.shown] == [MANY - 10]
    screen.view.findChild(QPushButton, "ledgerClear").click()
    screen.settle()
    assert len(screen.presenter.state.shown) == 41


def test_the_chosen_entry_shows_its_digests_in_full(screen: Screen) -> None:
    screen.view.table.selectRow(1)
    said = "|".join(label.text().replace(" ", "") for label in screen.view.details.findChildren(QLabel))
    assert f"{MANY - 1:064x}" in said
    assert GENESIS in said


def test_the_entry_whose_digests_are_shown_is_the_marked_row(screen: Screen) -> None:
    """A table that gets the focus has a current row that is not selected."""
    table = screen.view.table
    screen.view.activateWindow()
    table.selectionModel().setCurrentIndex(
        table.model().index(0, 0), QItemSelectionModel.SelectionFlag.NoUpdate
    )
    title = next(each for each in screen.view.details.findChildren(QLabel) if str(MANY) in each.text())
    assert screen.view.details.isVisible()
    assert [index.row() for index in table.selectionModel().selectedRows()] == [0]
    assert title.width() >= title.sizeHint().width(), "its number is cut off"


def test_a_ledger_with_a_gap_and_without_signatures_is_not_complete(screen: Screen) -> None:
    screen.view.findChild(QPushButton, "ledgerVerify").click()
    screen.settle()
    assert screen.view.findChild(QLabel, "ledgerVerdict").text() == "不完整"
    assert "审计员" in screen.view.findChild(QLabel, "ledgerReport").text()
    assert screen.presenter.state.report is not None
    assert not screen.presenter.state.report.unbroken


def test_verifying_can_be_stopped(screen: Screen) -> None:
    screen.presenter.verify()
    assert screen.presenter.state.verifying
    screen.view.findChild(QPushButton, "ledgerReportClose").click()
    screen.settle()
    assert not screen.presenter.state.verifying
    assert screen.presenter.state.report is None
    assert screen.view.report.isHidden()


def _print_to(screen: Screen, button: str, path: Path) -> None:
    screen.view.findChild(QPushButton, button).click()
    dialog = screen.view.findChild(QDialog, "printLedger")
    dialog.ordered.emit(PrintTarget(path=str(path)))
    dialog.accept()
    screen.settle()


def _texts(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    pages = [normalize("NFKC", page.get_textpage().get_text_range()) for page in document]
    sizes = {tuple(round(side) for side in page.get_size()) for page in document}
    document.close()
    assert sizes == {(842, 595)}, "A4 landscape"
    return pages


def test_the_ledger_is_printed_oldest_first_with_a_head_and_a_number_on_every_sheet(
    screen: Screen, tmp_path: Path
) -> None:
    _print_to(screen, "ledgerPrint", tmp_path / "ledger.pdf")
    pages = _texts(tmp_path / "ledger.pdf")
    assert len(pages) == 3, "two of entries, and one of why uses were refused"
    assert all("印章台账" in page and f"共 {len(pages)} 张" in page for page in pages)
    assert pages[0].index(str(MANY - 40)) < pages[0].index(str(MANY - 39))
    assert str(MANY) in pages[1]


def test_the_months_end_takes_two_clicks_and_lists_the_seals_that_end(screen: Screen, tmp_path: Path) -> None:
    _print_to(screen, "ledgerMonthEnd", tmp_path / "month.pdf")
    pages = _texts(tmp_path / "month.pdf")
    assert "2026年6月1日" in pages[0]
    assert "至 2026年6月30日" in pages[-1]
    assert "拒绝的原因" in pages[-1]
    assert f"第 {MANY} 号" in pages[-1]


def test_the_export_is_offered_only_where_policy_permits(
    desks: Desks, tasks: Tasks, qtbot: QtBot, chinese: Translation
) -> None:
    strict = Screen(desks(*desks.records(), _entry(1)), tasks, qtbot)
    assert not strict.view.findChild(QPushButton, "ledgerExport").isVisible()
    strict.view.findChild(QPushButton, "ledgerPrint").click()
    where = strict.view.findChild(QComboBox, "ledgerPrinter")
    assert where.findText("PDF 文件…") < 0


def test_what_is_exported_is_what_is_shown(screen: Screen, tmp_path: Path) -> None:
    screen.presenter.want(LedgerQuery(outcome=UseOutcome.REFUSED))
    screen.settle()
    screen.view.findChild(QPushButton, "ledgerExport").click()
    dialog = screen.view.findChild(QFileDialog, "ledgerCsv")
    dialog.fileSelected.emit(str(tmp_path / "ledger.csv"))
    dialog.reject()
    screen.settle()
    content = (tmp_path / "ledger.csv").read_bytes().decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(content, newline=""))
    assert head[0] == "序号"
    assert [row[0] for row in rows] == [str(number) for number in range(MANY - 40, MANY + 1, 10)]
    assert head[-1] == "原因"
    assert all(row[-1] for row in rows), "every refusal with its reason"


def test_fifty_thousand_entries_are_filtered_while_the_window_answers(
    desks: Desks, tasks: Tasks, qtbot: QtBot, chinese: Translation
) -> None:
    workspace = desks(*desks.records(), synced=False)
    desks.gateway.page_sizes = (1000,)
    for number in range(1, MANY + 1):
        desks.gateway.office.put(_entry(number))
    workspace.sync()
    longest = 0.0
    watch = QElapsedTimer()
    ticking = QTimer(interval=0)

    def tick() -> None:
        nonlocal longest
        longest = max(longest, watch.restart())

    ticking.timeout.connect(tick)
    watch.start()
    ticking.start()
    screen = Screen(workspace, tasks, qtbot)
    assert screen.presenter.state.total == MANY
    assert screen.view.table.model().rowCount() < MANY, "rows join as they are scrolled to"
    screen.presenter.want(LedgerQuery(period=Period.THIS_MONTH))
    screen.settle()
    assert 0 < len(screen.presenter.state.shown) < MANY
    screen.presenter.want(LedgerQuery(search=str(MANY - 1)))
    screen.settle()
    assert [entry.sequence_no for entry in screen.presenter.state.shown] == [MANY - 1]
    ticking.stop()
    print(f"longest turn of the window's thread: {longest:.0f} ms")


def test_the_auditor_sees_every_use_without_a_title_and_verifies_the_whole_chain(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, tasks: Tasks, qtbot: QtBot, chinese: Translation
) -> None:
    sample = sample_data(tmp_path_factory.mktemp("sample"))
    with custody_office(sample, tmp_path) as office:
        screen = Screen(office.desk(AUDITOR), tasks, qtbot)
        own = len(office.desk(CUSTODIAN).ledger())
        assert screen.presenter.state.total > own
        shown = [_cells(screen.view, row)[5] for row in range(screen.presenter.state.total)]
        assert all(cell == "—" or cell.startswith("SHA-256") for cell in shown)
        screen.view.findChild(QPushButton, "ledgerVerify").click()
        screen.settle()
        report = screen.presenter.state.report
        assert report is not None
        assert report.unbroken
        assert not report.partial
        assert screen.view.findChild(QLabel, "ledgerVerdict").text() == "完整"
