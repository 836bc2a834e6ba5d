<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ActivityView</name>
    <message numerus="yes">
        <source>%n to send</source>
        <translation>
            <numerusform>%n to send</numerusform>
            <numerusform>%n to send</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) attention</source>
        <translation>
            <numerusform>%n needs attention</numerusform>
            <numerusform>%n need attention</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Clock %n minute(s) fast</source>
        <translation>
            <numerusform>Clock %n minute fast</numerusform>
            <numerusform>Clock %n minutes fast</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Clock %n minute(s) slow</source>
        <translation>
            <numerusform>Clock %n minute slow</numerusform>
            <numerusform>Clock %n minutes slow</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AlarmBanner</name>
    <message numerus="yes">
        <source>%n alarm(s)…</source>
        <translation>
            <numerusform>%n alarm…</numerusform>
            <numerusform>%n alarms…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AnnotationPane</name>
    <message numerus="yes">
        <source>Take over %n from version {number}</source>
        <translation>
            <numerusform>Take over %n from version {number}</numerusform>
            <numerusform>Take over %n from version {number}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ApplyDialog</name>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n document</numerusform>
            <numerusform>%n documents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Leave out %n that cannot be sealed</source>
        <translation>
            <numerusform>Leave out %n that cannot be sealed</numerusform>
            <numerusform>Leave out %n that cannot be sealed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BatchFields</name>
    <message numerus="yes">
        <source>%n documents</source>
        <translation>
            <numerusform>%n document</numerusform>
            <numerusform>%n documents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CabinetView</name>
    <message numerus="yes">
        <source>%n end(s) soon</source>
        <translation>
            <numerusform>%n ends soon</numerusform>
            <numerusform>%n end soon</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChangePassword</name>
    <message numerus="yes">
        <source>At least %n character(s).</source>
        <translation>
            <numerusform>At least %n character.</numerusform>
            <numerusform>At least %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConfirmSealing</name>
    <message numerus="yes">
        <source>%n places</source>
        <translation>
            <numerusform>%n place</numerusform>
            <numerusform>%n places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n documents</source>
        <translation>
            <numerusform>%n document</numerusform>
            <numerusform>%n documents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n documents by hand</source>
        <translation>
            <numerusform>%n document by hand</numerusform>
            <numerusform>%n documents by hand</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConfirmWitness</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConflictChoice</name>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CopyDialog</name>
    <message numerus="yes">
        <source>The copy holds %n annotation(s), with author and date.</source>
        <translation>
            <numerusform>The copy holds %n annotation, with author and date.</numerusform>
            <numerusform>The copy holds %n annotations, with author and date.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>Overdue %n working day(s)</source>
        <translation>
            <numerusform>Overdue %n working day</numerusform>
            <numerusform>Overdue %n working days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n working day(s) left</source>
        <translation>
            <numerusform>%n working day left</numerusform>
            <numerusform>%n working days left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You can try again in %n second(s).</source>
        <translation>
            <numerusform>You can try again in %n second.</numerusform>
            <numerusform>You can try again in %n seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It differs from the gateway&apos;s by %n second(s).</source>
        <translation>
            <numerusform>It differs from the gateway&apos;s by %n second.</numerusform>
            <numerusform>It differs from the gateway&apos;s by %n seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n try(s) left, then the key locks itself.</source>
        <translation>
            <numerusform>%n try left, then the key locks itself.</numerusform>
            <numerusform>%n tries left, then the key locks itself.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %n copy(ies)</source>
        <translation>
            <numerusform>At most %n copy</numerusform>
            <numerusform>At most %n copies</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EnrolView</name>
    <message numerus="yes">
        <source>At least %n character(s).</source>
        <translation>
            <numerusform>At least %n character.</numerusform>
            <numerusform>At least %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EntryDetails</name>
    <message numerus="yes">
        <source>%n copy(ies)</source>
        <translation>
            <numerusform>%n copy</numerusform>
            <numerusform>%n copies</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeywordFields</name>
    <message numerus="yes">
        <source>%n occurrences</source>
        <translation>
            <numerusform>%n occurrence</numerusform>
            <numerusform>%n occurrences</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LedgerView</name>
    <message numerus="yes">
        <source>%n sheet(s) printed.</source>
        <translation>
            <numerusform>%n sheet printed.</numerusform>
            <numerusform>%n sheets printed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) exported.</source>
        <translation>
            <numerusform>%n entry exported.</numerusform>
            <numerusform>%n entries exported.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MeetingsView</name>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) past the end at {time}.</source>
        <translation>
            <numerusform>%n minute past the end at {time}.</numerusform>
            <numerusform>%n minutes past the end at {time}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PersonMenu</name>
    <message numerus="yes">
        <source>After %n minute(s)</source>
        <translation>
            <numerusform>After %n minute</numerusform>
            <numerusform>After %n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PrintDialog</name>
    <message numerus="yes">
        <source>At most %n copy(ies) more: the office counts them.</source>
        <translation>
            <numerusform>At most %n copy more: the office counts them.</numerusform>
            <numerusform>At most %n copies more: the office counts them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sheet(s) of paper</source>
        <translation>
            <numerusform>%n sheet of paper</numerusform>
            <numerusform>%n sheets of paper</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PrintLedgerDialog</name>
    <message numerus="yes">
        <source>%n entry(ies)</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sheet(s), A4 landscape</source>
        <translation>
            <numerusform>%n sheet, A4 landscape</numerusform>
            <numerusform>%n sheets, A4 landscape</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReaderView</name>
    <message numerus="yes">
        <source>%n page(s) sent to print.</source>
        <translation>
            <numerusform>%n page sent to print.</numerusform>
            <numerusform>%n pages sent to print.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportStrip</name>
    <message numerus="yes">
        <source>%n entry(ies): no number is missing, the chain holds, every signature is right.</source>
        <translation>
            <numerusform>%n entry: no number is missing, the chain holds, every signature is right.</numerusform>
            <numerusform>%n entries: no number is missing, the chain holds, every signature is right.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies): the links between neighbours hold, every signature is right.</source>
        <translation>
            <numerusform>%n entry: the links between neighbours hold, every signature is right.</numerusform>
            <numerusform>%n entries: the links between neighbours hold, every signature is right.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RequestDelegate</name>
    <message numerus="yes">
        <source>%n documents</source>
        <translation>
            <numerusform>%n document</numerusform>
            <numerusform>%n documents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RequestsView</name>
    <message numerus="yes">
        <source>{numbers} and others, %n document(s)</source>
        <translation>
            <numerusform>{numbers} and others, %n document</numerusform>
            <numerusform>{numbers} and others, %n documents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SealPane</name>
    <message numerus="yes">
        <source>%n day(s) before the end</source>
        <translation>
            <numerusform>%n day before the end</numerusform>
            <numerusform>%n days before the end</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SealingPanel</name>
    <message numerus="yes">
        <source>Seal %n documents…</source>
        <translation>
            <numerusform>Seal %n document…</numerusform>
            <numerusform>Seal %n documents…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StraddleStrip</name>
    <message numerus="yes">
        <source>%n pages</source>
        <translation>
            <numerusform>%n page</numerusform>
            <numerusform>%n pages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n whole seals, one for each group</source>
        <translation>
            <numerusform>%n whole seal</numerusform>
            <numerusform>%n whole seals, one for each group</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TabsView</name>
    <message numerus="yes">
        <source>%n document(s) closed: no longer here, or no longer for you to read.</source>
        <translation>
            <numerusform>%n document closed: no longer here, or no longer for you to read.</numerusform>
            <numerusform>%n documents closed: no longer here, or no longer for you to read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tabs are open: close some before you open more.</source>
        <translation>
            <numerusform>%n tab is open: close it before you open more.</numerusform>
            <numerusform>%n tabs are open: close some before you open more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UnlockView</name>
    <message numerus="yes">
        <source>Wait %n second(s)</source>
        <translation>
            <numerusform>Wait %n second</numerusform>
            <numerusform>Wait %n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Counted</name>
    <message numerus="yes">
        <source>Ended %n day(s) ago</source>
        <translation>
            <numerusform>Ended %n day ago</numerusform>
            <numerusform>Ended %n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>%n day left</numerusform>
            <numerusform>%n days left</numerusform>
        </translation>
    </message>
</context>
</TS>
