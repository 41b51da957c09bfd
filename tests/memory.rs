//! What stays of a secret in this very process once it is dropped. The window and its keys are searched from outside by
//! `scripts/memory`.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod support;

use std::{
    fs,
    hint::black_box,
    os::unix::fs::FileExt as _,
    sync::{Mutex, MutexGuard, PoisonError},
};

use pindesk::{
    desk::{PadReply, PadStage},
    domain::pin::{Action, Pin, PinKind},
    memory,
    vault::{Hasher, HashingCost, Key, OneTimeCode},
};
use support::*;

/// What is looked for stands nowhere in memory but masked, or the search would find itself.
struct Hidden(Vec<u8>);

const MASK: u8 = 0xA5;

impl Hidden {
    fn of(secret: &[u8]) -> Self {
        Self(secret.iter().map(|byte| byte ^ MASK).collect())
    }

    /// How often it is in the memory of this process, its bytes so many apart, each less `base`.
    fn found(&self, apart: usize, base: u8) -> usize {
        const PIECE: usize = 1 << 20;
        let mut piece = vec![0_u8; PIECE];
        let own = piece.as_ptr() as usize..piece.as_ptr() as usize + PIECE;
        let wanted: Vec<u8> = self.0.iter().map(|byte| byte ^ MASK).map(|byte| (byte - base) ^ MASK).collect();
        let reach = (wanted.len() - 1) * apart;
        let memory = fs::File::open("/proc/self/mem").expect("a process may read its own memory");
        let maps = fs::read_to_string("/proc/self/maps").unwrap();
        let (mut found, mut read) = (0, 0);
        for line in maps.lines().filter(|line| line.contains(" rw")) {
            let (from, to) = line.split_once(' ').unwrap().0.split_once('-').unwrap();
            let (mut at, to) = (usize::from_str_radix(from, 16).unwrap(), usize::from_str_radix(to, 16).unwrap());
            while at < to {
                let length = PIECE.min(to - at);
                if memory.read_exact_at(&mut piece[..length], at as u64).is_err() {
                    break;
                }
                read += length;
                let piece = &piece[..length];
                let first = wanted[0] ^ MASK;
                found += (0..length.saturating_sub(reach))
                    .filter(|start| piece[*start] == first)
                    .filter(|start| !own.contains(&(at + start)))
                    .filter(|start| wanted.iter().enumerate().all(|(i, byte)| piece[start + i * apart] ^ MASK == *byte))
                    .count();
                if length < PIECE {
                    break;
                }
                at += PIECE - reach;
            }
        }
        assert!(read > PIECE, "only {read} bytes could be searched");
        found
    }

    /// Nothing is left of it, as text of one, two or four bytes a character, or as the bytes 0 to 9.
    fn is_gone(&self) -> bool {
        memory::sweep_stack();
        let is_digits = self.0.iter().all(|byte| (byte ^ MASK).is_ascii_digit());
        let bases: &[u8] = if is_digits { &[0, b'0'] } else { &[0] };
        [1, 2, 4].into_iter().all(|apart| bases.iter().all(|base| self.found(apart, *base) == 0))
    }

    #[track_caller]
    fn assert_gone(&self, what: &str) {
        assert!(self.is_gone(), "{what} is still there");
    }
}

/// One search at a time: what another one reads of this process, it has read of this test's secrets too.
fn alone() -> MutexGuard<'static, ()> {
    static SEARCH: Mutex<()> = Mutex::new(());
    SEARCH.lock().unwrap_or_else(PoisonError::into_inner)
}

#[test]
fn a_text_that_is_kept_is_found_and_one_that_was_given_back_is_not() {
    let _alone = alone();
    let hidden = Hidden::of(b"control-otter-7719");
    let mut text = String::new();
    for byte in &hidden.0 {
        text.push(char::from(byte ^ MASK));
    }
    assert!(hidden.found(1, 0) >= 1, "the control");
    drop(text);
    hidden.assert_gone("a text that was given back");
}

#[inline(never)]
fn leave_on_the_stack(hidden: &Hidden) {
    let mut room = [0_u8; 64 * 1024];
    for (place, byte) in room[100..].iter_mut().zip(&hidden.0) {
        *place = byte ^ MASK;
    }
    black_box(&mut room);
}

#[test]
fn a_swept_stack_has_nothing_of_the_calls_before() {
    let _alone = alone();
    let hidden = Hidden::of(b"control-umbra-4820");
    leave_on_the_stack(&hidden);
    assert!(hidden.found(1, 0) >= 1, "the control");
    hidden.assert_gone("what a call left");
}

#[test]
fn pins_leave_nothing_behind_however_the_pad_ends() {
    let _alone = alone();
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.serve(ZHANG, Action::Reset, PinKind::Physical, "395028");
    Hidden::of(b"395028").assert_gone("a PIN that was set");
    let proof = office.checked(LI);
    office.desk().open_pad(proof, Action::Set, PinKind::Physical).unwrap();
    assert!(matches!(office.submit("271096"), PadReply::Refused { .. }));
    Hidden::of(b"271096").assert_gone("a refused PIN");
    assert!(matches!(office.submit("806413"), PadReply::Next(PadStage::Again)));
    assert!(matches!(office.submit("806431"), PadReply::Mismatch));
    Hidden::of(b"806413").assert_gone("the first of two that differ");
    Hidden::of(b"806431").assert_gone("the second of two that differ");
}

#[test]
fn offered_pins_leave_nothing_behind() {
    let _alone = alone();
    let mut office = Office::new();
    office.sign_in(CLERK);
    let proof = office.checked(ZHANG);
    office.desk().open_pad(proof, Action::Reset, PinKind::Electronic).unwrap();
    for digits in ["111111", "123456"] {
        assert!(matches!(office.submit(digits), PadReply::Refused { .. }));
    }
    let mut all = Vec::new();
    for _ in 0..2 {
        let offered = office.desk().offer_pins().unwrap();
        let hidden = offered.each_ref().map(|pin: &Pin| Hidden::of(pin.digits()));
        assert!(hidden[0].found(1, 0) >= 1, "while it is offered it is somewhere");
        drop(offered);
        all.extend(hidden);
    }
    // They are drawn at random: one of six may stand by chance in a number of the office. What is left behind is all of them.
    let left = all.iter().filter(|hidden| !hidden.is_gone()).count();
    assert!(left <= 1, "{left} of {} offered PINs are left", all.len());
}

#[test]
fn a_code_that_was_shown_once_leaves_nothing_behind() {
    let _alone = alone();
    let hasher = Hasher::new(Key::generate().unwrap(), HashingCost::CHEAP);
    let code = OneTimeCode::generate().unwrap();
    let shown = code.shown();
    let (with_dashes, bare) = (Hidden::of(shown.as_bytes()), Hidden::of(code.secret().bytes()));
    let hash = hasher.hash(code.secret().bytes(), "staff clerk01").unwrap();
    assert!(hasher.verify(OneTimeCode::typed(&code.secret()).bytes(), "staff clerk01", &hash).unwrap());
    drop((shown, code));
    with_dashes.assert_gone("a code as shown");
    bare.assert_gone("a code as hashed");
}

#[test]
fn the_search_from_outside_knows_eguis_number_of_a_digit_key() {
    let _alone = alone();
    let script = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/scripts/memory")).unwrap();
    let number = script.lines().find_map(|line| line.strip_prefix("EGUI_NUM0 = ")).unwrap();
    assert_eq!(number.parse(), Ok(egui::Key::Num0 as u8));
}
