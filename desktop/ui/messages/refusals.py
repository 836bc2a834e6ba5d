"""Why the gateway or the workspace refuses an act."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def refusal(code: str) -> str:
    """Why the gateway or the workspace refuses an act, from its reason code."""
    reasons = {
        "not_secretary": translate("messages", "Only a secretary of the meeting may change its agenda."),
        "meeting_frozen": translate("messages", "The meeting has been held; its agenda stays as it was."),
        "appointments_last": translate("messages", "Appointments come last on an agenda."),
        "position": translate("messages", "The item cannot stand at this place."),
        "no_placement": translate("messages", "The seal has no place yet."),
        "nothing_to_seal": translate("messages", "There is no document to seal."),
        "format": translate("messages", "Only OFD documents can be sealed."),
        "base_version": translate("messages", "It was changed meanwhile."),
        "duration": translate("messages", "An item takes 1 to 480 minutes."),
        "not_to_read": translate("messages", "Only what was sent for reading can be marked as read."),
        "not_own": translate("messages", "It stands on somebody else's list."),
        "out_of_scope": translate("messages", "It is not within your need-to-know."),
        "not_approved": translate("messages", "The application has not been approved."),
        "request_not_approved": translate("messages", "The application has not been approved."),
        "other_file": translate("messages", "The file is not the one that was approved."),
        "not_the_approved_file": translate("messages", "The file is not the one that was approved."),
        "not_the_current_version": translate("messages", "The document has a newer version by now."),
        "changed_meanwhile": translate("messages", "The document was changed meanwhile."),
        "seal_not_in_request": translate("messages", "The application does not ask for this seal."),
        "not_custodian": translate("messages", "Only the custodian of a seal may press it."),
        "seal_not_in_use": translate("messages", "The seal is suspended or cancelled."),
        "seal_not_valid_today": translate("messages", "The seal is outside its period of validity."),
        "seal_used_already": translate(
            "messages", "This seal has been pressed under the application already."
        ),
        "not_witnessed": translate("messages", "The witness has not confirmed yet."),
        "earlier_seal_missing": translate("messages", "Another organ's seal comes first on this document."),
        "kind_not_approved": translate("messages", "The application does not ask for this kind of use."),
        "not_uploaded": translate("messages", "The file has not arrived at the gateway as a whole."),
        "original_changed": translate(
            "messages", "The sealed file is not the approved one with a seal on it."
        ),
        "not_one_new_seal": translate("messages", "The file does not bear exactly one new seal."),
        "other_seal": translate("messages", "The file bears another seal than the one applied for."),
        "seal_invalid": translate("messages", "The gateway finds a seal of the file invalid."),
        "seal_undetermined": translate("messages", "The gateway cannot judge a seal of the file."),
        "other_document": translate("messages", "The application is for another document."),
        "id_reused": translate("messages", "The same act was sent before with other contents."),
        "id_taken": translate("messages", "Its number is taken already."),
        "not_an_agenda_item": translate("messages", "It is not an agenda item."),
        "sealed_before_approval": translate("messages", "It was sealed before the application was approved."),
        "times_differ": translate("messages", "It was sealed at another time than was said."),
        "pages_differ": translate("messages", "The seal stands on other pages than was said."),
        "kinds_differ": translate("messages", "The seal stands in the file in another way than was said."),
        "other_size": translate("messages", "The seal does not stand in the file at its own size."),
        "witness_not_believed": translate(
            "messages", "The witness's key has been withdrawn since. Have the use confirmed anew."
        ),
        "page_count": translate("messages", "The document has another number of pages than was approved."),
        "page_missing": translate("messages", "The document has no such page."),
        "used_in_future": translate("messages", "The time of sealing lies in the future."),
        "no_offline_grace": translate("messages", "This seal is never used off line."),
        "offline_grace_over": translate("messages", "The time for use off line was over."),
        "offline_uses_over": translate("messages", "The number of uses off line was used up."),
        "time_stamp_demanded": translate(
            "messages", "A time stamp is demanded for this seal; a use without one does not count."
        ),
        "not_asked": translate(
            "messages", "The gateway was not asked before the seal was pressed, though the use says so."
        ),
        "no_copies": translate("messages", "At least one copy is applied for."),
        "document_twice": translate("messages", "A document is named twice."),
        "seal_twice": translate("messages", "A seal is named twice."),
        "document_unknown": translate("messages", "A document is not there, or not for you."),
        "seal_unknown": translate("messages", "A seal is not there, or not for you."),
        "document_cancelled": translate("messages", "The document was revoked or repealed."),
        "blank_document": translate(
            "messages", "Nothing is written in the document: blank paper is never sealed."
        ),
        "not_ofd": translate(
            "messages", "A PDF is not sealed under custody, only OFD. Have the document issued as OFD."
        ),
        "not_signed_off": translate("messages", "The document has not been signed off yet."),
        "not_issued": translate("messages", "The document has no number yet."),
        "kinds": translate("messages", "The kinds of use are not named properly."),
        "nothing_to_straddle": translate("messages", "A straddle seal needs at least two pages."),
        "not_an_approver": translate("messages", "This person may not approve the use of seals."),
        "own_application": translate("messages", "Nobody approves their own application."),
        "approver_out_of_scope": translate(
            "messages", "The document is not within the approver's need-to-know."
        ),
        "custodian_out_of_scope": translate(
            "messages", "The document is not within the custodian's need-to-know."
        ),
        "applied_already": translate("messages", "This seal has been applied for on the document already."),
        "not_approver": translate("messages", "Only the approver named in the application decides."),
        "request_not_pending": translate("messages", "The application has been decided already."),
        "request_not_open": translate("messages", "The application can no longer be withdrawn."),
        "not_applicant": translate("messages", "Only the applicant may withdraw it."),
        "no_reason": translate("messages", "A reason has to be given."),
        "statement_certificate": translate("messages", "The certificate of the signature cannot be used."),
        "statement_person": translate("messages", "The signature was not made with your own key."),
        "statement_path": translate("messages", "The certificate of the signature is not trusted any more."),
        "statement_signature": translate("messages", "The signature does not verify."),
        "not_a_custodian": translate("messages", "This person is no custodian of seals."),
        "organisation_unknown": translate("messages", "There is no such organisation."),
        "seal_registered_already": translate("messages", "This seal is in the cabinet already."),
        "seal_unreadable": translate("messages", "The file is no electronic seal."),
        "seal_version": translate("messages", "Only seals of GB/T 38540 (version 4) can be used."),
        "maker_signature": translate("messages", "The seal is not as its maker signed it."),
        "maker_not_trusted": translate("messages", "The seal's maker is not one the office believes."),
        "maker_path": translate("messages", "The seal maker's certificate does not hold."),
        "seal_expired": translate("messages", "The seal's period has run out."),
        "seal_dates": translate("messages", "The seal does not say how long it is valid."),
        "seal_state": translate("messages", "The seal cannot be brought into that state."),
        "other_seal_name": translate("messages", "The new seal has another name."),
        "other_seal_size": translate("messages", "The new seal has another size."),
        "seal_not_longer": translate("messages", "The new seal is not valid for longer."),
        "not_security_administrator": translate(
            "messages", "Only the security administrator changes the state of a seal."
        ),
        "own_seal": translate("messages", "The seal is in your custody already."),
        "not_offered": translate("messages", "The custody was not offered to you."),
        "internal": translate("messages", "The gateway failed on it; its log knows more."),
        "witness": translate("messages", "The witness must be the one appointed, and not the custodian."),
        "clock": translate("messages", "This computer's clock differs too much from the gateway's."),
        "conflict": translate("messages", "Somebody else has changed the same thing meanwhile."),
        "not_in_conflict": translate("messages", "There is nothing to choose between any more."),
        "gone": translate("messages", "It no longer exists."),
    }
    return reasons.get(code, translate("messages", "The reason given is {code}.").format(code=code))
