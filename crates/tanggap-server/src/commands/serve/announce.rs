//! What `serve` says once it is ready: where it serves and, of a demo, how to work on it and what to track. It is said
//! in one go and as the last thing of the start, because a person reads the end of what stands on the screen.

use crate::{app_state::AppState, demo::Try};
use std::{
    env,
    fmt::{self, Write as _},
    io::{self, Write as _},
    net::SocketAddr,
    path::Path,
};

pub struct Announcement<'a> {
    pub portal: &'a AppState,
    /// Scheme, host and port.
    pub origin: String,
    /// Where figures for Prometheus are served.
    pub figures: Option<SocketAddr>,
    /// The demo's data folder, and what there is to try.
    pub demo: Option<(&'a Path, Vec<Try>)>,
}

/// Where a portal is served, as an address is written: an IPv6 one stands in brackets.
pub fn origin(scheme: &str, host: &str, port: u16) -> String {
    if host.contains(':') {
        format!("{scheme}://[{host}]:{port}")
    } else {
        format!("{scheme}://{host}:{port}")
    }
}

impl Announcement<'_> {
    pub fn say(&self) -> fmt::Result {
        let said = self.text()?;
        if let Err(error) = io::stdout().write_all(said.as_bytes()) {
            tracing::warn!(%error, "nobody hears where this is served");
        }
        Ok(())
    }

    fn text(&self) -> Result<String, fmt::Error> {
        let Self { portal, origin, figures, demo } = self;
        // The first line is read by programs, too: `cargo x`, and the tests.
        let mut said = format!("Serving {} at {origin}{}\n", portal.config.name, portal.pages.base);
        if let Some(address) = figures {
            writeln!(said, "Figures for Prometheus at http://{address}/metrics")?;
        }
        let Some((data, to_try)) = demo else { return Ok(said) };
        writeln!(said, "Demo: everything is in memory, gone at the end.")?;
        writeln!(said, "Desk work on it, from another terminal:")?;
        for words in desk_work(to_try.first()) {
            writeln!(said, "  {}", command(&words, data))?;
        }
        if !to_try.is_empty() {
            writeln!(said, "Invented reports to track, with their keys:")?;
        }
        for Try { what, ticket, key } in to_try {
            writeln!(said, "  {ticket}  {key}  {what}")?;
        }
        // Set apart from the log that follows.
        writeln!(said)?;
        Ok(said)
    }
}

/// Commands that close the loop, each as it is typed after the program's name.
fn desk_work(report: Option<&Try>) -> Vec<Vec<&str>> {
    let mut commands = vec![vec!["reports"]];
    if let Some(Try { ticket, .. }) = report {
        let note = "Tim datang besok.";
        commands.push(vec!["update", ticket, "--status", "in_progress", "--note", note, "--for", "all"]);
        commands.push(vec!["messages", ticket]);
    }
    commands
}

/// A complete command line for a POSIX shell: this very program, on this data. The data knows which city's rules hold.
fn command(words: &[&str], data: &Path) -> String {
    let program = env::current_exe().ok();
    let program = program.as_deref().and_then(Path::to_str).unwrap_or("tanggap-server");
    let data = data.to_string_lossy();
    let all = [program].into_iter().chain(words.iter().copied()).chain(["--data", &data]);
    all.map(quoted).collect::<Vec<_>>().join(" ")
}

fn quoted(word: &str) -> String {
    let is_plain = |character: char| character.is_ascii_alphanumeric() || "-_./:=+,@%".contains(character);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_ipv6_stands_in_brackets() {
        for (host, expected) in [
            ("::1", "http://[::1]:8080"),
            ("2001:db8::7", "http://[2001:db8::7]:8080"),
            ("127.0.0.1", "http://127.0.0.1:8080"),
            ("portal.example", "http://portal.example:8080"),
        ] {
            assert_eq!(origin("http", host, 8080), expected);
        }
    }

    #[test]
    fn words_that_a_shell_would_take_apart_are_quoted() {
        for (word, expected) in [
            ("reports", "reports"),
            ("/dev/shm/tanggap-demo-8080", "/dev/shm/tanggap-demo-8080"),
            ("4827 1930 5543", "'4827 1930 5543'"),
            ("it's", r"'it'\''s'"),
            ("$HOME;`x`", "'$HOME;`x`'"),
            ("", "''"),
        ] {
            assert_eq!(quoted(word), expected);
        }
    }
}
