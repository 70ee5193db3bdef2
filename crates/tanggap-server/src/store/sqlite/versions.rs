//! The versions of the database: how one leads to the next, and for each the oldest program that may still work on it. A
//! program is named by the newest version that it knows. So a release may add what the one before it can ignore, and both
//! work on one database while a city goes from one to the other.

use super::{StoreError, fault::of_migration, meta};
use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};
use std::sync::LazyLock;

struct Version {
    up: &'static str,
    down: &'static str,
    /// The oldest program that may work on it: itself, unless an older one does all that this version needs.
    oldest: u64,
}

macro_rules! version {
    ($name:literal, $oldest:literal) => {
        Version {
            up: include_str!(concat!("../../../migrations/", $name, ".up.sql")),
            down: include_str!(concat!("../../../migrations/", $name, ".down.sql")),
            oldest: $oldest,
        }
    };
}

const VERSIONS: [Version; 16] = [
    version!("0001_reports", 1),
    version!("0002_photos", 2),
    version!("0003_messages", 3),
    version!("0004_office", 4),
    version!("0005_openings", 5),
    version!("0006_meta", 6),
    version!("0007_public_lists", 7),
    version!("0008_uploads", 8),
    version!("0009_retention", 9),
    version!("0010_corrections", 10),
    version!("0011_retention_index", 11),
    version!("0012_late_photos", 12),
    version!("0013_public_rules", 13),
    version!("0014_confidence", 14),
    version!("0015_became_conduct", 15),
    version!("0016_same_matter", 16),
];

/// SQLite's `user_version` of this release's databases, and the name of this program.
pub const LATEST: u64 = VERSIONS.len() as u64;
/// The first that keeps something of itself.
const META: usize = 6;
/// In `meta`: the oldest program that may work on this database. Without it: the one of its version.
const OLDEST: &str = "oldest_program";

/// Each names the oldest program in the transaction that makes it.
static MIGRATIONS: LazyLock<Migrations<'static>> = LazyLock::new(|| {
    let migration = |(place, version): (usize, &Version)| {
        let oldest = version.oldest;
        let up = match place + 1 < META {
            true => M::up(version.up),
            false => M::up_with_hook(version.up, move |transaction: &rusqlite::Transaction<'_>| {
                transaction.execute(meta::SET, (OLDEST, oldest.to_string()))?;
                Ok(())
            }),
        };
        up.down(version.down)
    };
    Migrations::new(VERSIONS.iter().enumerate().map(migration).collect())
});

/// Brings a database to this release's version. One of a newer release stays as it is.
pub fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    if of(connection)? > LATEST {
        return Ok(());
    }
    MIGRATIONS.to_latest(connection).map_err(of_migration)
}

/// The version of a database; 0 before it has one.
pub fn of(connection: &Connection) -> Result<u64, StoreError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Why this program must not work on a database: that is of a newer release, and bears only newer programs.
pub fn refusal(connection: &Connection) -> Result<Option<String>, StoreError> {
    let version = of(connection)?;
    if version <= LATEST {
        return Ok(None);
    }
    let named = match meta::is_there(connection)? {
        true => meta::number(connection, OLDEST)?,
        false => 0,
    };
    let oldest = if named == 0 { version } else { named };
    Ok((oldest > LATEST).then(|| {
        format!(
            "is of a newer release (version {version}, this program knows {LATEST}), and the oldest program that may work on \
             it is the one that knows {oldest}"
        )
    }))
}

/// As the release of that version leaves a database.
#[cfg(test)]
pub fn go_back(connection: &mut Connection, version: usize) {
    MIGRATIONS.to_version(connection, version).unwrap();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sqlite::schema::open_writer;

    #[test]
    fn every_migration_can_be_undone_and_done_again() {
        let mut connection = Connection::open_in_memory().unwrap();
        MIGRATIONS.to_latest(&mut connection).unwrap();
        MIGRATIONS.to_version(&mut connection, 0).unwrap();
        MIGRATIONS.to_latest(&mut connection).unwrap();
    }

    #[test]
    fn no_version_bears_a_program_that_the_one_before_it_did_not_or_only_newer_ones() {
        let mut before = 1;
        for (version, Version { oldest, .. }) in (1..).zip(&VERSIONS) {
            assert!((before..=version).contains(oldest), "{version}: {oldest}");
            before = *oldest;
        }
    }

    #[test]
    fn a_database_names_the_oldest_program_that_may_work_on_it() {
        let mut connection = Connection::open_in_memory().unwrap();
        for version in META..=VERSIONS.len() {
            MIGRATIONS.to_version(&mut connection, version).unwrap();
            assert_eq!(meta::number(&connection, OLDEST).unwrap(), VERSIONS[version - 1].oldest);
        }
    }

    #[test]
    fn a_newer_database_is_worked_on_as_far_as_it_says() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.sqlite");
        let newer = LATEST + 2;
        for (oldest, is_taken) in [
            (Some(LATEST), true),
            (Some(LATEST - 1), true),
            (Some(LATEST + 1), false),
            (Some(newer), false),
            (None, false),
        ] {
            let database =
                if path.exists() { Connection::open(&path).unwrap() } else { open_writer(&path).unwrap() };
            database.pragma_update(None, "user_version", newer).unwrap();
            match oldest {
                Some(oldest) => meta::set(&database, OLDEST, &oldest.to_string()).unwrap(),
                None => assert_eq!(database.execute("delete from meta where name = ?1", [OLDEST]), Ok(1)),
            }
            match open_writer(&path) {
                Ok(connection) => {
                    assert!(is_taken, "{oldest:?}");
                    assert_eq!(of(&connection).unwrap(), newer, "and is left as it is");
                }
                Err(refused) => {
                    let told = refused.to_string();
                    assert!(!is_taken, "{oldest:?}: {told}");
                    let versions = format!("(version {newer}, this program knows {LATEST})");
                    let oldest = format!("the one that knows {}", oldest.unwrap_or(newer));
                    assert!(told.contains(path.to_str().unwrap()) && told.contains(&versions), "{told}");
                    assert!(told.contains(&oldest), "{told}");
                }
            }
        }
    }
}
