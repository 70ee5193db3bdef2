//! What a command says, and how it ends.

use std::{
    error::Error,
    io::{self, Write as _},
};

/// How a command ends: with words for whoever has typed it, if it has failed.
pub type Outcome = Result<(), Box<dyn Error>>;

/// Whoever reads may stop reading (`| head`).
pub fn print(text: &str) -> Outcome {
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// Beside what a command is about; whoever does not listen keeps nothing from being done.
pub fn tell(words: &str) {
    drop(writeln!(io::stderr(), "{words}"));
}
