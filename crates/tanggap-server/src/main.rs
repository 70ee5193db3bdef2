//! `tanggap-server`: see `--help`.

use clap::Parser;
use std::{
    io::{self, Write},
    process::ExitCode,
};
use tanggap_server::commands::Command;

#[derive(Parser)]
#[command(name = "tanggap-server", version, about = "The server behind a Tanggap portal")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[tokio::main]
async fn main() -> ExitCode {
    match Arguments::parse().command.run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing to say it to is no reason to end otherwise.
            drop(writeln!(io::stderr(), "tanggap-server: {error}"));
            ExitCode::FAILURE
        }
    }
}
