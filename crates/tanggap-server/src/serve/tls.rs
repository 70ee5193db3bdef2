//! `--tls`: a certificate of our own, so that a phone on the same network gets a secure context. It is made once
//! and kept, because a phone remembers whom it was told to trust.

use super::connection::Protocol;
use crate::pepper::write_secret;
use rcgen::{CertifiedKey, generate_simple_self_signed};
use std::{
    fs, io,
    net::{IpAddr, UdpSocket},
    path::Path,
    sync::Arc,
};
use tokio::net::TcpStream;
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        self, ServerConfig,
        crypto::ring,
        pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    },
    server::TlsStream,
};

const CERTIFICATE: &str = "tls-certificate.pem";
const KEY: &str = "tls-key.pem";
/// The names in the certificate, one per line: another network needs another certificate.
const NAMES: &str = "tls-names";

#[derive(Clone)]
pub struct Tls(TlsAcceptor);

#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    #[error("cannot keep the certificate: {0}")]
    Keep(#[from] io::Error),
    #[error("cannot make a certificate: {0}")]
    Make(#[from] rcgen::Error),
    #[error("cannot use the certificate: {0}")]
    Use(#[from] rustls::Error),
    #[error("cannot read the certificate; remove tls-* in the data folder to make a new one: {0}")]
    Read(#[from] rustls::pki_types::pem::Error),
}

impl Tls {
    /// With the certificate of the data folder, made there if it is missing or for other names.
    pub fn load(data: &Path, host: &str) -> Result<Self, TlsError> {
        let names = names(host);
        if fs::read_to_string(data.join(NAMES)).ok().as_deref() != Some(&names.join("\n")) {
            make(data, names)?;
        }
        let chain = vec![CertificateDer::from_pem_file(data.join(CERTIFICATE))?];
        let key = PrivateKeyDer::from_pem_file(data.join(KEY))?;
        let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(chain, key)?;
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(Self(TlsAcceptor::from(Arc::new(config))))
    }

    pub async fn accept(&self, stream: TcpStream) -> io::Result<(TlsStream<TcpStream>, Protocol)> {
        let stream = self.0.accept(stream).await?;
        let protocol = match stream.get_ref().1.alpn_protocol() {
            Some(b"h2") => Protocol::Http2,
            _ => Protocol::Http1,
        };
        Ok((stream, protocol))
    }
}

fn make(data: &Path, names: Vec<String>) -> Result<(), TlsError> {
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(names.clone())?;
    for file in [NAMES, CERTIFICATE, KEY] {
        match fs::remove_file(data.join(file)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    write_secret(&data.join(KEY), signing_key.serialize_pem().as_bytes())?;
    fs::write(data.join(CERTIFICATE), cert.pem())?;
    // Last: it says that the rest is there.
    fs::write(data.join(NAMES), names.join("\n"))?;
    Ok(())
}

/// This machine, and the addresses that others on its network reach it by.
fn names(host: &str) -> Vec<String> {
    let mut names: Vec<String> = ["localhost", "127.0.0.1", "::1"].map(String::from).into();
    let asked = host.parse::<IpAddr>().ok().filter(|address| !address.is_unspecified());
    for address in asked
        .into_iter()
        .chain(outward("0.0.0.0:0", "192.0.2.1:9"))
        .chain(outward("[::]:0", "[2001:db8::1]:9"))
    {
        if !names.contains(&address.to_string()) {
            names.push(address.to_string());
        }
    }
    names
}

/// The address that packets to elsewhere would leave from. Nothing is sent: connecting UDP only looks it up.
fn outward(from: &str, to: &str) -> Option<IpAddr> {
    let socket = UdpSocket::bind(from).ok()?;
    socket.connect(to).ok()?;
    socket.local_addr().ok().map(|address| address.ip()).filter(|address| !address.is_unspecified())
}
