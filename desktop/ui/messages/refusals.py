"""Why the gateway or the workspace refuses an act."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

translate = QCoreApplication.translate


def refusal(code: str) -> str:
    """Why the gateway or the workspace refuses an act, from its reason code."""
    if code not in _REASONS:
        return translate("messages", "The reason given is {code}.").format(code=code)
    return translate("messages", str(_REASONS[code]))


# Marked for translation, and translated when they are asked for.
_REASONS: Mapping[str, object] = {
    "not_secretary": QT_TRANSLATE_NOOP("messages", "Only a secretary of the meeting may change its agenda."),
    "meeting_frozen": QT_TRANSLATE_NOOP("messages", "The meeting has been held; its agenda stays as it was."),
    "appointments_last": QT_TRANSLATE_NOOP("messages", "Appointments come last on an agenda."),
    "position": QT_TRANSLATE_NOOP("messages", "The item cannot stand at this place."),
    "no_placement": QT_TRANSLATE_NOOP("messages", "The seal has no place yet."),
    "nothing_to_seal": QT_TRANSLATE_NOOP("messages", "There is no document to seal."),
    "format": QT_TRANSLATE_NOOP("messages", "Only OFD documents can be sealed."),
    "base_version": QT_TRANSLATE_NOOP("messages", "It was changed meanwhile."),
    "duration": QT_TRANSLATE_NOOP("messages", "An item takes 1 to 480 minutes."),
    "not_to_read": QT_TRANSLATE_NOOP("messages", "Only what was sent for reading can be marked as read."),
    "not_own": QT_TRANSLATE_NOOP("messages", "It stands on somebody else's list."),
    "out_of_scope": QT_TRANSLATE_NOOP("messages", "It is not within your need-to-know."),
    "not_approved": QT_TRANSLATE_NOOP("messages", "The application has not been approved."),
    "request_not_approved": QT_TRANSLATE_NOOP("messages", "The application has not been approved."),
    "other_file": QT_TRANSLATE_NOOP("messages", "The file is not the one that was approved."),
    "not_the_approved_file": QT_TRANSLATE_NOOP("messages", "The file is not the one that was approved."),
    "not_the_current_version": QT_TRANSLATE_NOOP("messages", "The document has a newer version by now."),
    "changed_meanwhile": QT_TRANSLATE_NOOP("messages", "The document was changed meanwhile."),
    "seal_not_in_request": QT_TRANSLATE_NOOP("messages", "The application does not ask for this seal."),
    "not_custodian": QT_TRANSLATE_NOOP("messages", "Only the custodian of a seal may press it."),
    "seal_not_in_use": QT_TRANSLATE_NOOP("messages", "The seal is suspended or cancelled."),
    "seal_not_valid_today": QT_TRANSLATE_NOOP("messages", "The seal is outside its period of validity."),
    "seal_used_already": QT_TRANSLATE_NOOP(
        "messages", "This seal has been pressed under the application already."
    ),
    "not_witnessed": QT_TRANSLATE_NOOP("messages", "The witness has not confirmed yet."),
    "earlier_seal_missing": QT_TRANSLATE_NOOP(
        "messages", "Another organ's seal comes first on this document."
    ),
    "kind_not_approved": QT_TRANSLATE_NOOP("messages", "The application does not ask for this kind of use."),
    "not_uploaded": QT_TRANSLATE_NOOP("messages", "The file has not arrived at the gateway as a whole."),
    "original_changed": QT_TRANSLATE_NOOP(
        "messages", "The sealed file is not the approved one with a seal on it."
    ),
    "not_one_new_seal": QT_TRANSLATE_NOOP("messages", "The file does not bear exactly one new seal."),
    "other_seal": QT_TRANSLATE_NOOP("messages", "The file bears another seal than the one applied for."),
    "seal_invalid": QT_TRANSLATE_NOOP("messages", "The gateway finds a seal of the file invalid."),
    "seal_undetermined": QT_TRANSLATE_NOOP("messages", "The gateway cannot judge a seal of the file."),
    "other_document": QT_TRANSLATE_NOOP("messages", "The application is for another document."),
    "id_reused": QT_TRANSLATE_NOOP("messages", "The same act was sent before with other contents."),
    "id_taken": QT_TRANSLATE_NOOP("messages", "Its number is taken already."),
    "not_an_agenda_item": QT_TRANSLATE_NOOP("messages", "It is not an agenda item."),
    "sealed_before_approval": QT_TRANSLATE_NOOP(
        "messages", "It was sealed before the application was approved."
    ),
    "times_differ": QT_TRANSLATE_NOOP("messages", "It was sealed at another time than was said."),
    "pages_differ": QT_TRANSLATE_NOOP("messages", "The seal stands on other pages than was said."),
    "kinds_differ": QT_TRANSLATE_NOOP(
        "messages", "The seal stands in the file in another way than was said."
    ),
    "other_size": QT_TRANSLATE_NOOP("messages", "The seal does not stand in the file at its own size."),
    "witness_not_believed": QT_TRANSLATE_NOOP(
        "messages", "The witness's key has been withdrawn since. Have the use confirmed anew."
    ),
    "page_count": QT_TRANSLATE_NOOP(
        "messages", "The document has another number of pages than was approved."
    ),
    "page_missing": QT_TRANSLATE_NOOP("messages", "The document has no such page."),
    "used_in_future": QT_TRANSLATE_NOOP("messages", "The time of sealing lies in the future."),
    "no_offline_grace": QT_TRANSLATE_NOOP("messages", "This seal is never used off line."),
    "offline_grace_over": QT_TRANSLATE_NOOP("messages", "The time for use off line was over."),
    "offline_uses_over": QT_TRANSLATE_NOOP("messages", "The number of uses off line was used up."),
    "time_stamp_demanded": QT_TRANSLATE_NOOP(
        "messages", "A time stamp is demanded for this seal; a use without one does not count."
    ),
    "not_asked": QT_TRANSLATE_NOOP(
        "messages", "The gateway was not asked before the seal was pressed, though the use says so."
    ),
    "no_copies": QT_TRANSLATE_NOOP("messages", "At least one copy is applied for."),
    "document_twice": QT_TRANSLATE_NOOP("messages", "A document is named twice."),
    "seal_twice": QT_TRANSLATE_NOOP("messages", "A seal is named twice."),
    "document_unknown": QT_TRANSLATE_NOOP("messages", "A document is not there, or not for you."),
    "seal_unknown": QT_TRANSLATE_NOOP("messages", "A seal is not there, or not for you."),
    "document_cancelled": QT_TRANSLATE_NOOP("messages", "The document was revoked or repealed."),
    "blank_document": QT_TRANSLATE_NOOP(
        "messages", "Nothing is written in the document: blank paper is never sealed."
    ),
    "not_ofd": QT_TRANSLATE_NOOP(
        "messages", "A PDF is not sealed under custody, only OFD. Have the document issued as OFD."
    ),
    "not_signed_off": QT_TRANSLATE_NOOP("messages", "The document has not been signed off yet."),
    "not_issued": QT_TRANSLATE_NOOP("messages", "The document has no number yet."),
    "kinds": QT_TRANSLATE_NOOP("messages", "The kinds of use are not named properly."),
    "nothing_to_straddle": QT_TRANSLATE_NOOP("messages", "A straddle seal needs at least two pages."),
    "not_an_approver": QT_TRANSLATE_NOOP("messages", "This person may not approve the use of seals."),
    "own_application": QT_TRANSLATE_NOOP("messages", "Nobody approves their own application."),
    "approver_out_of_scope": QT_TRANSLATE_NOOP(
        "messages", "The document is not within the approver's need-to-know."
    ),
    "custodian_out_of_scope": QT_TRANSLATE_NOOP(
        "messages", "The document is not within the custodian's need-to-know."
    ),
    "applied_already": QT_TRANSLATE_NOOP(
        "messages", "This seal has been applied for on the document already."
    ),
    "not_approver": QT_TRANSLATE_NOOP("messages", "Only the approver named in the application decides."),
    "request_not_pending": QT_TRANSLATE_NOOP("messages", "The application has been decided already."),
    "request_not_open": QT_TRANSLATE_NOOP("messages", "The application can no longer be withdrawn."),
    "not_applicant": QT_TRANSLATE_NOOP("messages", "Only the applicant may withdraw it."),
    "no_reason": QT_TRANSLATE_NOOP("messages", "A reason has to be given."),
    "statement_certificate": QT_TRANSLATE_NOOP(
        "messages", "The certificate of the signature cannot be used."
    ),
    "statement_person": QT_TRANSLATE_NOOP("messages", "The signature was not made with your own key."),
    "statement_path": QT_TRANSLATE_NOOP(
        "messages", "The certificate of the signature is not trusted any more."
    ),
    "statement_signature": QT_TRANSLATE_NOOP("messages", "The signature does not verify."),
    "not_a_custodian": QT_TRANSLATE_NOOP("messages", "This person is no custodian of seals."),
    "organisation_unknown": QT_TRANSLATE_NOOP("messages", "There is no such organisation."),
    "seal_registered_already": QT_TRANSLATE_NOOP("messages", "This seal is in the cabinet already."),
    "seal_unreadable": QT_TRANSLATE_NOOP("messages", "The file is no electronic seal."),
    "seal_version": QT_TRANSLATE_NOOP("messages", "Only seals of GB/T 38540 (version 4) can be used."),
    "maker_signature": QT_TRANSLATE_NOOP("messages", "The seal is not as its maker signed it."),
    "maker_not_trusted": QT_TRANSLATE_NOOP("messages", "The seal's maker is not one the office believes."),
    "maker_path": QT_TRANSLATE_NOOP("messages", "The seal maker's certificate does not hold."),
    "seal_expired": QT_TRANSLATE_NOOP("messages", "The seal's period has run out."),
    "seal_dates": QT_TRANSLATE_NOOP("messages", "The seal does not say how long it is valid."),
    "seal_state": QT_TRANSLATE_NOOP("messages", "The seal cannot be brought into that state."),
    "other_seal_name": QT_TRANSLATE_NOOP("messages", "The new seal has another name."),
    "other_seal_size": QT_TRANSLATE_NOOP("messages", "The new seal has another size."),
    "seal_not_longer": QT_TRANSLATE_NOOP("messages", "The new seal is not valid for longer."),
    "not_security_administrator": QT_TRANSLATE_NOOP(
        "messages", "Only the security administrator changes the state of a seal."
    ),
    "not_the_rule_maker": QT_TRANSLATE_NOOP(
        "messages", "Only the security administrator says how seals may be used."
    ),
    "own_alarm": QT_TRANSLATE_NOOP(
        "messages", "The alarm is about your own act: somebody else takes note of it."
    ),
    "own_seal": QT_TRANSLATE_NOOP("messages", "The seal is in your custody already."),
    "not_offered": QT_TRANSLATE_NOOP("messages", "The custody was not offered to you."),
    "internal": QT_TRANSLATE_NOOP("messages", "The gateway failed on it; its log knows more."),
    "witness": QT_TRANSLATE_NOOP("messages", "The witness must be the one appointed, and not the custodian."),
    "clock": QT_TRANSLATE_NOOP("messages", "This computer's clock differs too much from the gateway's."),
    "conflict": QT_TRANSLATE_NOOP("messages", "Somebody else has changed the same thing meanwhile."),
    "not_in_conflict": QT_TRANSLATE_NOOP("messages", "There is nothing to choose between any more."),
    "gone": QT_TRANSLATE_NOOP("messages", "It no longer exists."),
}
