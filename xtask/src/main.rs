//! `cargo x`: the one door to build, serve, test and measure Tanggap. `cargo x help` lists the commands.

mod arguments;
mod bench;
mod browser;
mod build;
mod described;
mod dev;
mod files;
mod in_chromium;
mod learn;
mod look;
mod profile;
mod project;
mod serve;
mod size;
mod soak;
mod steps;
mod test;
mod tidy;

use anyhow::Result;
use arguments::Command;
use project::Project;
use std::process::ExitCode;

fn main() -> ExitCode {
    let done = arguments::parse(std::env::args_os()).and_then(run);
    match done {
        Ok(code) => code,
        Err(fault) => {
            eprintln!("error: {fault:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<ExitCode> {
    if let Command::Help = command {
        println!("{}", arguments::HELP);
        return Ok(ExitCode::SUCCESS);
    }
    let project = Project::find()?;
    match command {
        Command::Help => Ok(ExitCode::SUCCESS),
        Command::Build { base, dist } => build::command(&project, base, dist),
        Command::Serve(options) => serve::command(&project, &options),
        Command::Dev(options) => dev::command(&project, &options),
        Command::Test { fast } => test::command(&project, fast, false),
        Command::Soak { seed } => soak::command(&project, seed),
        Command::Size { update } => size::command(&project, update),
        Command::Device => in_chromium::build(&project).map(|()| ExitCode::SUCCESS),
        Command::Look(look) => look::command(&project, &look),
        Command::Bench => bench::command(&project),
        Command::Learn => learn::command(&project),
        Command::Tidy => tidy::command(&project),
        Command::Ci => test::command(&project, false, true),
    }
}
