//! The public key as stock tools read it: SubjectPublicKeyInfo (RFC 8410), in PEM (RFC 7468).

use data_encoding::BASE64;
use ed25519_dalek::{
    VerifyingKey,
    pkcs8::{DecodePublicKey as _, EncodePublicKey as _},
};

const BEGIN: &str = "-----BEGIN PUBLIC KEY-----\n";
const END: &str = "\n-----END PUBLIC KEY-----\n";

/// The public key in PEM. Its 44 bytes of DER fit one line of base64.
#[must_use]
pub fn public_key_pem(key: &VerifyingKey) -> String {
    // Encoding 32 bytes behind a fixed head has no way to fail.
    let der = key.to_public_key_der().map(|der| BASE64.encode(der.as_bytes())).unwrap_or_default();
    format!("{BEGIN}{der}{END}")
}

/// Reads what [`public_key_pem`] writes. Weak keys are none: signatures by them can be true for any text.
pub(super) fn read_public_key(bytes: &[u8]) -> Option<VerifyingKey> {
    let body = bytes.strip_prefix(BEGIN.as_bytes())?.strip_suffix(END.as_bytes())?;
    let key = VerifyingKey::from_public_key_der(&BASE64.decode(body).ok()?).ok()?;
    (!key.is_weak() && public_key_pem(&key).as_bytes() == bytes).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::verifying_key;

    #[test]
    fn reads_what_it_writes_and_nothing_else() {
        let pem = public_key_pem(&verifying_key(&[7; 32]));
        assert_eq!(read_public_key(pem.as_bytes()), Some(verifying_key(&[7; 32])));
        for bad in [String::new(), format!("{pem}\n"), pem.replace('\n', "\r\n"), pem.replacen("MCow", "MCox", 1)] {
            assert_eq!(read_public_key(bad.as_bytes()), None, "{bad}");
        }
    }

    #[test]
    fn a_weak_key_is_none() {
        let mut weak = [0; 32];
        weak[0] = 1;
        let pem = public_key_pem(&VerifyingKey::from_bytes(&weak).unwrap());
        assert_eq!(read_public_key(pem.as_bytes()), None);
    }
}
