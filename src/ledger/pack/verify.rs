//! Checks a pack from the file alone, in one order: the archive's frame, the manifest and its signature, the
//! checkpoint, the tree, the entries, and at last every file against the manifest. Each check may rely on those before
//! it, so what is named first is the reason.

use std::{
    cell::RefCell,
    collections::HashMap,
    io::{self, BufRead as _, Read, Seek},
};

use ed25519_dalek::VerifyingKey;

use super::{
    Digest, Manifest, ManifestError, Member,
    archive::{self, Archive, Record},
    chosen::Chosen,
    fault::{PackFault as Fault, PackFinding, Stop},
    key::read_public_key,
    manifest::is_signed,
    section::Section,
    sums,
};
use crate::ledger::{
    checkpoint::{self, CheckpointError, Fingerprint},
    tree::{Frontier, Hash, TreeHead},
    witness::WitnessCode,
};

/// What the pack is held against, from outside.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// The key it must be signed with. Without one the signer is whoever made the pack.
    pub key: Option<Fingerprint>,
    /// Codes from receipts and day summaries of the log.
    pub witnesses: &'a [WitnessCode],
}

/// A pack that nothing contradicts.
#[derive(Debug, Clone, PartialEq)]
pub struct PackReport {
    /// What it says of itself, signed.
    pub manifest: Manifest,
    /// What its checkpoint signs.
    pub head: TreeHead,
    /// The key that signed both.
    pub fingerprint: Fingerprint,
    /// Whether that key was asked for, and so is known from elsewhere.
    pub signer_confirmed: bool,
    /// The size that the newest witness code confirmed, if one was given.
    pub confirmed: Option<u64>,
}

/// Whether a file begins or ends as zip files do: then it is judged as a pack.
///
/// # Errors
/// The file cannot be read.
pub fn looks_like_pack<R: Read + Seek>(input: &mut R) -> io::Result<bool> {
    archive::is_zip(input)
}

/// Checks a pack. Reads it several times, writes nothing, and takes the same memory however long it is.
///
/// # Errors
/// The file cannot be read. A pack that is not whole is an answer.
pub fn verify<R: Read + Seek>(mut input: R, asked: &Asked<'_>) -> io::Result<Result<PackReport, PackFinding>> {
    let checked = archive::read(&mut input).and_then(|archive| {
        let input = RefCell::new(input);
        Pack { input: &input, archive: &archive }.check(asked)
    });
    match checked {
        Ok(report) => Ok(Ok(report)),
        Err(Stop::Found(finding)) => Ok(Err(*finding)),
        Err(Stop::Io(error)) => Err(error),
    }
}

/// A pack whose frame is right.
struct Pack<'a, R> {
    input: &'a RefCell<R>,
    archive: &'a Archive,
}

/// Files as they are: length, SHA-256 and the archive's checksum.
struct Digests(HashMap<Member, (Digest, u32)>);

impl Digests {
    fn of(&self, member: Member) -> Option<Digest> {
        self.0.get(&member).map(|(digest, _)| *digest)
    }

    fn differs(&self, manifest: &Manifest, member: Member) -> bool {
        self.of(member) != manifest.file(member)
    }
}

impl<R: Read + Seek> Pack<'_, R> {
    fn check(&self, asked: &Asked<'_>) -> Result<PackReport, Stop> {
        let manifest_bytes = self.short(Member::Manifest)?;
        let manifest = read_manifest(&manifest_bytes)?;
        let Some(key) = read_public_key(&self.short(Member::PublicKey)?) else {
            return Fault::KeyMalformed.of(Member::PublicKey).stop();
        };
        let fingerprint = Fingerprint::of(&key);
        if asked.key.is_some_and(|asked| asked != fingerprint) {
            return Fault::OtherKey.of(Member::PublicKey).stop();
        }
        let digests = self.digests()?;
        if !is_signed(&manifest_bytes, &self.short(Member::Signature)?, &key) {
            let exchanged = digests.differs(&manifest, Member::PublicKey);
            return if exchanged { Fault::KeyExchanged } else { Fault::ManifestSignature }.stop();
        }
        let head = self.checkpoint(&manifest, &key, &digests)?;
        let confirmed = self.tree(head, asked.witnesses)?;
        let digest = |member| digests.of(member);
        let chosen =
            Chosen { input: self.input, archive: self.archive, manifest: &manifest, size: head.size, digest: &digest };
        let entries = chosen.check();
        if let Err(Stop::Found(finding)) = &entries
            && is_of_another_export(&manifest, &digests, Member::Entries)
            && finding.first_bad.is_none()
        {
            return Fault::OtherExport.stop();
        }
        entries?;
        self.files(&manifest, &digests)?;
        Ok(PackReport { manifest, head, fingerprint, signer_confirmed: asked.key.is_some(), confirmed })
    }

    fn record(&self, member: Member) -> Result<&Record, Stop> {
        self.archive.record(member).map_or_else(|| Fault::Missing.of(member).stop(), Ok)
    }

    fn short(&self, member: Member) -> Result<Vec<u8>, Stop> {
        Ok(Section::all(self.input, self.record(member)?)?)
    }

    fn digests(&self) -> Result<Digests, Stop> {
        let digest = |member| Ok((member, Section::digest(self.input, self.record(member)?)?));
        Ok(Digests(Member::ALL.into_iter().map(digest).collect::<Result<_, Stop>>()?))
    }

    /// The checkpoint: of the manifest's log, truly signed, and the one the manifest names.
    fn checkpoint(&self, manifest: &Manifest, key: &VerifyingKey, digests: &Digests) -> Result<TreeHead, Stop> {
        if is_of_another_export(manifest, digests, Member::Checkpoint) {
            return Fault::OtherExport.stop();
        }
        let here = |fault: Fault| fault.of(Member::Checkpoint).stop();
        let (Some(origin), Ok(note)) = (manifest.origin(), String::from_utf8(self.short(Member::Checkpoint)?)) else {
            return here(Fault::CheckpointMalformed);
        };
        let head = match checkpoint::open(&note, key, &origin) {
            Ok(head) => head,
            Err(error) => return here(checkpoint_fault(error)),
        };
        if manifest.head() != Some(head) {
            return here(Fault::OtherCheckpoint);
        }
        Ok(head)
    }

    /// The leaf hashes make the root that the checkpoint signs, and pass every witness code on the way.
    fn tree(&self, head: TreeHead, witnesses: &[WitnessCode]) -> Result<Option<u64>, Stop> {
        let record = self.record(Member::LeafHashes)?;
        if Some(u64::from(record.size)) != head.size.checked_mul(32) {
            return Fault::LeafCount.of(Member::LeafHashes).stop();
        }
        let mut codes = witnesses.to_vec();
        codes.sort_by_key(WitnessCode::size);
        let mut frontier = Frontier::default();
        let mut fork = None;
        let mut hear = |frontier: &Frontier| {
            let here = codes.iter().filter(|code| code.size() == frontier.size());
            if here.clone().any(|code| !code.matches(frontier.head())) {
                fork.get_or_insert(frontier.size());
            }
        };
        let mut input = Section::buffered(self.input, record);
        hear(&frontier);
        let mut leaf = [0; 32];
        while !input.fill_buf()?.is_empty() {
            input.read_exact(&mut leaf)?;
            frontier.push(Hash(leaf), |_| ());
            hear(&frontier);
        }
        if frontier.head() != head {
            return Fault::Root.of(Member::LeafHashes).stop();
        }
        if fork.is_some() {
            return Fault::Fork.stop();
        }
        match codes.last() {
            Some(newest) if newest.size() > head.size => Fault::WitnessBeyond.stop(),
            newest => Ok(newest.map(WitnessCode::size)),
        }
    }

    /// Every file is the one the manifest names; then what only repeats what is known.
    fn files(&self, manifest: &Manifest, digests: &Digests) -> Result<(), Stop> {
        if is_of_another_export(manifest, digests, Member::Entries) {
            return Fault::OtherExport.stop();
        }
        if let Some(member) = Member::NAMED.into_iter().find(|member| digests.differs(manifest, *member)) {
            // All entries are true ones of the log, and as many: some stand in the place of others.
            let fault = if member == Member::Entries { Fault::EntryChanged } else { Fault::FileChanged };
            return fault.of(member).stop();
        }
        let listed = Member::ALL.into_iter().filter(|member| *member != Member::Sums);
        let known = listed.filter_map(|member| digests.0.get(&member).map(|(digest, _)| (member, &digest.sha256)));
        if self.short(Member::Sums)? != sums(known).as_bytes() {
            return Fault::Sums.of(Member::Sums).stop();
        }
        for member in Member::ALL {
            if digests.0.get(&member).map(|(_, crc)| *crc) != Some(self.record(member)?.crc) {
                return Fault::Checksum.of(member).stop();
            }
        }
        Ok(())
    }
}

/// A true manifest that names another page and another one of the files that differ with every export: it was taken
/// from another pack, rather than two files changed here.
fn is_of_another_export(manifest: &Manifest, digests: &Digests, other: Member) -> bool {
    digests.differs(manifest, Member::About) && digests.differs(manifest, other)
}

fn read_manifest(bytes: &[u8]) -> Result<Manifest, Stop> {
    Manifest::decode(bytes).or_else(|error| {
        match error {
            ManifestError::Malformed => Fault::ManifestMalformed,
            ManifestError::Version => Fault::ManifestVersion,
        }
        .of(Member::Manifest)
        .stop()
    })
}

fn checkpoint_fault(error: CheckpointError) -> Fault {
    match error {
        CheckpointError::OtherOffice => Fault::OtherOffice,
        CheckpointError::OtherLog => Fault::OtherLog,
        CheckpointError::OtherKey => Fault::CheckpointKey,
        CheckpointError::BadSignature => Fault::CheckpointSignature,
        CheckpointError::Malformed | CheckpointError::Signing => Fault::CheckpointMalformed,
    }
}
