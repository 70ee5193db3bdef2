//! How many reports a server keeps per second, and what a look-up costs: `cargo bench -p tanggap-server`.
//!
//! A real server on a real disk, asked over real sockets by this process on the same machine. The share of the
//! processor that this process takes is printed beside the figures: on a city's machine the server has that too.

mod client;
mod machine;

use client::Load;
use machine::Server;
use std::{error::Error, time::Duration};

const WARM_UP: usize = 2_000;
const REPORTS: usize = 20_000;
/// Half of the 1,000 a second that are asked of it.
const PACE: Duration = Duration::from_millis(2);
const PACED: usize = 5_000;
const LOOK_UPS: usize = 100_000;
const CONNECTIONS: usize = 64;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let server = Server::start()?;
    println!(
        "{} cores, {CONNECTIONS} connections, database in {}",
        machine::cores(),
        server.folder().display()
    );
    let load = Load::new(server.port);
    let tickets = load.put(WARM_UP, CONNECTIONS, None).await?.tickets;
    load.put(REPORTS, CONNECTIONS, None).await?.print("durable reports, as fast as it goes", &server);
    load.put(PACED, CONNECTIONS, Some(PACE)).await?.print("durable reports, 500 a second", &server);
    load.get(&tickets, LOOK_UPS, CONNECTIONS).await?.print("status look-ups, as fast as it goes", &server);
    Ok(())
}
