//! The log, on stderr: one line per event. For people by default (time, level, words), as JSON for machines.

use std::{
    env, fmt,
    io::{self, IsTerminal, Write},
    panic,
};
use tanggap_core::instant::rfc3339;
use tracing_appender::non_blocking::{NonBlockingBuilder, WorkerGuard};
use tracing_subscriber::{
    EnvFilter,
    fmt::{format::Writer, time::FormatTime},
};

use crate::clock::system_clock;

/// Lines that may wait for a reader, about 1 MB.
const MOST_LINES_WAITING: usize = 5_000;

#[derive(Debug, Clone, Copy, PartialEq, clap::ValueEnum)]
pub enum Format {
    /// Lines for people
    Text,
    /// One JSON object per event
    Json,
}

#[derive(clap::Args)]
pub struct LogOptions {
    /// How events are logged on stderr; what is logged, TANGGAP_LOG says (info, warn, …)
    #[arg(long, value_enum, default_value = "text", env = "TANGGAP_LOG_FORMAT", hide_env_values = true)]
    log: Format,
}

impl LogOptions {
    /// `TANGGAP_LOG` chooses what is logged, in tracing's syntax; requests are `info`. What is logged last is written when the
    /// answer is dropped, for which it waits a second at most.
    pub fn start(&self) -> WorkerGuard {
        // A pipe that nobody empties would hold every request that has something to log. What finds no room is left out.
        let (log, end) = NonBlockingBuilder::default()
            .lossy(true)
            .buffered_lines_limit(MOST_LINES_WAITING)
            .thread_name("log")
            .finish(OneLine(io::stderr()));
        let filter = EnvFilter::try_from_env("TANGGAP_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
        let lines = tracing_subscriber::fmt().with_env_filter(filter);
        match self.log {
            Format::Text => {
                let in_colour = io::stderr().is_terminal() && env::var_os("NO_COLOR").is_none();
                let lines = lines.compact().with_target(false).with_timer(Seconds).with_ansi(in_colour);
                lines.with_writer(log).init();
            }
            Format::Json => {
                let lines = lines.json().flatten_event(true).with_current_span(false).with_span_list(false);
                lines.with_writer(log).init();
            }
        }
        // Where, not what: a panic's message may quote what a person wrote.
        panic::set_hook(Box::new(|panic| {
            let place = panic.location().map(ToString::to_string).unwrap_or_default();
            tracing::error!(place, "panic");
        }));
        end
    }
}

/// The time in UTC: people compare it with what a phone shows, and seconds do for that.
struct Seconds;

impl FormatTime for Seconds {
    fn format_time(&self, writer: &mut Writer<'_>) -> fmt::Result {
        writer.write_str(&rfc3339(system_clock()))
    }
}

/// Each event comes in one piece. A line break inside it, as SQL in an error has them, would forge a line. What cannot be
/// written, as on a full disk, is lost and keeps nobody from anything.
struct OneLine<W>(W);

impl<W: Write> Write for OneLine<W> {
    fn write(&mut self, event: &[u8]) -> io::Result<usize> {
        let (line, end) = event.split_at(event.len() - usize::from(event.ends_with(b"\n")));
        drop(if line.contains(&b'\n') {
            let line = line.split(|byte| *byte == b'\n').collect::<Vec<_>>().join(&b"\\n"[..]);
            self.0.write_all(&[&line, end].concat())
        } else {
            self.0.write_all(event)
        });
        Ok(event.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        drop(self.0.flush());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_one_line_whatever_is_in_it() {
        for (event, line) in [
            ("plain\n", "plain\n"),
            ("without an end", "without an end"),
            ("no such table in\n  select 1\n", "no such table in\\n  select 1\n"),
            ("\n", "\n"),
            ("", ""),
        ] {
            let mut written = OneLine(Vec::new());
            written.write_all(event.as_bytes()).unwrap();
            assert_eq!(String::from_utf8(written.0).unwrap(), line);
        }
    }
}
