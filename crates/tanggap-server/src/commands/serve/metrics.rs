//! `--metrics`: figures for Prometheus, at an address of this machine's own that the portal is not served at.

use crate::{
    app_state::AppState,
    metrics::Exporter,
    serve::{
        self, Service,
        places::{Places, Room},
        progress::Patience,
    },
};
use std::{error::Error, future::Future, net::SocketAddr, path::Path, sync::Arc};
use tokio::net::TcpListener;

/// Connections of whoever asks for figures.
const CONNECTIONS: usize = 16;

#[derive(clap::Args)]
pub struct MetricsOptions {
    /// Serve figures for Prometheus at this address of this machine, such as 127.0.0.1:9464, under /metrics
    #[arg(long, value_name = "ADDRESS:PORT", value_parser = own_address)]
    metrics: Option<SocketAddr>,
}

/// Where figures are served.
pub struct Metrics(TcpListener);

impl MetricsOptions {
    pub async fn listen(&self) -> Result<Option<Metrics>, Box<dyn Error>> {
        let Some(address) = self.metrics else { return Ok(None) };
        let listener = TcpListener::bind(address).await;
        let listener = listener.map_err(|error| format!("cannot listen at --metrics {address}: {error}"))?;
        Ok(Some(Metrics(listener)))
    }
}

impl Metrics {
    pub fn address(&self) -> Option<SocketAddr> {
        self.0.local_addr().ok()
    }

    /// Serves them until `end` comes.
    pub async fn serve(
        self,
        portal: &Arc<AppState>,
        of: &Arc<Places>,
        data: &Path,
        end: impl Future<Output = ()>,
    ) {
        let app = Exporter::new(Arc::clone(portal), Arc::clone(of), data);
        let room = Room { all: CONNECTIONS, per_address: CONNECTIONS };
        let places = Arc::new(Places::new(room, Patience::default(), Vec::new()));
        serve::serve(Service { app, tls: None, places }, self.0, end).await;
    }
}

/// Figures are for whoever works on this machine: nobody else is to see how the city's server does.
fn own_address(text: &str) -> Result<SocketAddr, String> {
    let address: SocketAddr =
        text.parse().map_err(|_| "expected an address and a port, such as 127.0.0.1:9464".to_owned())?;
    match address.ip().to_canonical().is_loopback() {
        true => Ok(address),
        false => Err(format!("{} is not this machine's own: 127.0.0.1 or [::1] is", address.ip())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machines_own_addresses_are_taken() {
        for (text, is_own) in [
            ("127.0.0.1:9464", true),
            ("127.8.8.8:0", true),
            ("[::1]:9464", true),
            ("0.0.0.0:9464", false),
            ("[::]:9464", false),
            ("192.168.1.2:9464", false),
            ("127.0.0.1", false),
            ("9464", false),
            ("localhost:9464", false),
        ] {
            assert_eq!(own_address(text).is_ok(), is_own, "{text}");
        }
    }
}
