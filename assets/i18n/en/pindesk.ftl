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
rail-sign-out = Sign out
rail-log-whole = Log whole · { $count } entries
rail-log-checking = Checking the log · { $percent }%
rail-log-damaged = The log has a problem
rail-seat = Seat { $seat }
rail-person = { $name } · { $role }
rail-demo = Demonstration data

## Sign-in

door-missing = Still missing: { $field }
sign-in-number = Staff number
sign-in-password = Password
sign-in-go = Sign in
sign-in-checking = Checking the password…
sign-in-staff-only = Social-security PIN desk · for staff of this office only
sign-in-lost-password = The administrator lost the password
demo-accounts = Demonstration accounts
demo-accounts-note = A made-up office: no person and no record is real. “Use” fills in number and password.
demo-use = Use
demo-use-of = Fills in number and password of { $number }
password-new = New password
password-again = New password again
password-rules = At least { $count } characters, no common password, not the staff number. A few unrelated words are easy to remember.
password-mismatch = The two are not the same; type it again
change-title = Set a password of your own
change-for = Welcome, { $name }
change-why = You signed in with a one-time password that somebody else knows too. Change it to one that only you know, then work can begin.
change-go = Save and begin
change-leave = Sign out
change-working = Saving…
notice-reset-title = Your password was reset by somebody else
notice-reset = Staff number { $who } reset your password since your last sign-in; the audit log holds the entry. If you did not ask for it, do not go on: tell another supervisor at once.
notice-reset-known = I asked for it, go on
notice-reset-unknown = I did not, sign out
recover-title = A new administrator password with the recovery code
recover-why = The recovery code is the 20 characters written down at the first set-up. It works once; a new one takes its place, and each use is in the audit log.
recover-number = Administrator's staff number
recover-code-help = Capitals and dashes do not matter
recover-go = Set the new password
recover-done-title = The password is set
recover-done = The old recovery code is void; this is the new one
code-name = Recovery code
code-once = The recovery code is shown only this once
code-once-next = Write it down on paper and lock it away, apart from the key file. It is the only way back when the administrator's password is lost.
code-written = I have written it down and compared it
code-not-written = Write the code down and tick the box first
code-go-on = Go to the sign-in
leave-title = A visit is open. Sign out?
leave-visit = The visit will be in the audit log as abandoned, and the holder must be looked up and checked again.
leave-go = End the visit and sign out

## First run

first-run-title = First set-up
first-run-why = Fill in this page once, and this computer becomes a PIN desk
first-run-office = Office
first-run-office-hint = For example: Demo District Office
first-run-office-name-rule = Use 1 to 60 characters
first-run-seat-help = The fixed label of this computer; part of every serial
first-run-seat-rule = Use 1 to 4 letters or digits, for example 03
first-run-administrator = Administrator
first-run-administrator-why = The administrator makes accounts, imports holders and changes settings; serves nobody and sees no PIN.
first-run-name = Name
first-run-id-number = Administrator's own ID number
first-run-id-why = So that one person has one account and nobody acts on their own record. Only a pseudonym is kept.
first-run-id-progress = { $typed } of { $wanted } characters
first-run-id-right = The number is right
first-run-places = Where things are kept
first-run-data = Data folder (the encrypted database)
first-run-keys = Key folder
first-run-keys-help = May be an empty folder on removable media
first-run-keys-absolute = Write the whole path, from the root on
first-run-keys-apart = Keep the keys apart from the data, not in the same folder
first-run-keys-warning = If the key file is lost, the data can never be opened again, by anyone
first-run-keys-advice = Best kept on removable media, with a copy locked away; not on the disk that holds the data.
first-run-go = Set up the office
first-run-working = Making keys and the encrypted database…
first-run-made = The office is set up
first-run-code = Last step: write down the recovery code
first-run-keys-elsewhere = The keys are not in the usual place
first-run-keys-start = From now on start the program like this, or name the folder when it says that the keys are missing:

## Missing office

missing-title = The office cannot be opened
missing-untouched = Nothing was changed
missing-parts = The parts of the office
missing-data-folder = Data folder
missing-description = Description of the office
missing-database = Database
missing-key-folder = Key folder
missing-key-file = Key file
missing-there = There
missing-missing = Missing
missing-wrong = Wrong
missing-busy = In use
missing-look-for-keys = Look for the keys in this folder
missing-look-for-keys-help = For example on a USB drive; then try again
missing-for-support = For support: { $detail }
missing-quit = Quit

## Counter: look-up

counter-title = PIN service window

## Counter: identity check

## Counter: act

## Counter: done

## Approval

## Holder window

## Staff

staff-title = Staff
staff-accounts = All accounts
staff-keys = Up and down pick an account, Enter goes to its actions, F2 makes a new one
staff-new = New account
staff-number = Staff number
staff-name = Name
staff-role = Role
staff-person = ID number
staff-state = State
staff-state-normal = Normal
staff-state-one-time = One-time password waiting
staff-state-locked = Locked until { $until }
staff-state-disabled = Disabled
staff-own-mark = (you)
staff-chosen = Account
staff-choose = Pick an account in the list to see what can be done with it.
staff-own = This is your own account. Nobody disables, unlocks or resets their own; another administrator can. If you forget your password, use the recovery code.
staff-supervisor-protected = A supervisor's password is protected: another supervisor consents with a password of their own, or the recovery code does when there is no other supervisor.
staff-disable = Disable
staff-enable = Enable again
staff-unlock = Unlock
staff-password = One-time password
staff-disable-ask = Disable { $name } ({ $number })?
staff-disable-body = From the next request on, this person cannot work here. The account can be enabled again later.
staff-enable-ask = Enable { $name } ({ $number }) again?
staff-enable-body = The old password works again. If it is forgotten, give a one-time password too.
staff-unlock-ask = Unlock { $name } ({ $number })?
staff-unlock-body = Wrong passwords locked this account. Make sure it was really this person who typed them. The password stays the same.
staff-password-ask = Give { $name } ({ $number }) a one-time password?
staff-password-body = The old password stops working at once. The one-time password is shown once: hand it over in person. It must be changed at the next sign-in.
staff-password-disabled-body = The account is disabled and stays so until it is enabled. The old password stops working at once.
staff-changed = { $number }: done, and in the log
staff-new-title = New account
staff-new-body = One person, one account, one role. The ID number only tells that it is the same person; what is kept is a mask.
staff-create = Make the account
staff-hashing = Making the account…
staff-number-help = 2 to 32 letters, digits or - _ .
staff-role-note-clerk = Looks up, checks identity, sets, resets and unlocks PINs
staff-role-note-supervisor = Reviews and verifies the log, gives approvals, never acts on a PIN
staff-role-note-administrator = Keeps accounts, import and settings; sees no holder unmasked
staff-id-number = The person's own ID number
staff-id-number-help = Type it from the person's own document
staff-id-valid = The number is valid
staff-id-typed = { $typed } of { $wanted } characters
staff-code-title = One-time password for { $number }
staff-code-body = Shown this once and never again. Write it down and hand it over in person. Capitals and dashes do not matter when it is typed, and it must be changed at the first sign-in.
staff-code = One-time password
staff-code-written = I have written it down
staff-code-missing = write it down first
staff-code-done = Done
staff-consent-why = This is a supervisor. An administrator alone must not replace a supervisor's password, or could act as one.
staff-consent-supervisor = Another supervisor types their own number and password here to consent.
staff-consent-recovery = There is no other supervisor, so type the recovery code that was written down when the office was set up.
staff-consent-number = The other supervisor's staff number
staff-consent-password = The other supervisor's password
staff-consent-code = Recovery code
staff-consent-number-missing = number missing
staff-consent-password-missing = password missing
staff-consent-code-missing = code missing
staff-consent-flagged = This is flagged in the log, and the supervisor is told at the next sign-in.

## Settings

settings-title = Settings
settings-group-window = Window and holder screen
settings-group-note-window = Which window this computer is, and where the holder keys a PIN
settings-group-pin = PIN rules
settings-group-note-pin = When a PIN locks, for how long, and which nobody may choose
settings-group-approval = Approval
settings-group-note-approval = When a supervisor has to consent
settings-group-security = Sign-in and locking
settings-group-note-security = The same for everybody
setting-help-office_name = Shown at the sign-in. 1 to 60 characters
setting-help-seat = Stands in every entry and visit number, such as 03
setting-help-holder_monitor = Which monitor the holder's window opens on; 0 = this one, full screen
setting-help-shuffled_pad = Digits change places each time, against onlookers. Hard for some elderly people
setting-help-tries_before_lock = Wrong tries in a row that lock a PIN
setting-help-electronic_lock_hours = Hours after which an electronic lock lifts itself; 0 = never
setting-help-initial_pins = PINs that cards are handed over with; nobody may choose them. Separate with spaces, may be empty. The log keeps only how many
setting-help-repeat_reset_days = A second reset of the same PIN within so many days needs approval; 0 = never
setting-help-doubtful_check_days = An action within so many days of a doubtful check needs approval; 0 = never
setting-help-other_document_approval = An action with any document but the resident card needs approval
setting-help-free_unlocks_per_year = So many unlocks of a PIN in a year need no approval; the next one does
setting-help-idle_lock_minutes = Minutes without input until the screen locks
setting-help-session_hours = Hours after which one has to sign in again
settings-help-range = { $help } ({ $min }–{ $max })
settings-wrong-text = Type 1 to 60 characters
settings-wrong-seat = Type a window label of letters and digits, such as 03
settings-wrong-number = Type a whole number from { $min } to { $max }
settings-wrong-pins = Each PIN is exactly six digits; separate them with spaces
settings-changes = Changes to save
settings-no-changes = nothing changed
settings-before-after = { $before } becomes { $after }
settings-save = Save changes
settings-discard = Discard changes
settings-discard-ask = Discard these changes?
settings-discard-body = What is not saved goes back to what it was.
settings-wrong-fields = { $count } not right yet
settings-entry-note = Each change is an entry in the log, with before, after and who did it.
settings-saved = Changes saved: { $count }
settings-monitor-test = Test this monitor
settings-monitor-number = type a monitor number first
settings-monitor-own = 0 is this one, nothing to test
settings-monitor-window = Holder screen test
settings-monitor-here = Holder screen · monitor { $number }
settings-monitor-closes = Closes by itself after 3 seconds
settings-monitor-found = Monitor { $number } works.
settings-monitor-missing = There is no monitor { $number }.
settings-monitor-missing-next = Connect it or try another number; 0 uses this one.

## Import

import-title = Register import
import-choose = Choose a file
import-choose-note = All of it is imported, or nothing and a list of what is wrong.
import-path = Where the file is
import-path-hint = /home/…/holders.csv
import-path-help = Type or paste it here, also when no file window opens
import-pick = Choose file…
import-picking = Choose in the window that opened. If none opened, type the path above.
import-files = CSV files
import-go = Import
import-no-path = choose a file first
import-running = Importing…
import-stopping = Stopping…
import-stopped = Stopped. Nothing was imported.
import-stopped-next = The register is as it was. You can start again.
import-unreadable = The file cannot be read: { $detail }
import-io = A file could not be read or written, nothing was imported: { $path } ({ $detail })
import-io-next = See that the file is there and the medium plugged in, then try again.
import-done = { $file } is imported
import-lines = Lines read
import-added = New holders
import-updated = Known holders
import-done-note = It is in the log. No PIN was taken away and no lock cleared.
import-refused = { $file } has { $count } problems. Nothing was imported.
import-refused-next = Have whoever made the file mend it, then import again. Neither list nor report repeats personal data.
import-problems = What is wrong
import-report = Report file
import-copy-report = Copy path
import-line = Line
import-column = Column
import-reason = Reason
import-whole-line = whole line
import-format = The file
import-format-note = UTF-8 CSV. The first line names the columns, in any order, none missing:
import-copy-header = Copy header line
import-copied = Header line copied
import-column-id_number = ID number; 15 digits become 18
import-column-name = Name
import-column-phone = Phone, may be empty
import-column-card_number = Card number, may be empty
import-column-card_status = 0 not activated, 1 normal, 2 lost, 3 application locked, 4 temporarily lost, 9 cancelled
import-column-electronic_pin = Electronic card PIN: unset, active or locked
import-column-physical_pin = Physical card PIN: unset, active or locked
import-locks-note = An import may lock a PIN; it never clears a lock and never takes a PIN away.

## Audit

audit-title = Audit log

## Lock

lock-title = The screen is locked
lock-why = Type your password to go on where you left.
lock-go = Go on
lock-other = Somebody else: end this sign-in
lock-sign-in-again = Sign in again
lock-end-title = End the sign-in of { $name }?
lock-end = An open visit will be in the audit log as abandoned, and the holder must be looked up and checked again.
lock-end-go = End the sign-in

## Damage

damage-title = Counter work is stopped
damage-stopped = The audit log has a problem; counter work is stopped
damage-call = Do not try to mend it. Ask a supervisor to sign in here; work can go on once a new log is started.
damage-supervisor = Find out why first, and keep a copy of data and keys; then start a new log. The old one stays as it is and can still be read and verified.
damage-finding = Finding
damage-first-bad = First bad entry
damage-entry = Entry { $seq }
damage-unknown = The traces do not tell
damage-last-good = Confirmed up to here
damage-entries = { $count } entries
damage-sign-out = Sign out for the supervisor
damage-new-log = Start a new log…
damage-starting = Starting a new log…
damage-new-title = Start a new audit log?
damage-new = The first entry of the new log names the old log, the finding and your reason. Counter work opens again. This cannot be undone.
damage-new-go = Start the new log
damage-reason = Reason
damage-reason-help = What was found out and who looked into it; no holder's name or number
damage-mended = A new audit log is started; counter work is open again

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

# The desk says no: who is there
err-not_signed_in = Nobody is signed in.
rec-not_signed_in = Sign in first.
err-screen_locked = The screen is locked.
rec-screen_locked = Type your password to unlock it.
err-already_signed_in = Somebody is signed in already.
rec-already_signed_in = Sign out first, then sign in again.
err-wrong_role = This is work for the { $role }; your role cannot do it.
rec-wrong_role = Ask the { $role } to sign in and do it.
err-session_over = This sign-in has lasted too long and has run out.
rec-session_over = Sign out and sign in again.
err-disabled = This account is disabled.
rec-disabled = Ask the administrator to enable it.
err-must_change_password = The one-time password has not been changed yet.
rec-must_change_password = Set a password of your own first.
err-wrong_password = Wrong staff number or password.
rec-wrong_password = Tries left before it locks for 15 minutes: { $left }.
err-account_locked = Too many wrong tries; locked until { $until }.
rec-account_locked = Wait until { $until }, or ask the administrator to unlock the account.
err-password_too_short = The password is too short.
rec-password_too_short = Use at least 12 characters; a few words in a row are easy to remember.
err-password_common = This password is easy to guess.
rec-password_common = Choose another, without runs, repeats or common words.
err-password_staff_number = The password is little more than the staff number.
rec-password_staff_number = Choose one without the staff number.
err-password_unchanged = The new password is the same as the current one.
rec-password_unchanged = Choose a different one.
err-wrong_recovery_code = The recovery code or the staff number is wrong.
rec-wrong_recovery_code = Compare it with the written code, character by character; too many wrong tries lock it for 15 minutes.

# The desk says no: visits and PINs
err-visit_open = A visit is still open.
rec-visit_open = Close it first.
err-no_visit = No visit is open.
rec-no_visit = Look the holder up first.
err-out_of_order = This step is not possible now.
rec-out_of_order = Follow the steps: look-up, identity check, action, done.
err-own_record = This is your own record; nobody acts on their own.
rec-own_record = Ask another clerk to serve you.
err-id_number = This is not a valid ID number. { $reason }.
rec-id_number = Compare it with the document and type it again.
err-card_not_usable = Card status: { $status }. This cannot be done.
rec-card_not_usable = { $instead }.
err-not_applicable = PIN status: { $state }. “{ $action }” does not fit.
rec-not_applicable = Use this instead: { $instead }.
err-set_elsewhere = This PIN was set elsewhere; it is not kept here, so it can be neither tried nor changed.
rec-set_elsewhere = Reset it instead.
err-check_incomplete = The identity check is not complete.
rec-check_incomplete = Confirm the original, the photo, and the name and number.
err-document_expired = The document has expired.
rec-document_expired = Refuse the check for this reason and ask for a valid document.
err-document_does_not_fit = A document of this kind cannot carry this number.
rec-document_does_not_fit = Check the kind of document, or ask for the holder's own.
err-proof_used = This identity check was used already.
rec-proof_used = Confirm the person again before the next action.
err-proof_expired = The identity check is more than ten minutes old.
rec-proof_expired = Do the identity check again.
err-already_acted = Done already in this visit: { $kind }.
rec-already_acted = Deal with the other PIN, or close the visit.
err-approval_due = A supervisor must approve: { $reasons }.
rec-approval_due = Ask a supervisor to approve it at this desk.
err-approval_not_due = No approval is due.
rec-approval_not_due = Go on without it.
err-not_supervisor = Only a supervisor can approve.
rec-not_supervisor = Ask a supervisor to sign.
err-own_approval = Nobody approves for their own record.
rec-own_approval = Ask another supervisor.
err-remark_missing = A remark is missing.
rec-remark_missing = Write the reason, without names or numbers.
err-no_pad = The holder's pad is not open.
rec-no_pad = Start the action again.

# The desk says no: staff, register, settings
err-staff_number = This cannot be a staff number.
rec-staff_number = Use 2 to 32 letters and digits; - _ and . are allowed.
err-staff_number_taken = This staff number is taken.
rec-staff_number_taken = Choose another.
err-person_taken = This person has an account already.
rec-person_taken = One person has one account; look for it in the list of staff.
err-name = This cannot be a name.
rec-name = Use 1 to 100 characters, without line breaks or invisible ones.
err-no_such_staff = There is no such account.
rec-no_such_staff = Open the list of staff again.
err-own_account = This cannot be done to your own account.
rec-own_account = Ask another administrator.
err-last_administrator = This is the last enabled administrator.
rec-last_administrator = Create or enable another one first.
err-supervisor_protected = A supervisor's password is reset only with another supervisor's consent.
rec-supervisor_protected = Let another supervisor sign; if there is none, use the recovery code.
err-import_problems = Problems in the file: { $count }. Nothing was imported.
rec-import_problems = Mend the file with the help of the report and import it again.
err-setting = “{ $setting }” does not take this value.
rec-setting = Stay within the range shown beside it.

# The desk cannot: nothing was changed
err-log_damaged = The audit log has a problem. { $finding }. Counter work is stopped.
rec-log_damaged = Ask a supervisor to sign in, look at it and start a new log.
err-log_sound = The audit log has no problem; no new one is needed.
rec-log_sound = Go back to the audit log.
err-anchor = The anchor beside the keys cannot be written, so nothing was done ({ $detail }).
rec-anchor = Check the key folder: is the medium plugged in, full or read-only? Then try again.
err-disk_full = The disk is full; nothing was changed.
rec-disk_full = Make room and try again.
err-store = The database could not do it; nothing was changed ({ $detail }).
rec-store = Try again; if it fails again, close the program and call support.
err-hashing = The password could not be computed; nothing was changed ({ $detail }).
rec-hashing = Close other programs to free memory and try again.
err-log = The audit log could not be written; nothing was changed ({ $detail }).
rec-log = Try again; if it fails again, close the program and call support.
err-file = A file could not be read or written ({ $detail }).
rec-file = Check that it is there and that you may use it, then try again.
err-random = The system gives no random numbers; nothing was changed ({ $detail }).
rec-random = Restart the computer and try again.

# The office cannot be opened
err-keys_missing = The keys are missing: the key folder is empty, the data is there.
rec-keys_missing = Plug in the medium that holds the keys, or name their folder with --keys, and try again. New keys would not open this data.
err-data_missing = The data is missing: the data folder is empty, the keys are there.
rec-data_missing = Connect the disk that holds the data, or name its folder with --data, and try again; or restore a backup.
err-no_office = There is no office in { $path }.
rec-no_office = Start Pindesk to set one up, or name its folders with --data and --keys.
err-occupied = The folder is not empty: { $path }.
rec-occupied = It was left as it is. Choose an empty one.
err-same_folder = Data and keys are in the same folder, or one inside the other.
rec-same_folder = Keep them apart; the keys are best kept on removable media.
err-key_file_missing = The key folder holds no key file: { $path }.
rec-key_file_missing = Put office.keys back, or name its folder with --keys, and try again.
err-key_file_too_open = Others may read the key file or its folder: { $path }.
rec-key_file_too_open = Let only its owner use it (chmod 600 for the file, 700 for the folder), then try again.
err-key_file_malformed = This is not a key file, or it is damaged: { $path }.
rec-key_file_malformed = Put a sound copy of the key file in its place and try again.
err-office_io = A file could not be read or written: { $path }.
rec-office_io = Check that the disk is connected and that you may use it, then try again.
err-office_description = The description of the office is missing or cannot be read: { $path }.
rec-office_description = If this is not Pindesk's folder, name the right one with --data; if a first run was cut short, move both folders away and start again.
err-other_office = The key file belongs to another office.
rec-other_office = Use this office's key file, or name its folder with --keys, and try again.
err-wrong_keys = The key file is of this office, but not the one this data was made with.
rec-wrong_keys = Use the key file that goes with this data and try again.
err-newer = A newer version of the program made this data.
rec-newer = Install the newer Pindesk and open it with that.
err-database_missing = The data folder holds no database: { $path }.
rec-database_missing = Put the database back, or restore a backup, and try again.
err-database_not_ours = The database is damaged, or not Pindesk's: { $path }.
rec-database_not_ours = Restore a backup; keep this file.
err-read_only = This cannot be written: { $path }.
rec-read_only = Check whether the disk is write-protected and whether you may write there, then try again.
err-database = The database cannot be opened.
rec-database = Try again; if it fails again, restore a backup or call support. Keep the file.
err-second_instance = This office is open in another Pindesk.
rec-second_instance = Go to that window; once it is closed you can try again.
err-weak_hashing = This data was made with weak settings, good only for demonstration or tests.
rec-weak_hashing = Do not serve real people with it; set up a proper office.

# What is wrong with an ID number
id-error-empty = No number was typed
id-error-control_character = It holds a line break or another control character
id-error-unexpected_character = It holds a character that no ID number has
id-error-misplaced = A letter or digit is in the wrong place
id-error-too_short = It is too short
id-error-too_long = It is too long
id-error-no_such_date = Its birth date does not exist
id-error-future_date = Its birth date is in the future
id-error-wrong_check_character = The check character is wrong, so some digit is
id-warning-lower_case = Small letters were made capitals
id-warning-full_width = Full-width characters were made plain
id-warning-spaces = Spaces were left out
id-warning-unknown_region = The region code is not on the list; compare the document
id-warning-unlikely_age = By this number the person is over 120; compare the document
id-warning-check_digit = The check digit does not fit (the rule of the 2017 card is not published); compare the document

# What is wrong with a name, a document's expiry, a line of an import
name-error-empty = No name was given
name-error-too_long = The name is longer than 100 characters
name-error-control_character = The name holds a line break or an invisible character
expiry-error-empty = No expiry was given
expiry-error-unreadable = Write year-month-day, for example 2036-01-31, or “long-term”
expiry-error-no_such_date = There is no such day
expiry-warning-not_for_this_age = No resident card of a person this age expires then; look closely
expiry-warning-too_long = No document of this kind is valid for so long; look closely
document-resident_card = Resident identity card
document-temporary_card = Temporary identity card
document-residence_permit = Residence permit (Hong Kong, Macau, Taiwan)
document-foreign_permanent_card = Foreign permanent resident card
document-other = Another document
import-reason-duplicate = The number stands in an earlier line
import-reason-not_utf8 = Not UTF-8 text
import-reason-column_missing = This column is missing
import-reason-column_unknown = There is an unknown column
import-reason-column_count = Wrong number of columns
import-reason-not_a_phone = Not a phone number
import-reason-not_a_card_number = Not a card number
import-reason-not_a_card_status = Card status must be 0, 1, 2, 3, 4 or 9
import-reason-not_a_pin_state = PIN state must be unset, active or locked
import-reason-empty = Empty
import-reason-control_character = Holds a line break or an invisible character
import-reason-unexpected_character = Holds a character that does not belong
import-reason-misplaced = A letter or digit is in the wrong place
import-reason-too_short = Too short
import-reason-too_long = Too long
import-reason-no_such_date = The birth date in the number does not exist
import-reason-future_date = The birth date in the number is in the future
import-reason-wrong_check_character = The check character is wrong

# What is wrong with the log
finding-edited = An entry was changed
finding-deleted = Entries were taken out
finding-reordered = Entries were put in another order
finding-forged = Entries were added that this office never wrote
finding-cut_off = The newest entries are gone
finding-rolled_back = The log is older than the anchor or a witness code says, as if old data had been put back
finding-swapped_log = This is not the log that the anchor speaks of
finding-other_office = This is the log of another office
finding-wrong_key = The checkpoints are signed with a key that is not the office's
finding-fork = There are two histories of the same length
finding-malformed = An entry or checkpoint is not in the form this program writes
finding-tree_damaged = The entries are all there, but the stored hashes do not fit them
finding-anchor_missing = The anchor beside the key file is gone
finding-anchor_unreadable = The anchor beside the key file cannot be read

# Names of the settings
setting-office_name = Office name
setting-seat = Seat
setting-holder_monitor = Holder's monitor
setting-shuffled_pad = Shuffled PIN pad
setting-tries_before_lock = Wrong tries that lock a PIN
setting-electronic_lock_hours = Hours until an electronic lock lifts itself
setting-initial_pins = Initial PINs (never allowed)
setting-repeat_reset_days = Approval for a second reset within days
setting-doubtful_check_days = Approval after a doubtful check within days
setting-other_document_approval = Approval for other documents
setting-free_unlocks_per_year = Unlocks a year without approval
setting-idle_lock_minutes = Minutes without input until the screen locks
setting-session_hours = Longest sign-in in hours

## Command line
