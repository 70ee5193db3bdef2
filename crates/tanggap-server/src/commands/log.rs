//! Logs as JSON lines on stderr, one object per event; plain lines where a person watches.

use std::{io::IsTerminal, panic};
use tracing_subscriber::EnvFilter;

/// `TANGGAP_LOG` chooses what is logged, in tracing's syntax; requests are `info`.
pub fn start() {
    let filter = EnvFilter::try_from_env("TANGGAP_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if std::io::stderr().is_terminal() {
        lines.with_target(false).compact().init();
    } else {
        lines.json().flatten_event(true).with_current_span(false).with_span_list(false).init();
    }
    // Where, not what: a panic's message may quote what a person wrote.
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panic");
    }));
}
