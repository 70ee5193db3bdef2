//! `--tls`: https without asking anybody, so that a phone on the same network gets a secure context. A phone that
//! is to trust it is given the authority's certificate; the authority's key is thrown away at once, so nobody can
//! use that trust for anything else. The certificate is kept until it runs out or this machine's addresses change.

mod certificate;
mod error;

pub use error::TlsError;

use super::connection::Protocol;
use std::{
    io,
    net::{IpAddr, UdpSocket},
    path::Path,
    sync::Arc,
};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::ring,
        pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    },
    server::TlsStream,
};

#[derive(Clone)]
pub struct Tls(TlsAcceptor);

impl Tls {
    /// With the certificate of the data folder, made there if it is missing or for other names.
    pub fn load(data: &Path, host: &str) -> Result<Self, TlsError> {
        let pair = certificate::ensure(data, names(host))?;
        let chain = vec![CertificateDer::from_pem_slice(&pair.certificate)?];
        let key = PrivateKeyDer::from_pem_slice(&pair.key)?;
        let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(chain, key)?;
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(Self(TlsAcceptor::from(Arc::new(config))))
    }

    pub async fn accept<S>(&self, stream: S) -> io::Result<(TlsStream<S>, Protocol)>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let stream = self.0.accept(stream).await?;
        let protocol = match stream.get_ref().1.alpn_protocol() {
            Some(b"h2") => Protocol::Http2,
            _ => Protocol::Http1,
        };
        Ok((stream, protocol))
    }
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
