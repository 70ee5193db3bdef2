//! What is said of the databases from before a restore: where they are, and what they have that the backup lacks.

use crate::store::{DATABASE, Restored};
use std::path::PathBuf;

pub fn words(restored: &Restored) -> String {
    let before = &restored.before;
    match &restored.set_aside {
        Some(aside) if !before.is_half_made => {
            let mut told = format!(
                "The database that was here is kept as {}. {} Remove it when it is not needed any more.\n",
                aside.display(),
                lost(restored.lost, "It cannot be read, so how")
            );
            let is_aside = |path: &&PathBuf| !path.ends_with(DATABASE);
            let others: Vec<_> = before.read.iter().filter(is_aside).cloned().collect();
            if !others.is_empty() {
                told += &format!(
                    "What was decided since was read from what earlier restores had set aside, too: {}.\n",
                    names(&others)
                );
            }
            let others: Vec<_> = before.unreadable.iter().filter(is_aside).cloned().collect();
            if !others.is_empty() {
                told += &format!("Set aside, too, and not readable: {}.\n", names(&others));
            }
            told
        }
        aside => {
            let mut told = String::new();
            if let Some(aside) = aside {
                told += &format!(
                    "A restore that was cut off, or a backup that was copied there, was in the database's place. It is kept \
                     as {}.\n",
                    aside.display()
                );
            }
            if !before.read.is_empty() {
                told += &format!(
                    "What was decided since was read from what earlier restores had set aside: {}. {}\n",
                    names(&before.read),
                    lost(restored.lost, "How")
                );
            }
            if !before.unreadable.is_empty() {
                told += &format!("Set aside, too, and not readable: {}.\n", names(&before.unreadable));
            }
            if !told.is_empty() {
                told += "Remove all of them when they are not needed any more.\n";
            }
            told
        }
    }
}

fn lost(reports: Option<u64>, unknown: &str) -> String {
    match reports {
        Some(0) => "The backup has all reports of it.".to_owned(),
        Some(lost) => format!(
            "Reports of it that the backup lacks: {lost}. The phones that sent them show them as received, so say in public \
             what happened."
        ),
        None => format!("{unknown} many reports the backup lacks is not known."),
    }
}

fn names(files: &[PathBuf]) -> String {
    files.iter().map(|file| file.display().to_string()).collect::<Vec<_>>().join(", ")
}
