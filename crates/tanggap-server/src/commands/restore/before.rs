//! What is said of the databases from before a restore: where they are, and what they have that the backup lacks.

use crate::store::Restored;
use std::path::PathBuf;

pub fn words(restored: &Restored) -> String {
    let before = &restored.before;
    match &restored.set_aside {
        Some(aside) if !before.is_half_made => format!(
            "The database that was here is kept as {}. {} Remove it when it is not needed any more.\n",
            aside.display(),
            lost(restored.lost, "It cannot be read, so how")
        ),
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
