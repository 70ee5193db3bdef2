//! Why there is no TLS, with what the operator can do about it.

use std::io;
use tokio_rustls::rustls;

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
