//! What a command says, and how it ends.

use std::{
    error::Error,
    io::{self, Write as _},
};

/// How a command ends: with words for whoever has typed it, if it has failed.
pub type Outcome = Result<(), Box<dyn Error>>;

/// What a command is asked for. Whoever reads may stop reading (`| head`).
pub fn print(text: &str) -> Outcome {
    match write(text) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// That something was done. Where it can't be said, it is done all the same, and the command ends well: who tries it again would
/// do it twice.
pub fn done(text: &str) {
    if let Err(error) = write(text) {
        tell(&format!("tanggap-server: it is done, but that could not be written: {error}"));
    }
}

fn write(text: &str) -> io::Result<()> {
    let mut out = io::stdout();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Beside what a command is about; whoever does not listen keeps nothing from being done.
pub fn tell(words: &str) {
    drop(writeln!(io::stderr(), "{words}"));
}
