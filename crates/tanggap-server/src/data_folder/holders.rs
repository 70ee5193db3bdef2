//! Which processes have a file open. Linux tells by its list of processes; elsewhere nobody is named.

use std::path::Path;

/// As a message names them: what each is called at the command line, and its number.
pub fn of(file: &Path) -> String {
    let named = named(file);
    if named.is_empty() {
        "the server, and every tanggap-server command that still runs in it".to_owned()
    } else {
        named.join(", ")
    }
}

#[cfg(target_os = "linux")]
fn named(file: &Path) -> Vec<String> {
    use std::fs;
    let Ok(file) = file.canonicalize() else { return Vec::new() };
    let entries = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten();
    let mut named: Vec<String> = entries(Path::new("/proc"))
        .filter(|process| {
            // Of other users' processes nothing can be seen.
            let open = process.path().join("fd");
            entries(&open).any(|opened| fs::read_link(opened.path()).is_ok_and(|target| target == file))
        })
        .filter_map(|process| {
            let number: u32 = process.file_name().to_str()?.parse().ok()?;
            let line = fs::read(process.path().join("cmdline")).unwrap_or_default();
            Some(format!("{} (process {number})", called(&line)))
        })
        .collect();
    named.sort();
    named
}

/// Program and subcommand; what follows may hold what is nobody's business in a message.
#[cfg(target_os = "linux")]
fn called(line: &[u8]) -> String {
    let mut words = line.split(|byte| *byte == 0).map(String::from_utf8_lossy);
    let program = words.next().unwrap_or_default();
    let program = program.rsplit('/').next().unwrap_or_default().to_owned();
    match words.next().filter(|word| word.starts_with(|letter: char| letter.is_ascii_lowercase())) {
        Some(word) => format!("{program} {word}"),
        None => program,
    }
}

#[cfg(not(target_os = "linux"))]
fn named(_file: &Path) -> Vec<String> {
    Vec::new()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_process_is_named_by_program_and_subcommand_only() {
        for (line, name) in [
            (&b"/opt/tanggap/tanggap-server\0serve\0--data\0/var/lib/tanggap\0"[..], "tanggap-server serve"),
            (b"tanggap-server\0erase\0--ticket=x\0-4827-1930-5543\0", "tanggap-server erase"),
            (b"tanggap-server\0--help\0", "tanggap-server"),
            (b"sqlite3\0/var/lib/x\0", "sqlite3"),
            (b"", ""),
        ] {
            assert_eq!(called(line), name);
        }
        assert_eq!(named(Path::new("/nowhere")), Vec::<String>::new());
    }
}
