//! Makes the certificate of `--tls` and its authority, and keeps them in the data folder.

use super::TlsError;
use crate::{portal::system_clock, secret_file};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair,
    KeyUsagePurpose,
};
use std::{fs, io, path::Path};
use time::{Duration, OffsetDateTime};

pub const CERTIFICATE: &str = "tls-certificate.pem";
pub const KEY: &str = "tls-key.pem";
/// What a phone is given to trust.
const AUTHORITY: &str = "tls-authority.pem";
/// When it runs out, and the names in it: one per line.
const ABOUT: &str = "tls-about";

/// Phones refuse certificates for more than 825 days.
const DAYS: i64 = 800;
/// A new one is made so long before the old one runs out.
const EARLY: Duration = Duration::days(30);

/// Makes a certificate unless one for these names is there and still good.
pub fn ensure(data: &Path, names: Vec<String>) -> Result<(), TlsError> {
    let now = OffsetDateTime::from_unix_timestamp(system_clock()).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    let about = fs::read_to_string(data.join(ABOUT)).unwrap_or_default();
    let mut lines = about.lines();
    let until: i64 = lines.next().and_then(|until| until.parse().ok()).unwrap_or_default();
    if until > (now + EARLY).unix_timestamp() && lines.eq(names.iter().map(String::as_str)) {
        return Ok(());
    }
    make(data, names, now)
}

fn make(data: &Path, names: Vec<String>, now: OffsetDateTime) -> Result<(), TlsError> {
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
    for file in [ABOUT, CERTIFICATE, KEY, AUTHORITY] {
        match fs::remove_file(data.join(file)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    secret_file::create(&data.join(KEY), key.serialize_pem().as_bytes())?;
    fs::write(data.join(AUTHORITY), authority.pem())?;
    fs::write(data.join(CERTIFICATE), certificate.pem())?;
    // Last: it says that the rest is there.
    fs::write(data.join(ABOUT), format!("{}\n{}\n", until.unix_timestamp(), names.join("\n")))?;
    Ok(())
}
