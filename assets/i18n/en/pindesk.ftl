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
common-working = Working…
common-progress = { $percent }% done
common-still-missing = { $count ->
    [one] 1 item
   *[other] { $count } items
} still missing
common-dismiss = Dismiss
common-date-wrong = There is no such day. Enter year-month-day, for example 2026-11-22
common-secret-ime = Turn off the input method to enter a password
common-secret-full = Too long: { $count ->
    [one] 1 character
   *[other] { $count } characters
} at most
place-none = No file was chosen. You can also enter or paste its full path here.
place-relative = Enter the full path, from the root folder on
place-choosing = Choose in the dialog that opened. If none opened, enter the path instead.
common-step = Step { $number }: { $name }
common-step-done = Step { $number }: { $name } (done)
common-step-now = Step { $number }: { $name } (current)
pad-clear = Clear all
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
rail-today = Today
rail-password = Password
rail-password-name = Change your password
rail-day = { $count ->
    [one] { $count } visit today
   *[other] { $count } visits today
}
rail-day-open = one open
rail-day-minutes = last { $count } min ago
rail-day-hours = last { $count } h ago
rail-language = 中文
rail-language-name = Switch to Chinese (中文)
rail-lock = Lock
rail-sign-out = Sign out
rail-log-whole = Log verified · { $count } entries
rail-log-checking = Verifying the log · { $percent }%
rail-log-damaged = The log has a problem
rail-seat = Window { $seat }
rail-person = { $name } · { $role }
rail-demo = Demo data

## Sign-in

door-missing = Please fill in: { $field }
sign-in-number = Staff number
sign-in-password = Password
sign-in-go = Sign in
sign-in-checking = Checking the password…
sign-in-staff-only = Social-security PIN desk · for staff of this office only
sign-in-lost-password = Reset a lost administrator password
demo-accounts = Demo accounts
demo-accounts-note = This is a demo office: no person or record is real. “Use” fills in staff number and password.
demo-use = Use
demo-use-of = Use staff number and password of { $number }
password-new = New password
password-again = Repeat the new password
password-rules = At least { $count ->
    [one] 1 character
   *[other] { $count } characters
}. Do not use a common password or the staff number. A few unrelated words are easy to remember.
password-mismatch = The passwords differ. Enter it again
change-title = Set your own password
change-for = Welcome, { $name }
change-why = You signed in with a one-time password that someone else knows too. Choose one that only you know to start work.
change-go = Save and start
change-leave = Sign out
second-title = A supervisor signs beside you
second-why = One person set up this office. From now on important changes take two people. Both of you then get half of a recovery code.
second-go = Confirm as two people
second-done-title = The office has two people now
second-done = Each of you writes down half of the recovery code. The old code no longer works.
change-working = Saving…
notice-reset-title = Someone else reset your password
notice-reset = Staff number { $who } reset your password since your last sign-in; it is recorded in the log. If you did not ask for it, stop and tell another supervisor at once.
notice-reset-known = Continue: I asked for it
notice-reset-unknown = Sign out: I did not ask for it
recover-title = Reset the administrator password with the recovery code
recover-why = The recovery code has two halves of { $count } characters, kept by two people. Both enter their half here. It works once and is then replaced; each use is recorded in the log.
own-password-title = Change your password
own-password-why = From then on, sign in and unlock the screen with the new one.
own-password-current = Current password
own-password-go = Save the new password
own-password-wrong = The current password is wrong. Enter it again. { $count } wrong in a row lock the screen.
own-password-done = Your password is changed
own-password-locked = The password was wrong { $count } times in a row, so the screen is locked. Unlock it with your password.
recover-number = Administrator's staff number
recover-code-help = Capitals and hyphens do not matter
recover-old-code = Leave it empty for an old recovery code, which has one part
recover-go = Reset the password
recover-done-title = The password is reset
recover-done = The old recovery code is no longer valid; this is the new one
code-name = Recovery code
code-first = First half of the recovery code
code-second = Second half of the recovery code
code-first-keeper = The administrator keeps the first half. Only the keeper looks at the screen now.
code-second-keeper = A supervisor keeps the second half. Let the supervisor sit here now; nobody else looks.
code-show = Show: { $half }
code-hide = Hide it and hand over to the supervisor
code-done = Finish
code-once-next = It is shown only this once. Write it down on paper and lock it away, apart from the key file.
code-written = I have written it down and checked it
code-not-written = Write down the recovery code and tick the box first
leave-title = A visit is open. Sign out?
leave-visit = The visit is recorded as abandoned. The holder must be looked up and checked again.
leave-go = End the visit and sign out
leave-verdict-first = The last action has its outcome. See the receipt before you leave.
leave-verdict-done = The last action has its outcome. Its receipt is in Today's visits.
sign-out-unwritten = You are signed out, but this is not in the log yet. { $next }
lose-visit = A visit is open
lose-body-visit = If you leave, the visit is recorded as abandoned. The holder must be looked up and checked again.
lose-code = The password or code is not written down yet
lose-body-code = It is shown only this once. If you leave, it cannot be shown again.
lose-import = An import is running
lose-body-import = If you leave this page, it goes on, but you will not see the result. If you quit, nothing is imported.
lose-export = An export is running
lose-body-export = If you quit, no file is left behind, and you must export again.
lose-first_run = The first set-up is not finished
lose-body-first_run = If you leave, what you entered is gone.
lose-settings = Some changes are not saved
lose-body-settings = If you leave, the changes are gone and the settings stay as they were.
lose-new_account = The new account is not created yet
lose-body-new_account = If you leave, what you entered is gone.
lose-remark = A remark is not submitted yet
lose-body-remark = If you leave, the remark is gone and the item stays open.
lose-path = A file path is entered but not used
lose-body-path = If you leave, you must enter it again.
lose-verdict = The program has not answered for a long time
lose-body-verdict = The outcome of the last step is not yet known. Open the program again and look it up in Today's visits.
lose-stay = Go on here
lose-go-open = Leave anyway
lose-go-sign_out = Sign out anyway
lose-go-close = Quit anyway
close-pad-open = Someone is entering a PIN, so the program cannot be closed now. Finish it or stop it first.

## First run

first-run-title = First set-up
first-run-why = Fill in this page to turn this computer into a PIN service window. It takes two people.
first-run-office = Office
first-run-office-hint = For example: Demo District Office
first-run-office-name-rule = Use 1 to 60 characters
first-run-seat-help = The fixed number of this window; part of every serial number
first-run-seat-rule = Use 1 to 4 letters or digits, for example 03
first-run-administrator = First administrator
first-run-supervisor = First supervisor
first-run-same-person = The two founders must be two people. Check their ID numbers.
first-run-id-why = It keeps one account per person and stops staff from serving themselves. Only a pseudonym and a mask are stored, not the full number.
first-run-id-progress = { $typed } of { $wanted } characters
first-run-id-right = The number is valid
founder-administrator-number = Administrator's staff number
founder-administrator-name = Administrator's name
founder-administrator-id = Administrator's own ID number
founder-administrator-password = Administrator's password
founder-administrator-again = Administrator's password again
founder-administrator-why = The administrator creates accounts, imports holders and changes settings, serves nobody and sees no PIN. The administrator enters this password in person.
founder-supervisor-number = Supervisor's staff number
founder-supervisor-name = Supervisor's name
founder-supervisor-id = Supervisor's own ID number
founder-supervisor-password = Supervisor's password
founder-supervisor-again = Supervisor's password again
founder-supervisor-why = The supervisor reviews the log, approves, and consents to what the administrator changes. The supervisor enters this password in person; nobody else looks.
first-run-places = Storage folders
first-run-data = Data folder (the encrypted database)
first-run-keys = Key folder
first-run-keys-help = Can be an empty folder on a USB drive
first-run-keys-absolute = Enter the full path, starting at the root
first-run-keys-apart = Keep the keys in a different folder from the data
first-run-keys-warning = If the key file is lost, nobody can open the data again
first-run-keys-advice = Keep the keys on a USB drive, not on the disk with the data, and lock a copy away.
first-run-go = Set up the office
first-run-look-above = Fix the fields marked in red above
first-run-working = Creating keys and the encrypted database…
first-run-made = The office is set up
first-run-code = Last step: each founder writes down half of the recovery code
first-run-keys-elsewhere = The keys are not in the usual folder
first-run-keys-start = The program remembers this folder and tells you when the USB drive with the keys is missing.

## Missing office

missing-title = The office data cannot be opened
missing-untouched = Nothing was changed
missing-parts = Parts of the office
missing-data-folder = Data folder
missing-description = Office description
missing-database = Database
missing-key-folder = Key folder
missing-key-file = Key file
missing-there = Found
missing-missing = Missing
missing-wrong = Invalid
missing-busy = In use
missing-look-for-keys = Key folder to look in
missing-look-for-keys-help = For example on a USB drive. Then try again
missing-for-support = Technical details: { $detail }
missing-quit = Quit

## Counter: look-up

counter-title = PIN service window
counter-step-1 = Look up
counter-step-2 = Identity check
counter-step-3 = Action
counter-step-4 = Done
counter-serial = Serial number
lookup-title = Look up the holder
lookup-how = Ask for the document and enter the number on it. Only a complete number can be looked up, not a name.
lookup-field = ID number
lookup-hint = Enter the number, or place the card on the reader
lookup-forms = 18 characters; old 15-digit numbers, HK/Macau/Taiwan permits and foreign residence cards also work
lookup-count = { $typed } of { $wanted } characters
lookup-wrong-next = Check each character against the document
lookup-check-right = The number is valid
lookup-as-18 = Looked up as 18 characters: { $number }
lookup-missing = Enter a number first
lookup-missing-count = { $count ->
    [one] 1 more character
   *[other] { $count } more characters
} to enter
lookup-button = Look up
lookup-looking = Looking up…
lookup-not-found = No holder has this number
lookup-not-found-next = Check the number against the document. If it is correct, the social-security card counter can look up the application
lookup-typed = Number looked up
lookup-correct = Correct the number
lookup-own-record = This is your own record; you cannot serve yourself
lookup-own-record-next = Ask a colleague to serve you
lookup-call = Please call a supervisor
lookup-call-next = Nothing can be done in this visit
lookup-ended-logged = This look-up is recorded in the log
hints-title = What this window does
hints-electronic = Electronic card PIN: set, change, try PIN, reset, unlock
hints-physical = Physical card PIN: set, change, try PIN, reset, unlock
hints-reader-title = Tips
hints-reader = The card reader works at any time, wherever the cursor is.
hints-no-names = Every look-up is recorded in the log. Look up only people who are at the window.
id-kind-citizen = Citizen number
id-kind-citizen_old_15 = Old 15-digit number
id-kind-permit_hong_kong = Residence permit (Hong Kong)
id-kind-permit_macau = Residence permit (Macau)
id-kind-permit_taiwan = Residence permit (Taiwan)
id-kind-foreign_2023 = Foreign permanent resident card
id-kind-foreign_2017 = Foreign permanent resident card (2017)

## Counter: identity check

check-holder = Holder
check-number = ID number
check-number-is = ID number { $number }
check-reveal = Hold to show
check-title = Check the original document in person
check-document = Document
check-expiry = Valid until
check-long-term = long-term
check-expired = The document has expired. Refuse the check and record the reason
check-other-document = Not a resident identity card: a supervisor must approve
check-original = It is the original, not a copy or a photograph
check-original-how = Tilt it to see the Great Wall hologram; check the background pattern
check-original-how-other = Look at paper, print and security marks; accept no copy
check-photo = The photo is this person
check-photo-how = Ask the holder to take off mask and hat
check-name = Name and number match the document
check-name-how = Compare each character; do not read it aloud
check-refuse = Refuse the check…
check-pass = Pass the check
check-card = Card status: { $status }
check-card-missing = The card status does not allow this; end the visit
check-same-number = The card read is the number looked up
check-other-person = The card that was read belongs to another person
check-other-person-next = Its number differs from the one looked up. Compare the document with the person you looked up
check-other-person-missing = Read the warning above first
sex-male = Male
sex-female = Female
age-band-0 = under 16
age-band-1 = 16–25 years
age-band-2 = 26–45 years
age-band-3 = 46 or older
document-term-0 = card valid 5 years
document-term-1 = card valid 10 years
document-term-2 = card valid 20 years
document-term-3 = card valid long-term
pin-detail-unset = Never set
pin-detail-tries-locked = { $count ->
    [one] 1 wrong try
   *[other] { $count } wrong tries in a row
}
pin-detail-tries = { $count ->
    [one] 1 wrong try
   *[other] { $count } wrong tries in a row
}, not locked yet
pin-detail-locked-at = Locked { $when }
pin-detail-lifts-at = Unlocks { $when }
pin-detail-window-only = Can only be unlocked at the window
pin-detail-elsewhere = Set outside this system
pin-detail-changed = Changed { $days ->
    [one] 1 day
   *[other] { $days } days
} ago
pin-detail-changed-today = Changed today
pin-detail-old = over { $months ->
    [one] a month
   *[other] { $months } months
 } old, better changed
pin-detail-independent = Independent of the other PIN
refuse-title = Why do you refuse the check?
refuse-body = The reason is recorded in the log; nothing more can be done in this visit.
refuse-doubtful = A supervisor must approve for the next { $days ->
    [one] day
   *[other] { $days } days
}
refuse-remark = Remark (optional)
refuse-confirm = Record the refusal
refuse-missing = Choose a reason
remark-no-names = Do not enter names, numbers or other personal data
text-count = { $count } of { $most } characters
text-to-mend = Correct the text first
visit-title = This visit
visit-used = Time used
visit-minutes = { $count } min
visit-screen = Holder screen
visit-screen-own = Connected
visit-screen-single = Single screen: the holder enters the PIN on this one
visit-leave = End the visit
recent-title = This person, last 30 days
recent-none = No PIN visits
recent-more = { $count ->
    [one] 1 earlier record
   *[other] { $count } earlier records
}
recent-locked = Locked
recent-check-refused = Check refused
recent-approval-refused = Approval refused
recent-visit = No. { $counter }
recent-doubtful = A recent check was doubtful: a supervisor must approve
recent-reset-again = Another reset of the same PIN within { $days ->
    [one] a day
   *[other] { $days } days
} needs approval; unlocking does not
kind-short-electronic = Electronic
kind-short-physical = Physical
visit-action = { $kind } · { $action }
visit-leave-title = End this visit?
visit-leave-body = It is not finished. The holder must then be looked up and checked again; this visit is recorded as abandoned.
visit-leave-confirm = End the visit
visit-leave-stay = Continue the visit

## Counter: act

act-title = Choose an action
act-approval-due = Needs approval
act-done-already = Already done in this visit
act-card = Not possible: card status “{ $status }”
act-nothing = { $state }: nothing can be done with it on this card
act-instead = { $state }: use { $instead } instead
act-elsewhere = Set outside this system, so it cannot be checked; use Reset
act-proof-left = Check valid, { $minutes } min left
act-proof-over = The identity check has expired
act-proof-over-next = A check is valid for { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
} and can be used once. Confirm again: same person, document in hand.
act-proof-missing = Confirm the person again first
act-refused = The supervisor did not approve
act-refused-next = This cannot be done in this visit. Choose another action, or end the visit.
act-unlock-now = Unlock the PIN ({ $kind })
act-open-pad = Hand over to holder ({ $kind } · { $action })
pad-holder-keys = The holder is entering the PIN
pad-stage-current = Current PIN
pad-stage-new = New PIN, 1 of 2
pad-stage-again = New PIN, 2 of 2
pad-clerk-hint = Please do not look at the holder's screen. The digits are never shown here
pad-clerk-checking = Working on what the holder entered
pad-clerk-paused = The holder screen is paused
pad-clerk-paused-next = Neither screen was taking keys, so the entry was cleared. Ask the holder to tap “Tap to continue”, or press Enter here.
pad-clerk-gone = The holder’s monitor is disconnected
pad-clerk-gone-next = The entry was cleared. Continue on this screen, or stop.
pad-clerk-here = Continue on this screen
pad-clerk-choosing = The holder is looking at suggested PINs
pad-clerk-asking-title = The holder has not finished. Stop now?
pad-clerk-language = Holder screen: { $language }

## Counter: done

done-finished = { $kind }: { $action } done
done-finished-next = The new PIN is valid from now on. Remind the holder to tell nobody.
done-unlocked = { $kind } unlocked
done-unlocked-next = The PIN has not changed and can be used again.
done-verified = { $kind }: the PIN is correct
done-verified-next = The PIN has not changed.
done-locked = Too many wrong tries: { $kind } is locked
done-locked-next = Unlock it if the holder remembers the PIN, otherwise reset it; confirm the person again first.
done-too-many = Too many new PINs were refused; nothing was changed
done-too-many-next = The PIN has not changed. Let the holder think of another one, or try again.
done-cancelled = { $kind }: { $action } cancelled
done-timed-out = No input for { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
} — { $kind }: { $action } stopped
done-unchanged = The PIN has not changed.
done-check-expired = The check is more than { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
} old; nothing was changed
done-refused = Check refused: { $reason }
done-refused-next = Explain the reason. If you suspect a forgery, inform the supervisor first
done-summary = Summary
done-logged = All of this is recorded in the log.
done-next-person = Serve the next person
done-retry = Try again…
done-second = Also do { $kind }…
again-title = Same person, document in hand?
again-body = Look once more: the same person is in front of you and you hold the original document. The confirmation is valid for { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}.
again-confirm = Confirm: same person, document in hand
again-confirm-short = Confirm the person
done-try = Try the PIN…
receipt-title = Receipt
receipt-what = Action
receipt-at = Time
receipt-state = PIN state
receipt-seat = Window
receipt-witness = Witness code
receipt-witness-why = Keep this. The code shows whether the log up to this visit was changed.
receipt-advice = Advice
receipt-advice-after = Change the PIN again in { $months ->
    [one] a month
   *[other] { $months } months
 }.
receipt-advice-old = The PIN has not been changed for over { $months ->
    [one] a month
   *[other] { $months } months
 }. Better change it.
receipt-save = Save the receipt…
receipt-type-path = Enter where to save
receipt-path = Save as
receipt-path-missing = Enter where to save it
receipt-saved = Receipt saved
receipt-exists = A file with this name exists; it was not replaced. Choose another name
receipt-failed = It could not be saved. Check that the folder exists and is not write-protected
done-unsaved = The receipt is not saved
done-unsaved-body = A folder is entered, but Save was not pressed.
done-unsaved-go = Serve the next person without saving

## Counter: today

today-title = Today’s visits
today-count-visits = Visits
today-count-resets = Resets
today-count-unlocks = Unlocks
today-count-refused = Checks refused
today-count-left = Left without action
today-serial = No.
today-time = Time
today-holder = Holder
today-action = Action
today-end = Outcome
today-approver = Approval
today-approved-by = approval: { $name }
today-and = { ", " }
today-cut = Only the newest { $count } are listed
today-empty = No visits yet today
today-empty-next = Press F11 to go to the counter. Every look-up is listed here.
today-visit = Visit { $counter }
today-open = Visit { $counter } is still open
today-open-next = Press F11 to continue it at the counter.
today-no-receipt = Nothing was done, so there is no receipt.
today-no-receipt-look-up = This was a look-up only, so there is no receipt.
today-no-receipt-yet = The visit has not ended, so there is no receipt.
today-receipt-of = Receipt { $number } of { $count }
today-receipt-gone = This receipt cannot be made again
today-receipt-gone-next = Its witness code is not in the log. Please tell a supervisor.
visit-end-done = Done
visit-end-locked = PIN locked
visit-end-not_found = Not found
visit-end-own_record = Own record
visit-end-call_supervisor = Call a supervisor
visit-end-approval_refused = Approval refused
visit-end-too_many_refused = PINs refused
visit-end-cancelled = Cancelled
visit-end-timed_out = Timed out
visit-end-check_expired = Check expired
visit-end-open = Open
visit-end-left = No action
visit-refused-expired = Expired
visit-refused-copy = Not original
visit-refused-photo_mismatch = Photo differs
visit-refused-name_mismatch = Name differs
visit-refused-suspected_forgery = Forgery?
visit-refused-other = Check refused

## Approval

approval-title = A supervisor must approve
approval-how = The supervisor comes to this window, sees the document and the person, and decides. It is valid for this action in this visit only.
approval-holder = Holder
approval-what = Action
approval-supervisor = Supervisor's staff number
approval-password = Supervisor's password
approval-remark = Remark
approval-sheet-repeat-reset = Another reset within { $days ->
    [one] 1 day
   *[other] { $days } days
} needs approval
approval-sheet-doubtful-check = An action within { $days ->
    [one] 1 day
   *[other] { $days } days
} of a doubtful check needs approval
approval-sheet-many-unlocks = { $count ->
    [one] 1 unlock
   *[other] { $count } unlocks
} in a year without approval
approval-grant = Approve
approval-refuse = Refuse
approval-checking = Checking the password…

## Holder window

holder-window-title = Holder screen
holder-chip = { $action }: { $kind }
holder-title-current = Enter your current PIN
holder-title-new = Choose a new PIN: 6 digits
holder-title-again = Enter the new PIN again
holder-once = Cover the keys with your hand.
holder-first = First of two times. Cover the keys with your hand.
holder-warning = Never tell anyone your PIN. If asked, call 12333.
holder-cancel = Stop
holder-wrong = Wrong PIN.
holder-second = The same as just now.
holder-advice = Not your birthday, phone or ID number; no runs or repeats.
holder-six-digits = Enter 6 digits
holder-checking = One moment…
holder-paused = That was interrupted. Start again.
holder-resume = Tap to continue
holder-wrong-left = { $left ->
    [one] One more wrong try locks it.
   *[other] { $left } more wrong tries lock it.
}
holder-refused-left = Choose another: { $left ->
    [one] one choice left.
   *[other] { $left } choices left.
}
holder-mismatch = They differ.
holder-mismatch-next = Start again.
holder-trouble = That did not work.
holder-trouble-next = Try again, or ask the staff.
holder-done = Done.
holder-done-next = Take your document and card.
holder-left = Stopped.
rule-same = Easy to guess: six equal digits
rule-run = Easy to guess: digits in a row
rule-repeat = Easy to guess: the same few digits over and over
rule-pairs = Easy to guess: pairs of equal digits
rule-triple = Easy to guess: three equal digits together
rule-palindrome = Easy to guess: the same backwards
rule-few = Easy to guess: only one or two digits
rule-date = Easy to guess: like a date
rule-walk = Easy to guess: neighbours on a phone keypad
rule-shape = Easy to guess: lines on a phone keypad
rule-lucky = Easy to guess: a lucky number
rule-common = Easy to guess: many people use it
rule-birth = Easy to guess: like your birthday
rule-number = Easy to guess: part of your ID, card or phone number
rule-recent = You used this one recently
holder-left-next = The PIN has not changed.
holder-locked = PIN locked.
holder-locked-next = The staff will help.
holder-ask-staff = Please ask the staff.
holder-advice-old = Not an old PIN, not your bank PIN.
holder-too-many = Too many digits. Start again.
holder-seconds = { $seconds ->
    [one] One second left.
   *[other] { $seconds } seconds left.
}
holder-stop-title = Stop now?
holder-stop-note = What was entered is cleared.
holder-stay = Continue
holder-print-large = Large print
holder-print-normal = Normal print
farewell-back = Back
offer-open = Suggest a PIN
offer-title = Need an idea? Use one of these
offer-how = Hold “Show” to see one.
offer-keep = Remember one. Do not write it down.
offer-private = The staff cannot see them.
offer-card = Number { $number }
offer-peek = Show
offer-shown = Let go to hide
offer-more = Show others
offer-go = Enter it
idle-closed = Closed for now
idle-advice-1 = Never tell anyone your PIN.
idle-advice-2 = Do not use your birthday or phone number.
idle-advice-3 = Change your PIN now and then.
idle-advice-4 = Our staff never ask for your PIN.
idle-advice-5 = Someone asks for it? Call 12333.
rule-four = Easy to guess: four digits in a row
rule-near_run = Easy to guess: almost in a row
rule-rising = Easy to guess: it only goes up or down
rule-steps = Easy to guess: it counts in even steps
rule-year = Easy to guess: it begins or ends like a year
rule-near = Used recently; choose another one

## Staff

staff-title = Staff
staff-accounts = All accounts
staff-keys = Up and down choose an account, Enter opens its actions, F2 creates one
staff-new = Create account
staff-number = Staff number
staff-name = Name
staff-role = Role
staff-person = ID number
staff-state = State
staff-state-normal = Normal
staff-state-one-time = One-time password
staff-state-locked = Locked until { $until }
staff-state-disabled = Disabled
staff-own-mark = (you)
staff-two-people = Issuing a password, enabling and changing a role need a supervisor's consent.
staff-chosen = Account details
staff-choose = Choose an account in the list to see what can be done with it.
staff-own = This is your own account. Another administrator can disable, unlock or reset it. If you forget the password, use the recovery code.
staff-disable = Disable
staff-enable = Enable
staff-unlock = Unlock
staff-password = Issue one-time password
staff-role-change = Change role
staff-role-ask = Which role should { $name } ({ $number }) have?
staff-role-body = The person must sign in again afterwards.
staff-role-same = This is the role now
staff-role-go = Enter the consent
staff-role-what = Change the role to { $role }
staff-disable-ask = Disable { $name } ({ $number })?
staff-disable-body = The account stops working at the next action, also in an open visit. It can be enabled again later.
staff-enable-body = The old password works again. If it is forgotten, issue a one-time password too.
staff-unlock-ask = Unlock { $name } ({ $number })?
staff-unlock-body = Wrong passwords locked this account. First make sure that it was this person. The password stays the same.
staff-password-body = The old password stops working at once. The one-time password is shown once: hand it over in person. It must be changed at the next sign-in.
staff-password-disabled-body = The account stays disabled until you enable it. The old password stops working at once.
staff-changed = { $number }: done and recorded in the log
staff-new-title = Create account
staff-new-what = Create an account: { $role }
staff-new-body = One person, one account, one role. The ID number only tells whether it is the same person; a pseudonym and a mask are stored.
staff-create = Continue to consent
steps-title = Before the first visit
steps-done = { $done } of { $all } done
steps-hide = Do not show again
steps-supervisor = Another supervisor
steps-supervisor-why = When one supervisor is away, the other can approve and consent.
steps-supervisor-go = Add a supervisor
steps-clerk = First clerk
steps-clerk-why = Clerks do the work at the window.
steps-clerk-go = Add a clerk
steps-register = Register of holders
steps-register-why = Until it is imported, nobody can be looked up.
steps-register-count = { $count } holders
steps-register-go = Import it
steps-keys = Copy of the keys
steps-keys-why = The key file is { $path }. Copy it to another USB drive and lock that away; without it the data can never be opened.
steps-keys-done = I have copied it and locked it away
steps-monitor = Holder’s monitor
steps-monitor-why = Without one, holders enter PINs on this window’s own screen.
steps-monitor-number = Monitor { $number }
steps-monitor-go = Set it up
steps-monitor-none = This window has no holder’s monitor
staff-number-help = 2 to 32 letters, digits or - _ .
staff-role-note-clerk = Looks up holders, checks identity, sets, resets and unlocks PINs
staff-role-note-supervisor = Reviews and verifies the log, approves, never changes a PIN
staff-role-note-administrator = Manages accounts, import and settings; sees no full holder data
staff-id-number = The person's own ID number
staff-id-number-help = Enter it from the person's own document
staff-id-valid = The number is valid
staff-id-typed = { $typed } of { $wanted } characters
staff-code-title = One-time password for { $number }
staff-code-body = It is shown only once. Write it down and hand it over in person. Capitals and hyphens do not matter, and it must be changed at the first sign-in.
staff-code = One-time password
staff-code-written = I have written it down
staff-code-missing = Write it down first
staff-code-done = Finish
consent-title = A supervisor's consent is needed
consent-how = A supervisor confirms here in person. Nobody consents to their own change.
consent-how-code = With no supervisor at hand, both keepers enter their half of the recovery code.
consent-what = What
consent-account = Account
consent-young = The account cannot approve or consent until it is old enough; approvals of its first week go on the worklist.
consent-later = It takes effect after 24 hours
consent-later-next = Until then every screen shows it and any supervisor can object. The recovery code is replaced.
consent-by-code = No supervisor is here: use the recovery code
consent-by-supervisor = Ask a supervisor instead
consent-arrange = Arrange for 24 hours later
consent-checking = Checking…
consent-refused = The supervisor refused; this is in the log and nothing has changed.
consent-arranged = Arranged; it takes effect in 24 hours
keeper-left = A keeper of the recovery code has left
keeper-left-next = Issue the recovery code again together with a supervisor; the old one stops working.
keeper-reissue = Issue the recovery code again
keeper-reissue-what = Issue the recovery code again
keeper-reissue-then = The administrator keeps the first half, the consenting supervisor the second.
notice-title = A change without a supervisor's consent
notice-waits = It was arranged with the recovery code and has not taken effect. Consent makes it effective now; objecting cancels it.
notice-done = It was arranged with the recovery code and has taken effect. Mark it reviewed when it is in order.
notice-by = Arranged by
notice-effective = Takes effect
notice-open = Open
notice-object = Object and cancel
notice-consent = Consent and apply now
notice-settled = Recorded in the log
notice-strip-waits = Arranged with the recovery code: { $action } ({ $about }), effective { $at }. A supervisor can object.
notice-strip-done = Done with the recovery code: { $action } ({ $about }), { $at }. A supervisor has yet to review it.

## Settings

settings-title = Settings
settings-group-window = Window and holder screen
settings-group-note-window = Which window this computer is, and where the holder enters a PIN
settings-group-pin = PIN rules
settings-group-note-pin = When a PIN locks, for how long, and which PINs are not allowed
settings-group-approval = Approval
settings-group-note-approval = When a supervisor has to approve
settings-group-security = Sign-in and locking
settings-group-note-security = The same for all staff
setting-help-office_name = Shown at sign-in. 1 to 60 characters
setting-help-seat = Part of every entry and serial number, such as 03
setting-help-holder_monitor = Which monitor the holder's screen uses; 0 = this one, full screen
setting-help-shuffled_pad = The digits change places each time, so onlookers learn less. Some older people find it hard
setting-help-tries_before_lock = Wrong tries in a row that lock a PIN
setting-help-electronic_lock_hours = Hours after which a locked electronic card PIN unlocks itself; 0 = never
setting-help-initial_pins = PINs that cards are issued with; nobody may choose them. Separate with spaces; may be empty. The log keeps only how many
setting-help-repeat_reset_days = Another reset of the same PIN within this many days needs approval; 0 = never
setting-help-doubtful_check_days = An action within this many days of a doubtful check needs approval; 0 = never
setting-help-other_document_approval = An action with any document except the resident card needs approval
setting-help-free_unlocks_per_year = This many unlocks of a PIN in a year need no approval; the next one does
setting-help-look_ups_per_minute = At most this many look-ups a minute for each clerk
setting-help-reveals_per_minute = At most this many revealed numbers a minute for each clerk
setting-help-refusals_per_minute = At most this many refused checks, or approvals, a minute for each person
setting-help-pin_advice_months = Holders are advised to change a PIN that is older than this many months; 0 = never
setting-help-reader_prefix = Characters that your card readers send before a number, up to 8. Usually empty
setting-help-reader_suffix = Characters that they send after it, up to 8. Usually empty
setting-help-idle_lock_minutes = Minutes without input until the screen locks
setting-help-session_hours = Hours after which staff must sign in again
setting-help-known_after_hours = Hours before a new account may approve or consent
settings-help-range = { $help } ({ $min }–{ $max })
settings-wrong-text = Enter 1 to 60 characters
settings-wrong-seat = Enter a window number of letters and digits, such as 03
settings-wrong-number = Enter a number from { $min } to { $max }
settings-wrong-pins = Each PIN is exactly 6 digits; separate them with spaces
settings-wrong-affix = Up to 8 letters, digits or signs, no spaces
settings-changes = Changes to save
settings-no-changes = No changes
settings-before-after = { $before } changes to { $after }
settings-save = Save changes
settings-weaker = These changes weaken a rule. They need a supervisor's consent and go on the worklist.
settings-discard = Discard changes
settings-discard-ask = Discard these changes?
settings-discard-body = Unsaved changes are lost.
settings-wrong-fields = { $count ->
    [one] 1 field
   *[other] { $count } fields
} to fix
settings-entry-note = Each change is recorded in the log, with before, after and who made it.
settings-saved = { $count ->
    [one] 1 change
   *[other] { $count } changes
} saved
settings-monitor-test = Test this monitor
settings-monitor-number = Enter a monitor number first
settings-monitor-own = 0 is this monitor; there is nothing to test
settings-monitor-window = Holder screen test
settings-monitor-here = Holder screen · monitor { $number }
settings-monitor-closes = Closes by itself after 3 seconds
settings-monitor-found = Monitor { $number } works.
settings-monitor-missing = There is no monitor { $number }.
settings-monitor-missing-next = Connect it or try another number; 0 uses this one.
settings-monitor-line = Monitor { $number }: { $name }
settings-monitor-unnamed = no name
settings-monitor-size = { $width } × { $height }
settings-monitor-this = This screen is on it
settings-monitor-chosen = Chosen
settings-monitor-choose = Choose { $number }
settings-monitor-try = Test { $number }

## Import

import-title = Register import
import-choose = Choose a file
import-choose-note = Either all lines are imported, or none and you get a list of problems.
import-path = File path
import-path-hint = /home/…/holders.csv
import-path-help = Enter or paste it here, also if no file dialog opens
import-pick = Choose file…
import-files = CSV files
import-go = Import
import-no-path = Choose a file first
import-running = Importing…
import-stopping = Stopping…
import-stopped = Stopped. Nothing was imported.
import-stopped-next = The register is unchanged. You can start again.
import-unreadable = The file cannot be read: { $detail }
import-io = A file could not be read or written, nothing was imported: { $path } ({ $detail })
import-io-next = Check that the file exists and the USB drive is plugged in, then try again.
import-done = { $file } was imported
import-lines = Lines read
import-added = New holders
import-updated = Known holders
import-done-note = It is recorded in the log. Existing PINs and locks are unchanged.
import-refused = Problems in { $file }: { $count }. Nothing was imported.
import-refused-next = Ask whoever made the file to fix it, then import again. List and report contain no personal data.
import-problems = What is wrong
import-report = Report file
import-copy-report = Copy path
import-line = Line
import-column = Column
import-reason = Reason
import-whole-line = entire line
import-format = The file
import-format-note = UTF-8 CSV. The first line names the columns, in any order, none missing:
import-copy-header = Copy header line
import-copied = Header line copied
import-template = Save a template…
import-template-note = The template has the column names only. Fill it in with a spreadsheet and save it as CSV in UTF-8.
import-template-path = Save the template as
import-template-saved = Template saved: { $path }
import-template-failed = The template was not saved ({ $detail }). Choose another folder.
import-column-id_number = ID number; 15 digits become 18
import-column-name = Name
import-column-phone = Phone, may be empty
import-column-card_number = Card number, may be empty
import-column-card_status = 0 not activated, 1 normal, 2 reported lost, 3 application locked, 4 reported lost temporarily, 9 cancelled
import-column-electronic_pin = Electronic card PIN: unset, active or locked
import-column-physical_pin = Physical card PIN: unset, active or locked
import-locks-note = An import can lock a PIN; it never unlocks or removes one.

## Audit

audit-title = Audit log
audit-all-days = All dates
audit-today = Today
audit-seven-days = 7 days
audit-this-month = This month
audit-from = First day
audit-to = Last day
audit-period = { $from } to { $to }
audit-period-from = From { $from }
audit-period-to = Until { $to }
audit-period-backwards = The last day is before the first
audit-filter-staff = Filter by staff
audit-filter-action = Filter by action
audit-filter-outcome = Filter by outcome
audit-filter-kind = Filter by PIN kind
audit-all-staff = All staff
audit-all-actions = All actions
audit-all-outcomes = All outcomes
audit-all-kinds = All PINs
audit-search = ID number or serial number
audit-search-unclear = Enter a complete ID number, or a serial number such as 20261122-03-0017
audit-holder = Holder { $mask }
audit-visit = Visit { $serial }
audit-clear = Clear filter
audit-verify = Verify log
audit-export = Export…
audit-count = { $count } entries
audit-count-of = { $kept } of { $all } entries
audit-new = { $count } new
audit-table = Entries of the audit log
audit-scroll-bar = Scroll the list
audit-loading = Loading
audit-opening = Opening the audit log
audit-listing = Finding entries
audit-empty = No entries match
audit-empty-next = Widen or clear the filter
audit-col-seq = No.
audit-col-time = Time
audit-col-visit = Visit
audit-col-staff = Staff
audit-col-action = Action
audit-col-holder = Holder
audit-col-outcome = Outcome
audit-col-note = Note
audit-by-program = Program
audit-unknown-number = Unknown number
audit-entry = Entry { $seq }
audit-seat = Window
audit-subject = Holder's pseudonym
audit-log-id = Log ID
audit-exact-line = Original line
audit-copy = Copy
audit-damaged-title = Damaged entry
audit-damaged-line = This entry is damaged and cannot be read
audit-damaged-next = Verify the log to find where the damage starts.
audit-verifying = Verifying the log
audit-whole = Log verified: { $count } entries
audit-witness = Witness code
audit-checkpoint = Newest checkpoint
audit-root = Root hash
audit-took = Time taken
audit-verified-at = Verified at
audit-seconds = { $count } s
audit-first-bad = The first damaged entry is { $seq }. {""}
audit-no-verdict = The verification has no result
audit-no-verdict-next = The log could not be read ({ $detail }). Try again soon.
audit-export-title = Export the audit log
audit-export-what = { $count } entries will be exported: { $filter }
audit-export-confirm = Export
audit-export-format = Format
audit-export-path = Save as
audit-export-help = Enter the full path, or choose a folder
audit-export-pick = Choose a folder…
audit-export-nothing = There are no entries to export
audit-exporting = Exporting
audit-exported = Exported; this export is recorded in the log
audit-overwrite = The file exists. Replace it?
audit-overwrite-confirm = Replace
audit-export-failed = The export failed; no file was saved.
audit-word-csv = CSV table
audit-word-jsonl = JSON Lines (exact entries)
audit-word-long_term = long term
audit-word-administrator = administrator
audit-detail-about = Account { $value }
audit-detail-action = For { $value }
audit-detail-added = { $value } added
audit-detail-after = After: { $value }
audit-detail-anchor-root = Anchor file root { $value }
audit-detail-anchor-size = Anchor file at { $value }
audit-detail-approved-by = Approved by { $value }
audit-detail-back-from = Back from { $value }
audit-detail-forward-from = Ahead from { $value }
audit-detail-gap-from = No entries since { $value }
audit-detail-certain-until = Date certain until { $value }
audit-detail-day = Today is { $value }
audit-detail-before = Before: { $value }
audit-detail-consent = With consent of { $value }
audit-detail-change = Change: { $value }
audit-detail-deferral = Arrangement { $value }
audit-detail-effective-at = Effective { $value }
audit-detail-first-keeper = First half kept by { $value }
audit-detail-second-keeper = Second half kept by { $value }
audit-detail-second = Second person { $value }
audit-detail-weaker = The rule became weaker
audit-detail-founder = At the founding
audit-account = Account { $number }: { $role }, { $state }
staff-account-enabled = enabled
staff-account-disabled = disabled
audit-detail-person = Own pseudonym { $value }
audit-detail-document = { $value }
audit-detail-during = While doing: { $value }
audit-detail-ended = The action was not done
audit-detail-entries = { $value } entries
audit-detail-expiry = Valid until { $value }
audit-detail-finding = { $value }
audit-detail-first-bad = From entry { $value } on
audit-detail-flagged = To be reviewed
audit-detail-for = Role: { $value }
audit-detail-format = { $value }
audit-detail-from = { $value }
audit-detail-idle = Locked automatically after inactivity
audit-detail-kind = { $value }
audit-detail-last-good-root = Trusted root { $value }
audit-detail-last-good-size = Trusted up to { $value }
audit-detail-left = Tries left: { $value }
audit-detail-lines = Lines: { $value }
audit-detail-offered = PINs were offered
audit-detail-locked = The account is locked
audit-detail-old-log = Old log { $value }
audit-detail-outcome = { $value }
audit-detail-problems = Problems: { $value }
audit-detail-reason = { $value }
audit-detail-reasons = { $value }
audit-detail-refusals = New PINs refused: { $value }
audit-detail-remark = “{ $value }”
audit-detail-role = { $value }
audit-detail-setting = { $value }
audit-detail-sha256 = SHA-256 { $value }
audit-detail-size = { $value } entries
audit-detail-staff = { $value }
audit-detail-subject = Holder { $value }
audit-detail-tries = Wrong tries in a row: { $value }
audit-detail-updated = { $value } updated
audit-detail-version = Version { $value }
audit-detail-visit = Visit { $value }
audit-detail-warning = { $value }
audit-reason-cancelled = Cancelled
audit-reason-timed_out = No input in time
audit-reason-check_expired = The identity check had expired
audit-reason-visit_ended = The visit ended
audit-reason-locked = The account is locked
audit-reason-disabled = The account is disabled
audit-reason-own_record = Own record
audit-reason-not_found = Not in the register
audit-reason-program_stopped = Closed after the program had stopped
audit-reason-first_run = The office was set up
audit-reason-one_time_password = The one-time password was not changed yet
audit-reason-wrong_role = Not a supervisor
audit-reason-own_change = Nobody consents to their own change
audit-reason-own_account = Nobody consents to a change of their own account
audit-reason-too_new = The account is too new
audit-reason-person_taken = The person has an account
audit-reason-staff_number_taken = The staff number is taken
audit-reason-no_such_staff = There is no such account
audit-reason-last_supervisor = This is the last supervisor
audit-reason-last_administrator = This is the last administrator
audit-reason-same_role = The account has this role
audit-reason-setting = The value does not fit the setting
audit-reason-wrong_password = current password wrong several times in a row
audit-reason-on_hold = A supervisor was called
audit-reason-on_hold_already = On hold already
audit-reason-not_on_hold = Not on hold
audit-reason-own_hold = Own hold
audit-reason-too_often = Too often in a minute

## Export

export-purpose = Purpose
export-purpose-missing = Enter a purpose
export-for-csv = A table for Excel and other programs; each line also has the log's own codes.
export-for-jsonl = The entries byte for byte as in the log, for programs and for verification.
export-for-xlsx = A table to read and filter in Excel or WPS; the title page says what, who, when and why.
audit-word-xlsx = Excel workbook
export-name-sheet_entries = Entries
export-name-sheet_about = About
export-name-about_title = Export of the audit log
export-name-about_office = Office
export-name-about_by = Exported by
export-name-about_purpose = Purpose
export-name-about_filter = Filter
export-name-about_at = Exported at (Beijing)
export-name-about_entries = Entries
export-name-about_total = Total
export-name-about_unknown = Damaged, or from a newer version
export-name-about_text = This workbook is a copy for reading. A spreadsheet can be changed without a trace, so it is not evidence in itself; its SHA-256 is in the log's entry of this export. Holders appear only by mask and pseudonym, which are still personal data: delete the file when it is no longer needed.
export-done = { $path } · { $count } entries
    SHA-256 { $sha256 }
export-next-csv = Pass it on only for the stated purpose, and delete it when it is no longer needed.
export-next-xlsx = Pass it on only for the stated purpose, and delete it when it is no longer needed.
export-next-jsonl = The recipient can compare the SHA-256 above with the log's entry of this export.
export-name-damaged = Damaged entry: see the column of details
export-name-seq = No.
export-name-at = Time (Beijing)
export-name-seat = Window
export-name-staff = Staff number
export-name-person = Staff
export-name-role = Role
export-name-action = Action
export-name-outcome = Outcome
export-name-visit = Serial number
export-name-mask = Holder
export-name-kind = PIN kind
export-name-note = Note
export-name-role_code = Role (code)
export-name-action_code = Action (code)
export-name-outcome_code = Outcome (code)
export-name-kind_code = PIN kind (code)
export-name-detail = Details (codes)
export-name-subject = Holder's pseudonym
export-name-log = Log ID
export-trouble-disk_full = The disk is full. Free some space or choose another folder.
export-trouble-too_large = The file is too large for this USB drive. Choose another folder, or export fewer entries.
export-trouble-read_only = This folder is write-protected. Turn off the protection of the USB drive or choose another folder.
export-trouble-no_permission = You have no permission to write there. Choose a folder of your own.
export-trouble-no_folder = There is no such folder, or the USB drive was removed. Check the path.
export-trouble-is_folder = A folder has this name. Choose another file name.
export-trouble-in_use = Another program has this file open. Close it there, or choose another file name.
export-trouble-removed = The USB drive or network folder is disconnected. Connect it and export again, or choose another folder.
export-trouble-bad_name = The system does not accept this file name. Choose another one.
export-trouble-in_office = Exports cannot go into the office's data or key folder. Choose another folder.
export-trouble-log_unreadable = The log could not be read. Verify the log, then export again.
export-trouble-other = The file could not be written. Try another folder.
audit-detail-purpose = Purpose: { $value }
audit-reason-disk_full = The disk was full
audit-reason-too_large = The file was too large for the drive
audit-reason-read_only = The folder was write-protected
audit-reason-no_permission = No permission to write
audit-reason-no_folder = No such folder
audit-reason-is_folder = The name was that of a folder
audit-reason-in_use = The file was open in another program
audit-reason-removed = The USB drive or network folder was disconnected
audit-reason-bad_name = The file name was refused
audit-reason-in_office = The folder belonged to the office
audit-reason-log_unreadable = The log could not be read
audit-reason-not_begun = The program did not begin it, or stopped midway
audit-reason-other = The file could not be written
audit-reason-not_signed_in = The user had signed out
audit-reason-session_over = The sign-in had expired
## Audit: pictures and counts

common-choice = { $name }, { $count } entries
audit-chart-view = Chart
audit-chart-days = Daily actions
audit-chart-hours = By hour
audit-chart-picture = Bar chart; see the numbers beside it
audit-chart-reset = Reset
audit-chart-unlock = Unlocked
audit-chart-change = Set, changed
audit-chart-try = Tried
audit-chart-refused = Refused
audit-chart-entries = Entries
audit-chart-total = { $name } { $count }
audit-chart-counting = Counting
audit-chart-stopped = Counting was stopped
audit-chart-again = Count again
audit-chart-empty = Nothing to count
audit-chart-nothing = No actions
audit-chart-press = Press to see only these days
audit-chart-numbers = Show numbers
audit-chart-fold = Hide charts
audit-chart-unfold = Show charts
audit-chart-day = { $weekday } { $date }
audit-chart-hour = { $hour }:00–{ $hour }:59
audit-chart-hour-label = { $hour }:00
audit-chart-step-day = Day
audit-chart-step-week = Week
audit-chart-step-month = Month
audit-chart-step-hour = Hour

## Lock

lock-title = The screen is locked
lock-why = Enter your password to continue where you left off.
lock-go = Continue
lock-other = End this sign-in for someone else
lock-sign-in-again = Sign in again
lock-end-title = End { $name }'s sign-in?
lock-end = An open visit is recorded as abandoned. The holder must be looked up and checked again.
lock-end-go = End the sign-in
limit-soon = Your sign-in ends in { $minutes } min. Enter your password again then; nothing you started is lost.
limit-over = You have been signed in for { $hours } h. Enter your password again; nothing you started is lost.

## Damage

damage-title = Counter service is stopped
damage-stopped = The audit log has a problem; counter service is stopped
damage-call = Do not try to fix it. Ask a supervisor to sign in, find the cause and decide.
damage-supervisor = Find the cause first and keep a copy of data and keys; then start a new log. The old log stays as it is and can still be read and verified.
damage-finding = Finding
damage-first-bad = First damaged entry
damage-entry = Entry { $seq }
damage-unknown = It cannot be determined
damage-last-good = Verified up to here
damage-entries = { $count } entries
damage-sign-out = Sign out for the supervisor
damage-new-log = Start a new log…
damage-starting = Starting a new log…
damage-new-title = Start a new audit log?
damage-new = The first entry of the new log names the old log, the finding and the reason. Counter service then resumes. This cannot be undone.
damage-new-go = Start the new log
damage-reason = Reason
damage-reason-missing = Enter a reason
damage-reason-help = Say what was found and who looked into it; no holder names or numbers
damage-mended = A new audit log was started; counter service has resumed

## Date

date-title = Counter service is stopped
date-stopped = The computer’s date is in doubt; counter service is stopped
date-call = Ask a supervisor to sign in and confirm the date.
date-computer = The computer says today is
date-certain = The date was certain until
date-ask = Is today { $day }?
date-wrong = Look at a calendar. If it is wrong, set the computer’s clock right first, then look here again.
date-yes = Yes, today is { $day }
date-confirmed = The date is confirmed; counter service has resumed

## Words: actions

action-look_up = Look-up
action-identity_check = Identity check
action-identity_confirm = Person confirmed again
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
action-staff_role_change = Role changed
action-consent = Consent
action-two_person_start = Second person joined
action-recovery_code_reissue = Recovery code reissued
action-recovery_code_use = Recovery code used
action-setting_change = Setting changed
action-register_import = Register import
action-export = Log export
action-verification = Log verification
action-sign_off = Marked reviewed
action-hold = Put on hold
action-release = Released
action-start = Program start
action-log_start = New log
action-clock_step = Clock changed
action-date_confirm = Date confirmed
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
refusal-photo_mismatch = The photo shows someone else
refusal-name_mismatch = Name or number differs from the register
refusal-suspected_forgery = Suspected forgery
refusal-other = Other reason
approval-repeat_reset = Another reset of the same PIN within the set number of days
approval-doubtful_check = A recent doubtful check (photo mismatch, copy or suspected forgery)
approval-other_document = The document is not a resident identity card
approval-many_unlocks = More unlocks of this PIN in a year than are free of approval
kind-electronic = Electronic card PIN
kind-physical = Physical card PIN
kind-bank = Bank PIN
kind-bank-note = The bank PIN of the physical card cannot be changed here. Please go to the bank named on the card
state-unset = Not set
state-active = Active
state-locked = Locked
card-0 = Not activated
card-1 = Normal
card-2 = Reported lost
card-3 = Social-security application locked
card-4 = Reported lost temporarily
card-9 = Cancelled
card-instead-0 = The card is not activated. Have it activated at the card counter, then come back to set a PIN
card-instead-1 = The card is normal
card-instead-2 = The card is reported lost. If it was found and not replaced, the report can be lifted; otherwise replace the card. Local rules apply
card-instead-3 = The social-security application is locked. The physical card PIN can only be unlocked or reset; the electronic card PIN works as usual
card-instead-4 = The card is temporarily reported lost. If it was found, lift the report; if not, report it lost and replace it
card-instead-9 = The card is cancelled. Apply for a new card first
pin-action-set = Set
pin-action-change = Change
pin-action-verify = Try PIN
pin-action-reset = Reset
pin-action-unlock = Unlock
pin-action-note-set = There is no PIN yet; the holder sets the first one on the holder screen
pin-action-note-change = The holder knows the current PIN and wants another
pin-action-note-verify = The holder tries the PIN; nothing changes, but a wrong try counts
pin-action-note-reset = The holder forgot the PIN and sets a new one on the holder screen
pin-action-note-unlock = The holder remembers the PIN; it is only locked. It stays the same

## Errors

# The desk says no: who is there
err-not_signed_in = No one is signed in.
rec-not_signed_in = Sign in first.
err-screen_locked = The screen is locked.
rec-screen_locked = Enter your password to unlock it.
err-already_signed_in = Someone is already signed in.
rec-already_signed_in = Sign out first, then sign in again.
err-wrong_role = This is the { $role }'s task; your role cannot do it.
rec-wrong_role = Ask the { $role } to sign in and do it in person.
err-session_over = This sign-in has expired.
rec-session_over = Sign in again.
err-disabled = This account is disabled.
rec-disabled = Ask the administrator to enable it.
err-must_change_password = The one-time password has not been changed yet.
rec-must_change_password = Set your own password first.
err-wrong_password = Wrong staff number or password.
rec-wrong_password = Attempts left before it locks for { $minutes } minutes: { $left }.
err-account_locked = Too many wrong tries; locked until { $until }.
rec-account_locked = Wait until { $until }, or ask the administrator to unlock the account.
err-password_too_short = The password is too short.
rec-password_too_short = Use at least { $count } characters; a few words together are easy to remember.
err-password_common = This password is easy to guess.
rec-password_common = Choose another one, without runs, repeats or common words.
err-password_staff_number = The password is hardly more than the staff number.
rec-password_staff_number = Choose one without the staff number.
err-password_unchanged = The new password is the same as the current one.
rec-password_unchanged = Choose a different one.
err-wrong_recovery_code = The recovery code or the staff number is wrong.
rec-wrong_recovery_code = Check it against the written code, character by character; too many wrong attempts lock it for { $minutes } minutes.

# The desk says no: visits and PINs
err-visit_open = A visit is still open.
rec-visit_open = End it first.
err-no_visit = No visit is open.
rec-no_visit = Look the holder up first.
err-out_of_order = This step is not possible yet.
rec-out_of_order = Follow the steps: look-up, identity check, action, done.
err-own_record = This is your own record; you cannot serve yourself.
rec-own_record = Ask another clerk to serve you.
err-call_supervisor = Please call a supervisor.
rec-call_supervisor = Nothing can be done in this visit.
err-on_hold = This person is on hold already.
rec-on_hold = The list of holds gives the reason.
err-not_on_hold = This person is not on hold.
rec-not_on_hold = Close the list and open it again.
err-own_hold = You put this hold in place, so you cannot release it alone.
rec-own_hold = Ask another supervisor; after a day you can release it together with the administrator.
err-not_administrator = This is not an administrator's account.
rec-not_administrator = Ask the administrator to enter their own staff number and password.
err-hold_stands = The hold still stands, so this item cannot be marked reviewed.
rec-hold_stands = It leaves the list when the hold is released.
err-confirmed_too_often = The holder was confirmed too often in this visit; nothing was done.
rec-confirmed_too_often = Close the visit and begin again with look-up and identity check.
err-too_often = Too many in one minute; at most { $most } are allowed.
rec-too_often = Wait a minute and try again.
err-id_number = This is not a valid ID number. { $reason }.
rec-id_number = Check it against the document and enter it again.
err-card_not_usable = Card status: { $status }. This cannot be done.
rec-card_not_usable = { $instead }.
err-not_applicable = PIN state: { $state }. “{ $action }” is not possible.
rec-not_applicable = Use this instead: { $instead }.
err-set_elsewhere = This PIN was set elsewhere, so it cannot be tried or changed here.
rec-set_elsewhere = Reset it instead.
err-check_incomplete = The identity check is not complete.
rec-check_incomplete = Confirm the original, the photo, and the name and number.
err-document_expired = The document has expired.
rec-document_expired = Refuse the check for this reason and ask for a valid document.
err-document_does_not_fit = This kind of document does not match the registered number.
rec-document_does_not_fit = Check the kind of document, or ask for the holder's own.
err-proof_used = This identity check was used already.
rec-proof_used = Confirm the person again before the next action.
err-proof_expired = The identity check is more than { $minutes } minutes old.
rec-proof_expired = Do the identity check again.
err-already_acted = Done already in this visit: { $kind }.
rec-already_acted = Do the other PIN, or end the visit.
err-approval_due = A supervisor must approve: { $reasons }.
rec-approval_due = Ask a supervisor to approve on the sheet at this window.
err-approval_not_due = No approval is needed.
rec-approval_not_due = Go on without it.
err-not_supervisor = Only a supervisor can approve.
rec-not_supervisor = Ask a supervisor to approve in person.
err-own_approval = You cannot approve for your own record.
rec-own_approval = Ask another supervisor.
err-purpose_missing = A purpose is missing.
rec-purpose_missing = Enter what the export is for, without names or numbers.
err-remark_missing = A remark is missing.
rec-remark_missing = Enter the reason, without names or numbers.
err-text_too_long = The text has { $length } characters; at most { $most } fit.
rec-text_too_long = Shorten it and submit it again.
err-text_id = The text holds an ID number, which the log may not keep.
rec-text_id = Remove it; a visit's serial number may stay.
err-text_phone = The text holds a phone number, which the log may not keep.
rec-text_phone = Remove it; a visit's serial number may stay.
err-text_card = The text holds a card number or another long number, which the log may not keep.
rec-text_card = Remove it; a visit's serial number may stay.
err-no_pad = The holder's screen is not open.
rec-no_pad = Start the action again.

# The desk says no: staff, register, settings
err-staff_number = This is not a valid staff number.
rec-staff_number = Use 2 to 32 letters and digits; - _ and . are allowed.
err-staff_number_taken = This staff number is taken.
rec-staff_number_taken = Choose another.
err-person_taken = This person has an account already.
rec-person_taken = One person has one account; look for it in the list of staff.
err-name = This is not a valid name.
rec-name = Use 1 to 100 characters, without line breaks.
err-no_such_staff = There is no such account.
rec-no_such_staff = Open the list of staff again.
err-own_account = This cannot be done to your own account.
rec-own_account = Ask another administrator.
err-last_administrator = This is the last enabled administrator.
rec-last_administrator = Create or enable another one first.
err-last_supervisor = This is the last usable supervisor.
rec-last_supervisor = First make sure that another supervisor can sign in.
err-same_role = The account has this role already.
rec-same_role = Choose another role.
err-consent_due = This change needs a second person's consent.
rec-consent_due = Ask a supervisor to consent in person.
err-own_consent = Nobody consents to their own change or to a change of their own account.
rec-own_consent = Ask another supervisor.
err-account_too_new = This account is too new to approve or consent before { $until }.
rec-account_too_new = Ask another supervisor, or wait until then.
err-second_person_due = One person runs this office so far.
rec-second_person_due = Sign in at the window as administrator and confirm together with a supervisor.
err-import_problems = Problems in the file: { $count }. Nothing was imported.
rec-import_problems = Fix the file with the help of the report and import it again.
err-setting = “{ $setting }” does not take this value.
rec-setting = Stay within the range shown beside it.

# The desk cannot: nothing was changed
err-log_damaged = The audit log has a problem. { $finding }. Counter service is stopped.
rec-log_damaged = Ask a supervisor to sign in, find the cause and decide.
err-date_unconfirmed = The computer’s date is too far from the last entry.
rec-date_unconfirmed = Ask a supervisor to sign in and confirm the date.
err-log_sound = The audit log has no problem; no new one is needed.
rec-log_sound = Go back to the audit log.
rec-anchor = Check the key folder: is the USB drive plugged in, full or read-only? Then try again.
err-anchor = The anchor file could not be written. Nothing was done.
err-disk_full = The disk is full; nothing was changed.
rec-disk_full = Free some space and try again.
err-store = The database could not complete this; nothing was changed ({ $detail }).
rec-store = Try again; if it fails again, close the program and call support.
err-hashing = The password was not processed; nothing was changed ({ $detail }).
rec-hashing = Close other programs to free memory and try again.
err-log = The audit log could not be written. Nothing was changed.
rec-log = Try again; if it fails again, close the program and call support.
err-not_begun = The program is busy; this was not started and nothing was changed.
rec-not_begun = Wait a moment and try again; if it fails again, close the program and open it again.
err-outcome_unknown = The program failed inside; the outcome of the last step is not yet known.
rec-outcome_unknown = Sign in again and look it up in Today's visits or in the audit log before you repeat it.
err-file = A file could not be read or written ({ $detail }).
rec-file = Check that it exists and that you have permission, then try again.
file-trouble-disk_full = the disk is full
file-trouble-too_large = the file is too large for this drive
file-trouble-read_only = this folder is write-protected
file-trouble-no_permission = no permission
file-trouble-no_folder = no such file or folder
file-trouble-is_folder = this is a folder
file-trouble-in_use = another program has it open
file-trouble-removed = the USB drive or network folder is gone
file-trouble-bad_name = not a regular file, or not a valid name
file-trouble-exists = a file of this name exists
file-trouble-other = unknown reason
store-trouble-database = the database reported an error
store-trouble-disk_full = the disk is full
store-trouble-unreadable = a record cannot be read
store-trouble-stopped = the reading stopped midway
hashing-trouble-memory = there may be too little memory
hashing-trouble-stored = a stored hash cannot be read
err-random = The system gives no random numbers. Nothing was changed.
rec-random = Restart the computer and try again.

# The office cannot be opened
err-keys_missing = The keys are missing: the key folder is empty. The data is there.
rec-keys_missing = Plug in the USB drive with the keys, or enter the folder below, and try again. New keys would not open this data.
err-data_missing = The data is missing: the data folder is empty, the keys are there.
rec-data_missing = Connect the disk that holds the data and try again; or restore a backup.
err-no_office = There is no office in { $path }.
rec-no_office = Start Pindesk to set one up, or use the folders of an existing office.
err-occupied = The folder is not empty: { $path }.
rec-occupied = It was left as it is. Choose an empty one.
err-not_a_folder = This is not a folder: { $path }.
rec-not_a_folder = It was left as it is. Choose a folder.
err-key_folder_no_modes = This USB drive or disk keeps no permissions: { $path }.
rec-key_folder_no_modes = Anyone could read keys kept there. Choose a disk that keeps permissions, or have support format this one, and try again.
err-key_folder_not_ours = The key folder belongs to another system user: { $path }.
rec-key_folder_not_ours = Choose a folder of your own, or ask support to change its owner, and try again.
err-same_folder = Data and keys are in the same folder, or one inside the other.
rec-same_folder = Keep them apart; keys are best kept on a USB drive.
err-key_file_missing = The key folder has no key file: { $path }.
rec-key_file_missing = Put office.keys back, or use the folder it is in, and try again.
err-key_file_too_open = Others may read the key file or its folder: { $path }.
rec-key_file_too_open = Ask support to let only its owner use the key file and its folder, then try again.
err-key_file_malformed = This is not a key file, or it is damaged: { $path }.
rec-key_file_malformed = Replace it with an intact copy of the key file and try again.
err-office_io = A file could not be read or written: { $path }.
rec-office_io = Check that the disk is connected and that you have permission, then try again.
err-office_description = The description of the office is missing or cannot be read: { $path }.
rec-office_description = If this is the wrong folder, use the right one; if the first set-up was interrupted, move both folders away and start again.
err-other_office = The key file belongs to another office.
rec-other_office = Use this office's key file and try again.
err-wrong_keys = The key file is from this office, but does not belong to this data.
rec-wrong_keys = Use the key file that goes with this data and try again.
err-newer = A newer version of the program made this data.
rec-newer = Install the newer Pindesk and open it with that.
err-database_missing = The data folder has no database: { $path }.
rec-database_missing = Put the database back, or restore a backup, and try again.
err-database_not_ours = The database is damaged, or not Pindesk's: { $path }.
rec-database_not_ours = Restore a backup; keep this file.
err-read_only = This is write-protected: { $path }.
rec-read_only = Check whether the disk is write-protected and whether you may write there, then try again.
err-database = The database cannot be opened.
rec-database = Try again; if it fails again, restore a backup or call support. Keep the file.
err-second_instance = This office is open in another Pindesk program.
rec-second_instance = Switch to that program; once it is closed you can try again.
err-weak_hashing = This data was made with weak settings, for demo or tests only.
rec-weak_hashing = Do not serve real people with it; set up a proper office.

# What is wrong with an ID number
id-error-empty = No number was entered
id-error-control_character = It contains a line break or another control character
id-error-unexpected_character = It contains a character that no ID number has
id-error-misplaced = A letter or digit is in the wrong place
id-error-too_short = It is too short
id-error-too_long = It is too long
id-error-no_such_date = Its birth date does not exist
id-error-future_date = Its birth date is in the future
id-error-wrong_check_character = The check character is wrong: at least one character was mistyped
id-warning-lower_case = Small letters were changed to capitals
id-warning-full_width = Full-width characters were changed to half-width
id-warning-spaces = Spaces were removed
id-warning-unknown_region = The region code is not on the list; check the document
id-warning-unlikely_age = This number gives an age over 120; check the document
id-warning-check_digit = The check digit does not match (the rule of the 2017 card is not published); check the document

# What is wrong with a name, a document's expiry, a line of an import
name-error-empty = No name was given
name-error-too_long = The name is longer than 100 characters
name-error-control_character = The name contains a line break or an invisible character
name-error-nothing_visible = The name holds no visible character
name-error-invisible = The name holds an invisible character
name-error-replacement = The name holds a lost character, kept as ?, □ or the like
name-error-private_use = The name holds a private character that other computers cannot read
name-flaw-control_character = The registered name holds a line break or another control character. Tell the administrator.
name-flaw-nothing_visible = The registered name holds no visible character. Tell the administrator.
name-flaw-invisible = The registered name holds an invisible character. Tell the administrator.
name-flaw-replacement = The registered name holds a lost character, kept as ?, □ or the like. Tell the administrator.
name-flaw-private_use = The registered name holds a private character that other computers cannot read. Tell the administrator.
expiry-error-empty = No expiry was given
expiry-error-unreadable = Enter year-month-day, for example 2036-01-31, or “long-term”
expiry-error-no_such_date = There is no such day
expiry-warning-not_for_this_age = No resident card of a person this age expires then; look closely
expiry-warning-too_long = No document of this kind is valid for so long; look closely
document-resident_card = Resident identity card
document-temporary_card = Temporary identity card
document-residence_permit = Residence permit (Hong Kong, Macau, Taiwan)
document-foreign_permanent_card = Foreign permanent resident card
document-other = Another document
import-reason-duplicate = The number is already in an earlier line
import-reason-not_utf8 = Not UTF-8 text
import-reason-column_missing = This column is missing
import-reason-column_unknown = There is an unknown column
import-reason-column_count = Wrong number of columns
import-reason-not_a_phone = Not a phone number
import-reason-not_a_card_number = Not a card number
import-reason-not_a_card_status = Card status must be 0, 1, 2, 3, 4 or 9
import-reason-not_a_pin_state = PIN state must be unset, active or locked
import-reason-empty = Empty
import-reason-control_character = Contains a line break or an invisible character
import-reason-unexpected_character = Contains a character that does not belong
import-reason-nothing_visible = Holds no visible character
import-reason-invisible = Holds an invisible character
import-reason-replacement = Holds a lost character, kept as ?, □ or the like
import-reason-private_use = Holds a private character that other computers cannot read
import-reason-misplaced = A letter or digit is in the wrong place
import-reason-too_short = Too short
import-reason-too_long = Too long
import-reason-no_such_date = The birth date in the number does not exist
import-reason-future_date = The birth date in the number is in the future
import-reason-wrong_check_character = The check character is wrong

# What is wrong with the log
finding-edited = An entry was changed
finding-deleted = Entries were removed
finding-reordered = Entries were put in another order
finding-forged = Entries were added that this office never wrote
finding-cut_off = The newest entries are gone
finding-rolled_back = The log is older than the anchor file or a witness code, as if old data had been put back
finding-swapped_log = This is not the log named in the anchor file
finding-other_office = This is the log of another office
finding-wrong_key = The checkpoints are signed with a key that is not the office's
finding-fork = There are two histories of the same length
finding-malformed = An entry or checkpoint is not in the form this program writes
finding-tree_damaged = The entries are complete, but the stored hashes do not match
finding-anchor_missing = The anchor file beside the key file is missing
finding-anchor_unreadable = The anchor file beside the key file cannot be read

# Names of the settings
setting-office_name = Office name
setting-seat = Window
setting-holder_monitor = Holder's monitor
setting-shuffled_pad = Shuffled PIN pad
setting-tries_before_lock = Wrong tries that lock a PIN
setting-electronic_lock_hours = Hours until a locked electronic card PIN unlocks
setting-initial_pins = Initial PINs (never allowed)
setting-repeat_reset_days = Approval for another reset within days
setting-pin_advice_months = Advise a new PIN after (months)
setting-doubtful_check_days = Approval after a doubtful check within days
setting-other_document_approval = Approval for other documents
setting-free_unlocks_per_year = Unlocks a year without approval
setting-look_ups_per_minute = Look-ups a minute
setting-reveals_per_minute = Revealed numbers a minute
setting-refusals_per_minute = Refusals a minute
setting-reader_prefix = Card reader prefix
setting-reader_suffix = Card reader suffix
setting-idle_lock_minutes = Minutes without input until the screen locks
setting-session_hours = Longest sign-in in hours
setting-known_after_hours = New accounts may approve after (hours)

## Review: timeline, calendar, proof

timeline-title = The visit
timeline-reading = Reading the visit
timeline-newer = Newer
timeline-older = Older
timeline-open = Not ended yet
timeline-seat = Window { $seat }
timeline-took = Took { $span }
timeline-after = After { $span }
timeline-clock-back = The clock was set back
timeline-seconds = { $seconds } s
timeline-minutes = { $minutes } min { $seconds } s
timeline-hours = { $hours } h { $minutes } min
timeline-step = Entry { $seq }
timeline-confirmed = Original in hand, photo is this person, name and number match
timeline-still-here = Confirmed: same person, document in hand
timeline-only-visit = This visit only
timeline-only-holder = This holder only
timeline-cut = Only the first { $count } steps are listed
timeline-cover = Checkpoint
timeline-cover-proven = Entry { $seq } is included
timeline-cover-size = First { $size } entries
timeline-cover-at = First { $size } entries, up to { $at }
timeline-cover-waiting = No checkpoint yet. One is signed within a minute of the last entry.
timeline-cover-never = No checkpoint covers this: its log was closed before one was signed, or the checkpoint was removed. Press F5 to verify the logs.
timeline-contradicted = This entry does not match the checkpoint
timeline-cover-bad-next = The checkpoint over the first { $size } entries has an invalid signature, or this entry was changed. Press F5 to verify the log.
calendar-month = { $year }-{ $month }
calendar-days = { $month }, choose a day
calendar-month-before = Previous month
calendar-month-after = Next month
calendar-year-before = Previous year
calendar-year-after = Next year
calendar-weekdays = Mo Tu We Th Fr Sa Su
calendar-this-week = This week
calendar-last-month = Last month
audit-filter-log = Filter by log
audit-all-logs = All logs
audit-log-words = Log { $number } · from { $day } · { $size } entries · { $state }
audit-log-current = current
audit-log-closed = closed
audit-log-damaged = damaged
audit-search-wrong-number = This is not a valid ID number: { $reason }. Check it against the document and enter it again.
audit-detail-log = Log { $value }
audit-detail-older = Older logs: { $value }
audit-detail-older-damaged = Damaged: { $value }
proof-good = Verified
proof-good-all = All { $count } logs verified
proof-bad = Verification failed
proof-damaged = The log is damaged
proof-checkpoint = First { $size } entries, up to { $at }
proof-fingerprint = Key fingerprint
proof-next = What to do
proof-show = Show entry { $seq }
proof-older = Older logs
proof-log = Log { $number }, from { $day }
proof-older-whole = Verified, { $count } entries
proof-known = Found when the log was closed: { $finding }
proof-news = This happened after the log was closed: keep the evidence
damage-means = What it means
cli-verify-older = Log { $number } (from { $day }): { $said } { $known }
cli-verify-older-whole = verified, { $count } entries.
cli-verify-older-known = Found when it was closed: { $finding }.
cli-verify-older-news = This happened after the log was closed.
finding-means-edited = An entry in the database was changed outside the program. Its earlier content cannot be found on this computer; everything verified before it is not affected.
finding-means-deleted = Entries were removed outside the program; later ones are still there. This computer cannot tell which visits they belonged to.
finding-means-reordered = Entries were moved outside the program. Their content may be unchanged, but the order cannot be trusted.
finding-means-forged = Entries or checkpoints were added outside the program, or copied from another log. Do not trust anything from here on.
finding-means-cut_off = The newest entries were removed. Checkpoints or stored hashes remain, so their number is known.
finding-means-rolled_back = The database is an older, consistent copy, but the anchor file or a witness code has seen more. Later visits are not in it.
finding-means-swapped_log = The data folder contains another log, or the log ID was changed. It is not the log that this computer has been writing.
finding-means-other_office = Data folder and key folder belong to different offices; probably one was copied to the wrong folder.
finding-means-wrong_key = Every checkpoint is signed with another key: the key file may be the wrong one, or all of the log was made again.
finding-means-fork = The anchor file, a witness code or a checkpoint has seen other content at the same length. The signing key may have leaked, or entries were rewritten.
finding-means-malformed = No version of this program writes such an entry or checkpoint: the disk may be damaged, or it was changed by hand.
finding-means-tree_damaged = The entries match the signature and none is lost; only the hashes that speed up verification are damaged, probably by the disk.
finding-means-anchor_missing = Without the anchor file nobody can tell whether the end of the log was removed. The key folder may have been copied only in part, or the file was deleted.
finding-means-anchor_unreadable = The anchor file cannot be read, so nobody can tell whether the end of the log was removed. The disk may be damaged, or it was changed by hand.
finding-next-edited = Copy the data and key folders as evidence, find out who had access to this computer, then start a new log and state the reason.
finding-next-deleted = Copy the data and key folders as evidence, find the missing visits by their paper receipts, then start a new log and state the reason.
finding-next-reordered = Copy the data and key folders as evidence, find out who had access to this computer, then start a new log and state the reason.
finding-next-forged = Copy the data and key folders as evidence, find out who had access to this computer, then start a new log and state the reason.
finding-next-cut_off = Copy the data and key folders as evidence, find the missing visits by their paper receipts, then start a new log and state the reason.
finding-next-rolled_back = Look for the newer data folder first. If it is lost, keep the evidence, find the missing visits by their paper receipts, then start a new log and state the reason.
finding-next-swapped_log = Look for the original data folder first. If it is lost, keep the evidence, then start a new log and state the reason.
finding-next-other_office = Ask the administrator to put this office's own data and key folders together again. Do not start a new log.
finding-next-wrong_key = Ask the administrator to check the key file first. If it is the right one, keep the evidence, then start a new log and state the reason.
finding-next-fork = Keep the evidence, ask the administrator to replace the keys, find the valid history by the codes on paper receipts, then start a new log and state the reason.
finding-next-malformed = Keep the evidence, have the administrator check the disk, then start a new log and state the reason.
finding-next-tree_damaged = Ask the administrator to check the disk, then start a new log and state the reason. The entries of the old log are still valid.
finding-next-anchor_missing = Look for anchor.json in a copy of the key folder first. If it is lost, compare with the newest paper receipts, then start a new log and state the reason.
finding-next-anchor_unreadable = Look for anchor.json in a copy of the key folder first. If it is lost, compare with the newest paper receipts, then start a new log and state the reason.

## Command line

cli-folders = On the command line, name folders with --data and --keys.
cli-window-title = Pindesk: Social-security card PIN desk
cli-no-home = This user's data and configuration folders cannot be found.
cli-no-home-next = Specify two folders with --data and --keys.
cli-no-window = The program window cannot be opened.
cli-no-window-next = Check that this computer has a graphical desktop; the commands work without one, see pindesk --help.
cli-password-missing = No password was given.
cli-password-missing-next = Put it on the first line of standard input, or name a file with --password-file.
cli-input-ended = The input ended early; nothing was made.
cli-input-ended-next = Start again at a terminal with both founders present.
cli-input-refused = An answer was refused; nothing was made.
cli-input-refused-next = Correct it as said above and start again.
cli-found-begin = Founding an office takes two people, the first administrator and the first supervisor, in turn.
cli-found-hand-over = Let the first supervisor sit here, nobody else looks, then press Enter
cli-found-enter = Press Enter to show it
cli-found-written = Press Enter when it is written down and checked
cli-found-done = The office is set up. Data: { $data }. Keys: { $keys }.
cli-export-into-office = An export cannot go into the data folder or the key folder.
cli-export-into-office-next = Choose another folder.
cli-not-a-whole-log = This file is not a complete log from its first entry on, as JSON Lines.
cli-not-a-whole-log-next = Export again without filters, with --format jsonl.
cli-demo-one-folder = A demo office needs both folders.
cli-demo-one-folder-next = Give both --data and --keys, or neither.
cli-demo-making = Creating a demo office…
cli-import-done = Imported { $lines } lines: { $added } new holders, { $updated } updated.
cli-import-refused = Nothing was imported: { $count } problems, listed in { $report }.
cli-export-done = Exported { $count } entries to { $path }.
cli-verify-whole = The log is intact: { $count } entries; witness code { $code }; key fingerprint { $fingerprint }.
cli-verify-other-key = The log is signed with another key, fingerprint { $fingerprint }.
cli-verify-damaged = The log is damaged: { $finding }.
cli-verify-damaged-at = The log is damaged: { $finding }; first at entry { $first }.
cli-verify-file = The file is consistent: { $count } entries; witness code { $code }; not confirmed by a code from outside.
cli-verify-file-confirmed = The file is consistent and agrees with the codes given: { $count } entries; witness code { $code }.
cli-check-sound = Store and log agree: { $holders } holders, { $visits } visits, { $entries } entries.
cli-check-store = The database is damaged: { $detail }.
cli-check-irregular = Places where store and log disagree: { $count }
cli-check-found = { $what }: { $place } ({ $code })

## Irregularities

irregularity-entry_unreadable = an entry that nobody can read
irregularity-entry_out_of_order = an entry out of its order
irregularity-log_without_its_start = a log whose beginning is not that of its first entry
irregularity-hashes_without_lines = stored hashes that no entry has
irregularity-entry_without_visit = entries about a visit that is not there
irregularity-visit_without_its_look_up = a visit without exactly one look-up in the log
irregularity-visit_of_another_clerk = a visit under another clerk than the log names
irregularity-visit_of_another_holder = a visit of another holder than the log names
irregularity-visit_at_another_time = a visit at another time than the log says
irregularity-visit_without_its_end = a visit whose end is not the log's
irregularity-visit_without_its_action = a visit marked otherwise than what was done in it
irregularity-serials_with_gaps = a day whose serial numbers have gaps
irregularity-visits_without_counter = visits of a day without its counter
irregularity-proof_left_open = a proof of identity that outlived its visit
irregularity-approval_without_its_entry = an approval that the log does not know
irregularity-entry_without_its_approval = an approval of the log that is not there
irregularity-approval_used_otherwise = an approval used otherwise than the log says
irregularity-change_without_its_entry = a PIN set at a time the log does not know
irregularity-entry_without_its_change = a PIN of the log that is not there
irregularity-pin_of_another = a PIN's hash that belongs to someone else
irregularity-pin_in_another_state = a PIN in another state than the log leaves it
irregularity-pin_tried_otherwise = a PIN tried more or less often than the log says
irregularity-account_without_its_entry = an account that the log does not know
irregularity-entry_without_its_account = an account of the log that is not there
irregularity-account_in_another_role = an account in another role than it was made with
irregularity-account_disabled_otherwise = an account enabled or disabled without an entry
irregularity-password_of_another = a password's hash that belongs to another account
irregularity-setting_without_its_entry = a setting changed without an entry

## Worklist

rail-worklist = Worklist
settings-group-worklist = Worklist rules
settings-group-note-worklist = What is listed from the log for a supervisor to review. After a change, all of the log is searched again at the supervisor's next sign-in
setting-help-flag_look_ups = This many look-ups without action in a day, and well above the colleagues, are listed; 0 = rule off
setting-help-flag_look_ups_factor = How many times the colleagues' average it must be
setting-help-flag_refused_minutes = A check refused, then passed by another clerk within this many minutes, is listed; 0 = rule off
setting-help-flag_hours_from = When work starts, 24-hour clock, for example 08:00
setting-help-flag_hours_to = When work ends, for example 18:00
setting-help-flag_days = Public holidays are not known. No day ticked = working hours are not checked
setting-help-flag_reset_days = Another reset of a PIN within this many days is listed; 0 = rule off
setting-help-flag_failed_sign_ins = This many wrong passwords for one staff number are listed; 0 = rule off
setting-help-flag_failed_minutes = Wrong passwords are counted within this many minutes
setting-help-flag_same_pair = This many approvals of a clerk, all by one supervisor, are listed; 0 = rule off
setting-help-flag_same_pair_days = Approvals are counted within this many days
settings-wrong-time = Use the 24-hour clock, for example 08:00
setting-flag_look_ups = Look-ups without action (a day)
setting-flag_look_ups_factor = Times the colleagues' average
setting-flag_refused_minutes = Refused, then passed (minutes)
setting-flag_hours_from = Work starts
setting-flag_hours_to = Work ends
setting-flag_days = Working days
setting-flag_reset_days = Repeat resets (days)
setting-flag_failed_sign_ins = Failed sign-ins (times)
setting-flag_failed_minutes = Counted within (minutes)
setting-flag_same_pair = Always the same pair (approvals)
setting-flag_same_pair_days = Counted within (days)
audit-flagged = Only items to review
audit-detail-rule = { $value }
audit-detail-item = Item { $value }
audit-detail-evidence = Based on { $value } entries
err-no_open_item = This item is not on the worklist, or is already marked reviewed.
rec-no_open_item = Refresh the worklist and look again.
err-own_work = This item involves your own action or approval, so you cannot mark it reviewed.
rec-own_work = Ask another supervisor to review it.
rule-code-look_ups = Look-ups without action
rule-code-refused_then_passed = Refused, then passed
rule-code-outside_hours = Outside hours
rule-code-repeat_resets = Repeat resets
rule-code-failed_sign_ins = Failed sign-ins
rule-code-supervisor_reset = Supervisor password reset
rule-code-same_pair = Always the same pair
rule-code-integrity = Log event
rule-code-holds = Hold
rule-why-look_ups = Look-ups without action, far more often than colleagues. Ask for the reason.
rule-why-refused_then_passed = One clerk refused the check and another passed it. The first one may have been mistaken.
rule-why-outside_hours = Work outside office hours: ask for the reason. Sign-ins, log reading, imports and backups do not count.
rule-why-repeat_resets = The same PIN was reset again soon. It may have been forgotten again, or someone else is using it.
rule-why-failed_sign_ins = Wrong passwords for one staff number. Ask whether it was forgotten.
rule-why-supervisor_reset = A supervisor's password matters for approvals and reviews, so a supervisor who had no part in it reviews each reset.
rule-why-same_pair = An approval needs two people who each look. If it is always the same two, ask about it.
rule-why-integrity = Failed verifications, new logs, clock changes, restores, recovery codes and changed rules are rare, so each is reviewed.
rule-why-holds = While a hold stands, neither PIN can be changed. It is listed until it is released.
rule-limit-look_ups = { $count } or more a day, and { $factor } times the colleagues’ average
rule-limit-refused_then_passed = within { $minutes } minutes
rule-limit-outside_hours = outside { $from }–{ $to } on { $days }
rule-limit-repeat_resets = within { $days } days
rule-limit-failed_sign_ins = { $count } or more within { $minutes } minutes
rule-limit-same_pair = { $count } or more within { $days } days, while other supervisors approved too
rule-limit-none = none: every time is listed
item-refused_then_passed = { $mask } refused, passed by another clerk { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
} later
item-look_ups-today = { $name }: { $count } look-ups without action today, colleagues average { $mean }
item-look_ups = { $name }: { $count } look-ups without action on { $day }, colleagues average { $mean }
item-look_ups-own = { $name }: { $count } look-ups without action on { $day }, own average { $mean }
item-outside_hours = { $name } outside hours, { $when }: { $action } × { $count }
item-repeat_resets = { $mask }: { $kind } reset { $count } times { $days ->
    [1] on one day
   *[other] over { $days } days
}
item-failed_sign_ins = { $name }: { $count } wrong passwords in { $minutes } minutes
item-failed_sign_ins-unknown = Unknown staff number: { $count } wrong passwords in { $minutes } minutes
item-supervisor_reset = { $name }’s password was reset, { $other } consented
item-supervisor_reset-code = { $name }’s password was reset with the recovery code
item-same_pair = All { $count } approvals for { $name } came from { $other }; others gave { $others } meanwhile
item-integrity-verification_failed = The log failed verification
item-integrity-new_log = { $name } started a new log after damage
item-integrity-clock_step = The computer’s clock was set back
item-integrity-clock_forward = The computer’s clock was set ahead
item-integrity-date_confirmed = { $name } confirmed the computer’s date
item-integrity-restore = { $name } restored a backup
item-integrity-recovery_code = { $name } used the recovery code
item-integrity-threshold_change = { $name } changed the worklist rules
item-holds-stands = { $name } put { $mask } on hold
item-holds-lifted_by_maker = { $name } and { $other } released their own hold on { $mask }
worklist-title = Worklist
worklist-reading = Searching the log
worklist-reviewed = Reviewed { $signed } of { $all }
worklist-state = Filter by review
worklist-open = Open
worklist-signed = Reviewed
worklist-rule = Filter by rule
worklist-all-rules = All rules
worklist-list = Worklist
worklist-empty = Nothing to review in this period
worklist-rests-on = Log entries: { $count }, { $when }
worklist-from-to = { $from } to { $to }
worklist-empty-next = Choose another period or a wider filter
worklist-all-signed = Everything is reviewed
worklist-why = Why it is listed
worklist-limit = Threshold
worklist-persons = People involved
worklist-evidence = Based on
worklist-evidence-more = { $count ->
    [one] 1 more
   *[other] { $count } more
}: see the audit log
worklist-evidence-loading = Reading the entries
worklist-see-visit = See visit { $serial } in the audit log
worklist-remark = Remark
worklist-remark-hint = What you found and what was done
worklist-sign = Mark reviewed
worklist-signing = Marking as reviewed…
worklist-own = This involves your own action or approval: another supervisor reviews it
worklist-hold-stands = The hold still stands. It leaves the list when it is released
hold-button = Show holds
hold-title = Hold
hold-how = For suspected fraud: neither PIN can be changed until another supervisor releases it. The counter is only told to call a supervisor.
hold-number = ID number
hold-reason = Reason
hold-do = Put on hold
hold-loading = Reading…
hold-none = Nobody is on hold
hold-open = On hold: { $count }
hold-since = since { $when }, by { $name }
hold-release = Release
hold-own-record = This is your own record: another supervisor releases it
hold-whose = Holder
hold-by = Put on hold
hold-own = You put this hold in place: another supervisor releases it
hold-own-next = With no other supervisor, you can release it with the administrator from { $when } on.
hold-release-reason = Reason for the release
hold-administrator = Administrator's staff number
hold-administrator-password = Administrator's password
hold-release-do = Release the hold
hold-writing = Writing…
hold-done = The person is on hold
hold-released = The hold is released
worklist-no-remark = Enter a remark first
worklist-damaged = The log is damaged: start a new one before marking reviewed
worklist-signed-by = Reviewed by { $name }, { $when }: “{ $remark }”
worklist-grown = There is more since the review ({ $before } entries then, { $now } now): please look again
worklist-grown-pill = New since
worklist-done = Marked reviewed and recorded in the log
worklist-open-list = Open the worklist
worklist-card = To be reviewed
worklist-card-count = { $count } open
worklist-card-none = Nothing to review
worklist-go-on = Continue searching
## Look of the window

look-menu = Theme
look-system = Follow the system
look-light = Light
look-dark = Dark
look-high-contrast = High contrast

## Evidence pack
pack-fault-not_a_zip = This is not a pack: it is not a zip file
pack-fault-truncated = The file is cut off: its end is missing
pack-fault-prepended = There is data before the pack
pack-fault-appended = There is data after the pack
pack-fault-unsafe_name = A name in it leads out of its folder
pack-fault-link = It has a symbolic link
pack-fault-unexpected = It has a file that no pack has
pack-fault-duplicate = It has two files of one name
pack-fault-encrypted = It has an encrypted file
pack-fault-too_large = A file in it is larger than a pack's may be
pack-fault-bomb = It is a zip bomb: a file in it grows more than a hundredfold
pack-fault-compressed = A file in it is compressed; none of a pack's is
pack-fault-missing = A file of the pack is missing
pack-fault-directory = The archive's directory contradicts the file's own header
pack-fault-structure = The archive is not laid out as packs are: it was rewritten
pack-fault-manifest_malformed = The manifest is not in the form of one
pack-fault-manifest_version = The manifest is from a newer version: check it with a newer program
pack-fault-key_malformed = The public key cannot be read, or is a weak one
pack-fault-other_key = It is not signed by the key that was asked for
pack-fault-key_exchanged = The public key was exchanged: the manifest names another
pack-fault-manifest_signature = The signature of the manifest is invalid
pack-fault-other_export = The manifest belongs to another export
pack-fault-checkpoint_malformed = The checkpoint is not in the form of one
pack-fault-other_office = The checkpoint is of another office
pack-fault-other_log = The checkpoint is of another log
pack-fault-checkpoint_key = The checkpoint is signed by another key
pack-fault-checkpoint_signature = The signature of the checkpoint is invalid
pack-fault-other_checkpoint = The checkpoint is valid, but not the one the manifest names
pack-fault-leaf_count = There are not as many hashes as the checkpoint says entries
pack-fault-root = The hashes do not make the root of the checkpoint
pack-fault-entry_changed = An entry was changed
pack-fault-entry_removed = An entry was removed
pack-fault-entry_added = An entry was added
pack-fault-entry_reordered = The entries were put in another order
pack-fault-entry_foreign = An entry is of another log
pack-fault-entry_malformed = An entry is not in the form this program writes
pack-fault-position = A position is not that of its entry
pack-fault-not_in_filter = An entry does not fit the filter of the manifest
pack-fault-count = The manifest counts other entries than there are
pack-fault-file_changed = A file was changed: it is not the one the manifest names
pack-fault-sums = SHA256SUMS does not fit the files
pack-fault-checksum = The archive's checksum of a file is wrong
pack-fault-fork = It contradicts a witness code: there are two histories
pack-fault-witness_beyond = A witness code speaks of more entries than the pack's checkpoint
cli-pack-whole = The pack is intact: { $entries } entries, all among the first { $size } of the log; signed by the key asked for, fingerprint { $fingerprint }; witness code { $code }.
cli-pack-unconfirmed = The pack is consistent, signer unconfirmed: { $entries } entries, all among the first { $size } of the log; witness code { $code }. The key that signed has the fingerprint { $fingerprint }: compare it with the one the office publishes, or give that with --key.
cli-pack-origin = Exported by { $by } at { $at } (UTC), for: { $purpose }
cli-pack-limit = Each entry in it is in the log, unchanged; only the signer vouches that it contains every entry that matches the filter.
cli-pack-refused = The pack is refused: { $fault }.
cli-pack-refused-in = The pack is refused: { $fault } ({ $file }).
cli-pack-refused-at = The pack is refused: { $fault } (entry { $first }).
cli-key-without-pack = --key is for evidence packs and the log in the data folder; this file is JSON Lines and contains no signature.
cli-key-without-pack-next = Check an evidence pack, or leave out --key and give a code with --witness.
audit-word-pack = Evidence pack (checked offline)
export-for-pack = For a court, an auditor or anyone outside: entries with signature and hashes, which they can check against the log without this program.
export-pack-code = Witness code of the pack's checkpoint: { $code }. Note it outside the office, to compare with the log later.
export-trouble-disagrees = The log does not match its checkpoint, so no pack can be made. Verify the log first; the entries can still be exported as JSON Lines.
audit-reason-disagrees = The log does not match its checkpoint
err-no_such_log = There is no log with this ID.
rec-no_such_log = Choose one of this office's logs in the filter.
err-no_checkpoint = This log has no validly signed checkpoint, so no pack can be made.
rec-no_checkpoint = Verify the log first; the entries can still be exported as JSON Lines.
export-next-pack = The recipient checks it with Pindesk, sha256sum or openssl; tell them the published key fingerprint in another way.
audit-detail-checkpoint-size = Checkpoint over { $value } entries

## The keyboard
input-unsure = That looked like part of a card read, so Enter did nothing. Check the text and press Enter again
input-nowhere = What was typed went into no field, so Enter did nothing. Click the field first
input-storm = Enter keeps coming and did nothing. Check the keyboard or the card reader
input-too-many = Too many keys came at once and did nothing. Check the keyboard or the card reader
input-space = Space presses no button, so nothing happened. Press Enter
input-read-unused = The card read is not used at this step. Nothing happened
input-busy = Still working. The keys you pressed were not used
input-read-busy = Still working. The card read was not used; please read the card again in a moment
input-read-part = The number that was read is filled in; something stood before it. Check it and press Enter
key-go-on = Continue
key-retry = Try again
key-quit = Quit
key-back = Go back
key-resume = Return to your screen
key-sign-out = Sign out
key-look-up = Look up
key-clear = Clear
key-correct = Correct the number
key-reveal = Hold to show the complete number
key-long-term = Document without expiry
key-original = Tick: the original
key-photo = Tick: the photo matches
key-name = Tick: name and number match
key-seen = Confirm that you saw the warning of another person's card
key-pass = Pass the check
key-refuse = Refuse the check
key-leave-visit = End this visit
key-reason = Choose a reason
key-choose = Previous, next
key-record-refusal = Record the refusal
key-kind = Choose the PIN
key-set = Set
key-change = Change
key-verify = Try PIN
key-reset = Reset
key-unlock = Unlock
key-grant = Approve
key-consent = Consent to the change
key-notice-settle = Consent, or mark reviewed
key-notice-object = Object and cancel
key-not-granted = Refuse
key-stop-pad = Stop the entry
key-print = Large or normal print for the holder
key-holder-language = Other language for the holder
key-stop-surely = Stop for sure
key-next-person = Next person
key-again = One more action for the same person
key-save-receipt = Save the receipt
key-today = Today’s visits
key-counter = Back to the counter
key-to-receipt = Go to the receipt
key-search = Search
key-verify-log = Verify the log
key-new-log = Start a new log, when this one is damaged
key-export = Export
key-open-entry = Open the chosen line
key-close = Close
key-sign-off = Mark reviewed
key-holds = Holds
key-new-account = Create an account
key-refresh = Refresh
key-pick-file = Choose a file
key-import = Import
key-save = Save
key-confirm = Confirm
key-move = Move
## Help

rail-help = Help
help-title = Help
help-contents = Contents
help-to-keys = Keys
help-to-page = Page
help-keys = Keys
help-keys-everywhere = On every screen
help-keys-dialog = In a question
help-keys-refusal = Choosing the reason
key-help = Open the help; press again for the keys
key-larger = Make everything one step larger
key-smaller = Make everything one step smaller
key-usual-size = Back to the usual size
key-next-place = To the next place; with Shift to the one before
