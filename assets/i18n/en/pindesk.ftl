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
staff-is-disabled = already disabled
staff-not-disabled = not disabled
staff-not-locked = not locked
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
staff-consent-number-missing = the other supervisor's number is missing
staff-consent-password-missing = the other supervisor's password is missing
staff-consent-code-missing = the recovery code is missing
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
