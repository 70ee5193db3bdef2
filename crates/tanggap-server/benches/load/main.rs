//! How many reports a server keeps per second, and what a look-up costs: `cargo bench -p tanggap-server`.
//!
//! Then the same with a million reports in the database (fewer by `TANGGAP_LOAD_TICKETS`), and how long it takes to say
//! that a key is wrong. And what readers of a public list of 60,000 (`TANGGAP_LOAD_PUBLISHED`) cost everybody else.
//! `TANGGAP_LOAD_REPORTS` sends fewer than 20,000. Behind `--` stand the parts that are wanted, of `reports`, `years` and `readers`; all of them without any.
//!
//! A real server on a real disk, asked over real sockets by this process on the same machine. The share of the
//! processor that this process takes is printed beside the figures: on a city's machine the server has that too.

mod client;
mod disk;
mod failures;
mod machine;
mod published;
mod readers;
mod rows;
mod seed;

use client::Load;
use machine::Server;
use std::{
    env,
    error::Error,
    time::{Duration, Instant},
};

/// How many reports are sent as fast as it goes; everything else that is asked is a share of it.
const VARIABLE: &str = "TANGGAP_LOAD_REPORTS";
const REPORTS: usize = 20_000;
/// Half of the 1,000 a second that are asked of it.
const PACE: Duration = Duration::from_millis(2);
const CONNECTIONS: usize = 64;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let wanted: Vec<String> = env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let is_wanted = |part: &str| wanted.is_empty() || wanted.iter().any(|wanted| wanted == part);
    if is_wanted("reports") {
        reports().await?;
    }
    if is_wanted("years") {
        many_years().await?;
    }
    if is_wanted("readers") {
        readers::print().await?;
    }
    Ok(())
}

/// Enough that what is done once is done.
fn warm_up() -> usize {
    rows::count(VARIABLE, REPORTS) / 10
}

fn look_ups() -> usize {
    rows::count(VARIABLE, REPORTS) * 5
}

async fn reports() -> Result<(), Box<dyn Error>> {
    let server = Server::start()?;
    println!(
        "{} cores, {CONNECTIONS} connections, database in {}",
        machine::cores(),
        server.folder().display()
    );
    let load = Load::new(server.port);
    let tickets = load.put(warm_up(), CONNECTIONS, None).await?.tickets;
    let count = rows::count(VARIABLE, REPORTS);
    load.put(count, CONNECTIONS, None).await?.print("durable reports, as fast as it goes", &server);
    load.put(count / 4, CONNECTIONS, Some(PACE)).await?.print("durable reports, 500 a second", &server);
    load.get(&tickets, look_ups(), CONNECTIONS).await?.print("status look-ups, as fast as it goes", &server);
    Ok(())
}

async fn many_years() -> Result<(), Box<dyn Error>> {
    let folder = machine::empty("load-many")?;
    let seeded = seed::seed(&folder.join("data"))?;
    println!("\n{} reports in the database, put there in {:.0} s", seeded.count, seeded.took.as_secs_f64());
    let server = Server::start_in(folder)?;
    let load = Load::new(server.port);
    load.get(&seeded.tickets, warm_up(), CONNECTIONS).await?;
    load.get(&seeded.tickets, look_ups(), CONNECTIONS).await?.print("status look-ups among them", &server);
    failures::print(server.port, &seeded).await?;
    let begun = Instant::now();
    load.stats().await?;
    println!("figures: counted and there after {:.1} s", begun.elapsed().as_secs_f64());
    let again = Instant::now();
    load.stats().await?;
    println!("figures: asked again, {:.1} ms", again.elapsed().as_secs_f64() * 1e3);
    drop(server);
    // A gigabyte that nobody needs any more.
    machine::empty("load-many")?;
    Ok(())
}
