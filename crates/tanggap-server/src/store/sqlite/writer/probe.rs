//! A write as large as a report, through the same log and to the same disk, and taken back: whether there is room is
//! known only by taking it.

use crate::store::sqlite::StoreError;
use rusqlite::Connection;

/// As much as the largest report, with room for its rows.
const BYTES: u32 = 128 << 10;

/// Two commits. Should the second fail, the table stays until the next probe, which begins by removing it.
pub fn run(connection: &Connection) -> Result<(), StoreError> {
    let write = format!(
        "begin immediate;
         drop table if exists write_probe;
         create table write_probe (bytes blob) strict;
         insert into write_probe values (zeroblob({BYTES}));
         commit;
         drop table write_probe;"
    );
    connection.execute_batch(&write).map_err(|error| {
        if !connection.is_autocommit() {
            // What failed may have ended the transaction already; then there is nothing to take back.
            drop(connection.execute_batch("rollback"));
        }
        error.into()
    })
}
