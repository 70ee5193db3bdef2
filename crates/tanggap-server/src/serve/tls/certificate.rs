//! Makes the certificate of `--tls` and its authority, and keeps them in the data folder. Key and certificate only
//! work together: whoever makes or reads them holds the lock of the file that says what they are good for.

use super::error::TlsError;
use crate::{clock::system_clock, named_file, secret_file};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair,
    KeyUsagePurpose,
};
use std::{
    fs::File,
    io::{Read, Seek, Write},
    path::Path,
};
use time::{Duration, OffsetDateTime};

const CERTIFICATE: &str = "tls-certificate.pem";
const KEY: &str = "tls-key.pem";
/// What a phone is given to trust.
const AUTHORITY: &str = "tls-authority.pem";
/// When it runs out, and the names in it: one per line.
const ABOUT: &str = "tls-about";

/// Phones refuse certificates for more than 825 days.
const DAYS: i64 = 800;
/// A new one is made so long before the old one runs out.
const EARLY: Duration = Duration::days(30);

/// Certificate and key, in PEM.
pub struct Pair {
    pub certificate: Vec<u8>,
    pub key: Vec<u8>,
}

/// The pair of the data folder; made unless one for these names is there and still good.
pub fn ensure(data: &Path, names: Vec<String>) -> Result<Pair, TlsError> {
    let mut about = secret_file::open(&data.join(ABOUT))?;
    about.lock()?;
    let now = OffsetDateTime::from_unix_timestamp(system_clock()).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    let mut told = String::new();
    drop(about.read_to_string(&mut told));
    let mut lines = told.lines();
    let until: i64 = lines.next().and_then(|until| until.parse().ok()).unwrap_or_default();
    let read = || {
        Some(Pair {
            certificate: named_file::read(&data.join(CERTIFICATE), named_file::EDITED).ok()?,
            key: named_file::read(&data.join(KEY), named_file::EDITED).ok()?,
        })
    };
    let good = until > (now + EARLY).unix_timestamp() && lines.eq(names.iter().map(String::as_str));
    match read().filter(|_| good) {
        Some(pair) => Ok(pair),
        None => make(data, names, now, &mut about),
    }
}

fn make(data: &Path, names: Vec<String>, now: OffsetDateTime, about: &mut File) -> Result<Pair, TlsError> {
    let until = now + Duration::days(DAYS);
    let valid = |mut params: CertificateParams, name: &str| {
        (params.not_before, params.not_after) = (now - Duration::DAY, until);
        params.distinguished_name.push(DnType::CommonName, name);
        params
    };
    let mut authority = valid(CertificateParams::new(Vec::new())?, "Tanggap test authority, key thrown away");
    authority.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    authority.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate()?)?;
    let mut server = valid(CertificateParams::new(names.clone())?, "Tanggap");
    server.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    server.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    let key = KeyPair::generate()?;
    let certificate = server.signed_by(&key, &authority)?;
    // Emptied first and filled last: a start that is cut off in between makes all of them anew.
    about.set_len(0)?;
    about.sync_all()?;
    let pair = Pair { certificate: certificate.pem().into_bytes(), key: key.serialize_pem().into_bytes() };
    secret_file::replace(&data.join(KEY), &pair.key)?;
    secret_file::replace(&data.join(AUTHORITY), authority.pem().as_bytes())?;
    secret_file::replace(&data.join(CERTIFICATE), &pair.certificate)?;
    about.rewind()?;
    about.write_all(format!("{}\n{}\n", until.unix_timestamp(), names.join("\n")).as_bytes())?;
    about.sync_all()?;
    Ok(pair)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, thread};

    #[test]
    fn starts_at_once_and_starts_that_were_cut_off_end_with_a_pair_that_fits() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path();
        let names = || vec!["localhost".to_owned()];
        let pairs: Vec<Pair> = thread::scope(|scope| {
            let all: Vec<_> = (0..4).map(|_| scope.spawn(|| ensure(data, names()).unwrap())).collect();
            all.into_iter().map(|one| one.join().unwrap()).collect()
        });
        for pair in &pairs {
            assert!(pair.key == pairs[0].key && pair.certificate == pairs[0].certificate);
        }
        assert_eq!(ensure(data, names()).unwrap().key, pairs[0].key, "it is kept");
        for file in [CERTIFICATE, KEY] {
            fs::remove_file(data.join(file)).unwrap();
            let again = ensure(data, names()).unwrap();
            assert!(again.key != pairs[0].key && again.certificate != pairs[0].certificate);
        }
        let before = ensure(data, names()).unwrap();
        fs::write(data.join(ABOUT), "").unwrap();
        assert!(ensure(data, names()).unwrap().key != before.key, "cut off before the last step");
        let other = ensure(data, vec!["lapor.example".to_owned()]).unwrap();
        assert_eq!(ensure(data, vec!["lapor.example".to_owned()]).unwrap().key, other.key);
    }
}
