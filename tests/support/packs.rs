//! Evidence packs of a log in memory, taken apart and put together again as a forger would.

#![allow(dead_code, reason = "each test uses its own part")]
#![allow(missing_docs, clippy::unwrap_used, reason = "a helper of tests")]

use std::{
    collections::BTreeSet,
    io::{Cursor, Read as _},
    sync::atomic::AtomicBool,
};

use data_encoding::HEXLOWER;
use ed25519_dalek::{Signer as _, SigningKey};
use pindesk::ledger::{
    self,
    pack::{self, Asked, Facts, Member, PackError, PackFilter, PackFinding, PackReport, PackWriter},
};
use sha2::{Digest as _, Sha256};

use super::memory_log::{MemoryLog, SEED, key};

/// What a pack is asked to hold.
#[derive(Clone, Default)]
pub struct Plan {
    /// Entries up to the checkpoint.
    pub size: u64,
    pub chosen: BTreeSet<u64>,
    pub filter: PackFilter,
    pub purpose: String,
}

impl Plan {
    pub fn of(size: u64, chosen: impl IntoIterator<Item = u64>) -> Self {
        Self { size, chosen: chosen.into_iter().collect(), purpose: "复查 2026-11".to_owned(), ..Self::default() }
    }
}

pub fn facts(log: &MemoryLog, plan: &Plan) -> Facts {
    let head = log.head(plan.size);
    Facts {
        origin: log.origin.clone(),
        note: ledger::sign(&SEED, &log.origin, head).unwrap(),
        head,
        key: key(&SEED),
        seat: "07".to_owned(),
        filter: plan.filter.clone(),
        purpose: plan.purpose.clone(),
        by: "super01".to_owned(),
        at: "2026-11-22T04:05:06.789Z".parse().unwrap(),
        program: "pindesk 0.1.0".to_owned(),
    }
}

/// An honest pack, or why there is none.
pub fn try_pack(log: &MemoryLog, plan: &Plan) -> Result<Vec<u8>, PackError<std::convert::Infallible>> {
    pack_of(log, plan, facts(log, plan))
}

/// A pack that says this of a log.
pub fn pack_of(log: &MemoryLog, plan: &Plan, facts: Facts) -> Result<Vec<u8>, PackError<std::convert::Infallible>> {
    let mut writer = PackWriter::begin(Cursor::new(Vec::new()), log.clone(), facts.clone())?;
    for (_, line) in log.rows.iter().filter(|(seq, _)| plan.chosen.contains(seq)) {
        let kept = writer.entry(std::str::from_utf8(line).unwrap())?;
        assert_eq!(kept, ledger::decode(std::str::from_utf8(line).unwrap()).unwrap().seq <= plan.size);
    }
    let unsigned = writer.finish(&AtomicBool::new(false))?;
    assert!(unsigned.manifest().says(&facts));
    let signature = unsigned.manifest().sign(&SEED);
    Ok(unsigned.finish(&signature)?.into_inner())
}

pub fn make(log: &MemoryLog, plan: &Plan) -> Vec<u8> {
    try_pack(log, plan).unwrap()
}

pub fn verify(bytes: &[u8], asked: &Asked<'_>) -> Result<PackReport, PackFinding> {
    pack::verify(Cursor::new(bytes), asked).unwrap()
}

/// Word and first bad entry of what is wrong.
pub fn fault(bytes: &[u8]) -> (&'static str, Option<u64>) {
    match verify(bytes, &Asked::default()) {
        Ok(_) => ("whole", None),
        Err(finding) => (finding.fault.code(), finding.first_bad),
    }
}

/// The files of a pack, to be changed and put together again.
#[derive(Clone)]
pub struct Files(pub Vec<(String, Vec<u8>)>);

impl Files {
    /// Read by somebody else's reader.
    pub fn of(bytes: &[u8]) -> Self {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let file = |index| {
            let mut file = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        };
        Self((0..Member::ALL.len()).map(file).collect())
    }

    pub fn get(&self, member: Member) -> &[u8] {
        &self.0.iter().find(|(name, _)| name == member.name()).unwrap().1
    }

    pub fn text(&self, member: Member) -> String {
        String::from_utf8(self.get(member).to_vec()).unwrap()
    }

    pub fn set(&mut self, member: Member, bytes: impl Into<Vec<u8>>) {
        self.0.iter_mut().find(|(name, _)| name == member.name()).unwrap().1 = bytes.into();
    }

    pub fn edit(&mut self, member: Member, change: impl FnOnce(String) -> String) {
        self.set(member, change(self.text(member)));
    }

    pub fn lines(&self, member: Member) -> Vec<String> {
        self.text(member).lines().map(str::to_owned).collect()
    }

    pub fn edit_lines(&mut self, member: Member, change: impl FnOnce(&mut Vec<String>)) {
        let mut lines = self.lines(member);
        change(&mut lines);
        self.set(member, lines.iter().map(|line| format!("{line}\n")).collect::<String>());
    }

    /// The list of checksums as these files need it.
    pub fn sum(&mut self) {
        let listed = self.0.iter().filter(|(name, _)| name != "SHA256SUMS");
        let sums: String = listed.map(|(name, bytes)| format!("{}  {name}\n", hex(bytes))).collect();
        self.set(Member::Sums, sums);
    }

    /// A manifest that names these files, signed with this key: what someone with a key can do.
    pub fn sign(&mut self, seed: &[u8; 32]) {
        let mut manifest: serde_json::Value = serde_json::from_slice(self.get(Member::Manifest)).unwrap();
        let old = self.text(Member::Manifest);
        let mut text = old.clone();
        for file in manifest["files"].as_array_mut().unwrap() {
            let name = file["name"].as_str().unwrap();
            let bytes = &self.0.iter().find(|(known, _)| known == name).unwrap().1;
            let line = |size: &str, sha256: &str| {
                format!("\"name\": \"{name}\",\n      \"size\": {size},\n      \"sha256\": \"{sha256}\"")
            };
            let before = line(&file["size"].to_string(), file["sha256"].as_str().unwrap());
            assert!(text.contains(&before));
            text = text.replace(&before, &line(&bytes.len().to_string(), &hex(bytes)));
        }
        self.set(Member::Manifest, text);
        self.resign(seed);
    }

    /// The manifest as it stands, signed with this key.
    pub fn resign(&mut self, seed: &[u8; 32]) {
        let signature = SigningKey::from_bytes(seed).sign(self.get(Member::Manifest)).to_bytes();
        self.set(Member::Signature, signature);
    }

    pub fn zip(&self) -> Vec<u8> {
        let members: Vec<_> = self.0.iter().map(|(name, bytes)| Raw::stored(name, bytes)).collect();
        archive(&members)
    }
}

pub fn hex(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

/// A file of a zip archive with every field at hand.
#[derive(Clone)]
pub struct Raw {
    /// In the directory.
    pub name: Vec<u8>,
    /// In the file's own header.
    pub local_name: Vec<u8>,
    pub data: Vec<u8>,
    pub crc: u32,
    pub size: u32,
    pub flags: u16,
    pub method: u16,
    pub mode: u32,
}

impl Raw {
    pub fn stored(name: &str, data: &[u8]) -> Self {
        Self {
            name: name.into(),
            local_name: name.into(),
            data: data.to_vec(),
            crc: crc32fast::hash(data),
            size: data.len() as u32,
            flags: 0,
            method: 0,
            mode: 0o100_644,
        }
    }

    fn fields(&self, name: &[u8]) -> Vec<u8> {
        let words = |words: &[u16]| words.iter().flat_map(|word| word.to_le_bytes()).collect::<Vec<u8>>();
        let longs = |longs: &[u32]| longs.iter().flat_map(|long| long.to_le_bytes()).collect::<Vec<u8>>();
        [
            words(&[10, self.flags, self.method, 0, 33]),
            longs(&[self.crc, self.data.len() as u32, self.size]),
            words(&[name.len() as u16, 0]),
        ]
        .concat()
    }
}

/// Written from the format's own description, apart from the program's code.
pub fn archive(members: &[Raw]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for member in members {
        let at = bytes.len() as u32;
        bytes
            .extend([b"PK\x03\x04", &member.fields(&member.local_name)[..], &member.local_name, &member.data].concat());
        directory.extend([b"PK\x01\x02\x14\x03", &member.fields(&member.name)[..], &[0; 6]].concat());
        directory.extend([(member.mode << 16).to_le_bytes(), at.to_le_bytes()].concat());
        directory.extend(&member.name);
    }
    let (at, count) = (bytes.len() as u32, (members.len() as u16).to_le_bytes());
    bytes.extend(&directory);
    bytes.extend([b"PK\x05\x06", &[0; 4][..], &count, &count].concat());
    bytes.extend([(directory.len() as u32).to_le_bytes(), at.to_le_bytes()].concat());
    bytes.extend([0; 2]);
    bytes
}
