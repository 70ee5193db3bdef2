//! What `cargo x` understands.

use crate::look::{self, Look};
use anyhow::{Result, bail};
use lexopt::{Arg, Parser, ValueExt};
use std::{ffi::OsString, path::PathBuf};

pub const HELP: &str = "\
cargo x COMMAND

  serve    build what has changed and run portal and backend on one port
             --port N (8080)  --demo (Bogor's data, kept in memory)  --data DIR (./data)
             --tls (self-signed, for a phone in the same network)  --base /lapor/
  dev      as serve --demo, and rebuilds and reloads when a file changes
  build    production files in dist/, the server in target/release/
             --base /lapor/ (the path it is served under)  --dist DIR (elsewhere)
  test     everything, installing what it needs   --fast: what needs no browser
           --soak: instead, the long seeded runs, an hour or two   --seed N: the same again
  size     bytes of the first load against size-budget.json   --update: lower the budget to today's
  device   the page on which the browser tests hold the device's adapters against their contract
  look     pictures of every screen on contact sheets, in target/look
             --languages id,su,en (id)  --schemes light,dark (light)
             --sizes 360x640,1280x800  --text 200 (the browser's text in percent)
  bench    figures of server and outbox, printed and never judged
  learn    the classifier's weights from tests/fixtures/utterances.tsv, and how well they do
  tidy     the rules of this code base that a program can check
  ci       test, as a build server runs it";

#[derive(Debug, PartialEq)]
pub enum Command {
    Help,
    Build { base: String, dist: Option<PathBuf> },
    Serve(Serve),
    Dev(Serve),
    Test { fast: bool },
    Soak { seed: Option<u64> },
    Size { update: bool },
    Device,
    Look(Look),
    Bench,
    Learn,
    Tidy,
    Ci,
}

#[derive(Debug, PartialEq)]
pub struct Serve {
    pub port: u16,
    pub demo: bool,
    pub data: PathBuf,
    pub tls: bool,
    pub base: String,
    /// Whether reports are limited per address; off only for programs that ask for thousands of things.
    pub is_limited: bool,
}

impl Default for Serve {
    fn default() -> Self {
        Self { port: 8080, demo: false, data: "data".into(), tls: false, base: "/".into(), is_limited: true }
    }
}

pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command> {
    let mut parser = Parser::from_iter(arguments);
    let name = match parser.next()? {
        None | Some(Arg::Short('h') | Arg::Long("help")) => return Ok(Command::Help),
        Some(Arg::Value(name)) => name.string()?,
        Some(other) => return Err(other.unexpected().into()),
    };
    match name.as_str() {
        "help" => Ok(Command::Help),
        "build" => build(&mut parser),
        "serve" => serve(&mut parser, false).map(Command::Serve),
        "dev" => serve(&mut parser, true).map(Command::Dev),
        "test" => test(&mut parser),
        "size" => switch(&mut parser, "update").map(|update| Command::Size { update }),
        "device" => switch(&mut parser, "").map(|_| Command::Device),
        "look" => look::parse(&mut parser).map(Command::Look),
        "bench" => switch(&mut parser, "").map(|_| Command::Bench),
        "learn" => switch(&mut parser, "").map(|_| Command::Learn),
        "tidy" => switch(&mut parser, "").map(|_| Command::Tidy),
        "ci" => switch(&mut parser, "").map(|_| Command::Ci),
        unknown => bail!("there is no `cargo x {unknown}`\n\n{HELP}"),
    }
}

fn build(parser: &mut Parser) -> Result<Command> {
    let (mut base, mut dist) = ("/".to_owned(), None);
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("base") => base = base_path(parser)?,
            Arg::Long("dist") => dist = Some(parser.value()?.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Command::Build { base, dist })
}

fn serve(parser: &mut Parser, demo: bool) -> Result<Serve> {
    let (mut serve, mut data) = (Serve { demo, ..Serve::default() }, None);
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("port") => serve.port = parser.value()?.parse()?,
            Arg::Long("demo") => serve.demo = true,
            Arg::Long("data") => data = Some(parser.value()?.into()),
            Arg::Long("tls") => serve.tls = true,
            Arg::Long("base") => serve.base = base_path(parser)?,
            other => return Err(other.unexpected().into()),
        }
    }
    if serve.demo && data.is_some() {
        bail!("a demo keeps everything in memory: it takes no --data");
    }
    serve.data = data.unwrap_or(serve.data);
    Ok(serve)
}

fn test(parser: &mut Parser) -> Result<Command> {
    let (mut fast, mut soak, mut seed) = (false, false, None);
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("fast") => fast = true,
            Arg::Long("soak") => soak = true,
            Arg::Long("seed") => seed = Some(parser.value()?.parse()?),
            other => return Err(other.unexpected().into()),
        }
    }
    match (fast, soak, seed) {
        (true, true, _) => bail!("--fast and --soak are two things"),
        (_, false, Some(_)) => bail!("--seed is for --soak"),
        (_, true, seed) => Ok(Command::Soak { seed }),
        (fast, false, None) => Ok(Command::Test { fast }),
    }
}

/// The command's only option, if it has one.
fn switch(parser: &mut Parser, name: &str) -> Result<bool> {
    let mut is_on = false;
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long(known) if known == name => is_on = true,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(is_on)
}

/// A path that begins and ends with a slash, whatever was typed.
fn base_path(parser: &mut Parser) -> Result<String> {
    let typed = parser.value()?.string()?;
    let inner = typed.trim_matches('/');
    if inner.contains("://") || inner.contains(['"', '<', '>', '{', '}', ' ']) {
        bail!("--base is a path such as /lapor/, not {typed}");
    }
    Ok(if inner.is_empty() { "/".into() } else { format!("/{inner}/") })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command> {
        parse(std::iter::once("x").chain(line.split_whitespace()).map(OsString::from))
    }

    #[test]
    fn commands_are_read_with_their_options() {
        for (line, expected) in [
            ("", Command::Help),
            ("build", Command::Build { base: "/".into(), dist: None }),
            (
                "build --base lapor --dist out",
                Command::Build { base: "/lapor/".into(), dist: Some("out".into()) },
            ),
            ("serve", Command::Serve(Serve::default())),
            (
                "serve --demo --port 8311",
                Command::Serve(Serve { demo: true, port: 8311, ..Serve::default() }),
            ),
            ("dev --port 1", Command::Dev(Serve { demo: true, port: 1, ..Serve::default() })),
            ("test --fast", Command::Test { fast: true }),
            ("test --soak", Command::Soak { seed: None }),
            ("test --soak --seed 7", Command::Soak { seed: Some(7) }),
            ("size", Command::Size { update: false }),
            ("look", Command::Look(Look::default())),
            (
                "look --languages su,en --sizes 320x568 --schemes dark --text 200",
                Command::Look(Look {
                    languages: "su,en".into(),
                    schemes: "dark".into(),
                    sizes: "320x568".into(),
                    text: 200,
                }),
            ),
            ("learn", Command::Learn),
            ("tidy", Command::Tidy),
            ("ci", Command::Ci),
        ] {
            assert_eq!(parsed(line).unwrap(), expected, "{line}");
        }
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for line in [
            "bild",
            "build --bas /",
            "serve --port x",
            "build --base http://x/",
            "serve extra",
            "serve --demo --data x",
            "dev --data x",
            "tidy --fast",
            "look --sizes 360",
            "look --schemes grey",
            "look --languages ../x",
            "test --slow",
            "test --fast --soak",
            "test --seed 7",
        ] {
            assert!(parsed(line).is_err(), "{line}");
        }
    }
}
