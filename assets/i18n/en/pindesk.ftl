# The texts of the Pindesk window. Keys match the Chinese file one to one; plain words, no jargon.

## Common

app-name = Social-security card PIN desk
common-ok = Got it
common-cancel = Cancel
common-back = Back
common-next = Next
common-save = Save
common-close = Close
common-retry = Try again
common-yes = Yes
common-no = No
common-none = None
common-all = All
common-choose = Choose…
common-optional = optional
common-working = Working…
common-progress = { $percent }% done
common-still-missing = { $count } still missing
common-what-next = What to do
common-dismiss = Dismiss
common-date-form = Year-month-day, for example 2026-11-22
common-date-wrong = There is no such day. Write year-month-day, for example 2026-11-22
common-secret-ime = Password fields take no input-method text; switch to English input
common-secret-full = Too long; { $count } characters at most
common-step = Step { $number }: { $name }
common-step-done = Step { $number }: { $name } (done)
common-step-now = Step { $number }: { $name } (current)
pad-clear = Clear
pad-delete = Delete
pad-name = PIN pad
pad-entered = { $count } of { $total } digits entered

## Rail and top bar

rail-name = Main menu
rail-counter = Counter
rail-audit = Audit
rail-staff = Staff
rail-settings = Settings
rail-import = Import
rail-language = 中文
rail-language-name = Switch to Chinese (中文)
rail-lock = Lock
rail-log-whole = Log whole · { $count } entries
rail-log-checking = Checking the log · { $percent }%
rail-log-damaged = The log has a problem
rail-seat = Seat { $seat }
rail-person = { $name } · { $role }
rail-demo = Demonstration data

## Sign-in

## First run

## Missing office

## Counter: look-up

counter-title = PIN service window

## Counter: identity check

## Counter: act

## Counter: done

## Approval

## Holder window

## Staff

staff-title = Staff

## Settings

settings-title = Settings

## Import

import-title = Register import

## Audit

audit-title = Audit log

## Lock

## Damage

## Words: actions

action-look_up = Look-up
action-identity_check = Identity check
action-identity_confirm = Still the same person
action-reveal = Number shown
action-pin_set = Set PIN
action-pin_change = Change PIN
action-pin_verify = Try PIN
action-pin_reset = Reset PIN
action-pin_unlock = Unlock PIN
action-pin_lock = PIN locked
action-approval = Approval
action-visit_close = Visit closed
action-sign_in = Sign-in
action-sign_out = Sign-out
action-screen_lock = Screen locked
action-screen_unlock = Screen unlocked
action-password_change = Password changed
action-staff_create = Account created
action-staff_disable = Account disabled
action-staff_enable = Account enabled
action-staff_unlock = Account unlocked
action-staff_password_reset = One-time password issued
action-recovery_code_use = Recovery code used
action-setting_change = Setting changed
action-register_import = Register import
action-export = Log export
action-verification = Log verification
action-sign_off = Review remark
action-start = Program start
action-log_start = New log
action-clock_step = Clock went back
action-backup = Backup
action-restore = Restore

## Words: outcomes

outcome-done = Done
outcome-refused = Refused
outcome-failed = Failed
outcome-abandoned = Abandoned

## Words: the rest

role-clerk = Clerk
role-supervisor = Supervisor
role-administrator = Administrator
refusal-expired = The document has expired
refusal-copy = Not the original (a copy or a photograph)
refusal-photo_mismatch = The photo is of someone else
refusal-name_mismatch = Name or number differ from the register
refusal-suspected_forgery = The document may be forged
refusal-other = Another reason
approval-repeat_reset = Second reset of this PIN within 30 days
approval-doubtful_check = A doubtful check in the last 30 days (photo mismatch, copy or suspected forgery)
approval-other_document = The document is not a resident identity card
approval-many_unlocks = Fourth unlock of this PIN within a year
kind-electronic = Electronic card PIN
kind-physical = Physical card PIN
kind-bank = Bank PIN
kind-bank-note = The bank PIN of the physical card belongs to the bank; this office cannot touch it. Please go to the issuing bank
state-unset = Not set
state-active = In order
state-locked = Locked
card-0 = Not enabled
card-1 = In order
card-2 = Reported lost
card-3 = Social-security application locked
card-4 = Reported lost by telephone
card-9 = Cancelled
card-instead-0 = The card is not enabled yet. Have it enabled at the card counter first, then come back to set a PIN
card-instead-1 = The card is in order
card-instead-2 = The card is reported lost. Have it replaced, or the report lifted at the card counter, first
card-instead-3 = The social-security application is locked. The physical card PIN can only be unlocked or reset; the electronic one works as always
card-instead-4 = The card is reported lost for a few days. If it was found, have the report lifted; if not, report it lost for good and have it replaced
card-instead-9 = The card is cancelled. Apply for a new one first
pin-action-set = Set
pin-action-change = Change
pin-action-verify = Try
pin-action-reset = Reset
pin-action-unlock = Unlock
pin-action-note-set = There is no PIN yet; the holder sets the first one on the holder screen
pin-action-note-change = The holder knows the current PIN and wants another
pin-action-note-verify = The holder tries the PIN; nothing changes, but a wrong try counts
pin-action-note-reset = The holder forgot the PIN and sets a new one on the holder screen
pin-action-note-unlock = The holder knows the PIN, it is only locked; it stays the same

## Errors

## Command line

cli-window-title = 社保卡密码服务 Pindesk
cli-no-home = This user's data and configuration folders cannot be found.
cli-no-home-next = Name two folders with --data and --keys.
cli-no-window = The window cannot be opened.
cli-no-window-next = See that this machine has a graphical desktop; the commands work without one, see pindesk --help.
cli-password-missing = No password was given.
cli-password-missing-next = Put it on the first line of standard input, or name a file with --password-file.
cli-export-into-office = An export cannot go into the data folder or the key folder.
cli-export-into-office-next = Choose another place.
cli-not-a-whole-log = This file is not a whole log from its first entry on, as JSON Lines.
cli-not-a-whole-log-next = Export again without filters, with --format jsonl.
cli-demo-one-folder = A made-up office needs both folders.
cli-demo-one-folder-next = Give both --data and --keys, or neither.
cli-demo-making = Making a demonstration office …
cli-import-done = Imported { $lines } lines: { $added } new holders, { $updated } updated.
cli-import-refused = Nothing was imported: { $count } problems, listed in { $report }.
cli-export-done = Exported { $count } entries to { $path }.
cli-verify-whole = The log is whole: { $count } entries; witness code { $code }; key fingerprint { $fingerprint }.
cli-verify-other-key = The log is signed with another key, fingerprint { $fingerprint }.
cli-verify-damaged = The log is damaged: { $finding }.
cli-verify-damaged-at = The log is damaged: { $finding }; first at entry { $first }.
cli-verify-file = The file is consistent: { $count } entries; witness code { $code }; not confirmed by a code from outside.
cli-verify-file-confirmed = The file is consistent and agrees with the codes given: { $count } entries; witness code { $code }.
cli-check-sound = Store and log agree: { $holders } holders, { $visits } visits, { $entries } entries.
cli-check-store = The database is damaged: { $detail }.
cli-check-irregular = Store and log disagree in { $count } places:
