use proptest::prelude::*;

use super::*;
use crate::ledger::{sign, verifying_key};

const SEED: [u8; 32] = [7; 32];

fn word() -> impl Strategy<Value = Option<String>> {
    proptest::option::of(any::<String>())
}

fn moment_at() -> impl Strategy<Value = Timestamp> {
    (0..253_402_207_200_999_i64).prop_map(|ms| Timestamp::from_millisecond(ms).unwrap())
}

prop_compose! {
    fn filter()(
        from in proptest::option::of(moment_at()), before in proptest::option::of(moment_at()),
        staff in word(), action in word(), outcome in word(), kind in word(), subject in word(), visit in word(),
        flagged in any::<Option<bool>>(),
    ) -> PackFilter {
        PackFilter { from, before, staff, action, outcome, kind, subject, visit, flagged }
    }
}

prop_compose! {
    fn manifest()(
        filter in filter(), size in any::<u64>(), root in any::<[u8; 32]>(), entries in any::<u64>(),
        ends in any::<[u64; 2]>(), texts in any::<[String; 4]>(), at in moment_at(), file in any::<(u64, [u8; 32])>(),
    ) -> Manifest {
        let some = entries > 0;
        let [seat, purpose, by, program] = texts;
        let head = TreeHead { size, root: Hash(root) };
        let facts = Facts { head, seat, filter, by, at, program, ..super::super::write::tests::facts(&purpose) };
        let digests = [Digest { size: file.0, sha256: file.1 }; Member::NAMED.len()];
        let manifest = Manifest::new(&facts, entries, (some.then_some(ends[0]), some.then_some(ends[1])), &digests);
        assert!(manifest.says(&facts));
        manifest
    }
}

proptest! {
    #[test]
    fn every_manifest_reads_back(manifest in manifest()) {
        let bytes = manifest.encode();
        let begins = bytes.starts_with("{\n  \"pindesk_evidence_pack\": 1,");
        prop_assert!(begins);
        prop_assert_eq!(Manifest::decode(bytes.as_bytes()), Ok(manifest));
    }

    #[test]
    fn no_other_bytes_read_as_the_same_manifest(
        manifest in manifest(), at in any::<proptest::sample::Index>(), flip in 1..=255_u8,
    ) {
        let mut bytes = manifest.encode().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] ^= flip;
        prop_assert_ne!(Manifest::decode(&bytes), Ok(manifest));
    }

    #[test]
    fn never_panics(bytes in any::<Vec<u8>>(), text in any::<String>()) {
        let _ = Manifest::decode(&bytes);
        let _ = Manifest::decode(format!("{{\"pindesk_evidence_pack\": 1, \"office\": {text:?}}}").as_bytes());
    }

    #[test]
    fn a_signature_is_of_these_bytes_by_this_key(manifest in manifest(), other in manifest()) {
        let signature = manifest.sign(&SEED);
        let key = verifying_key(&SEED);
        prop_assert!(is_signed(manifest.encode().as_bytes(), &signature, &key));
        prop_assert!(!is_signed(manifest.encode().as_bytes(), &signature, &verifying_key(&[8; 32])));
        prop_assert!(manifest == other || !is_signed(other.encode().as_bytes(), &signature, &key));
    }
}

#[test]
fn a_checkpoint_is_no_manifest_and_a_manifest_no_checkpoint() {
    let origin = Origin::new("4403-07", &LogId::from_bytes([3; 16])).unwrap();
    let note = sign(&SEED, &origin, TreeHead::EMPTY).unwrap();
    let (text, _) = note.split_once("\n\n").unwrap();
    assert!(text.starts_with("pindesk/"));
    assert_eq!(Manifest::decode(note.as_bytes()), Err(ManifestError::Malformed));
}

#[test]
fn a_later_version_is_not_called_malformed() {
    let later = br#"{"pindesk_evidence_pack": 2, "anything": []}"#;
    assert_eq!(Manifest::decode(later), Err(ManifestError::Version));
}
