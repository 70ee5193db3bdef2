//! Which store the suite runs on: the one that `TANGGAP_TEST_STORE` names, SQLite where it names none. What stands in a file
//! of SQLite is looked at by tests of that store only; they open it themselves.

use std::{env, path::Path};
use tanggap_server::store::Store;

/// The store of a data folder.
pub fn open(data: &Path) -> Store {
    match env::var("TANGGAP_TEST_STORE").as_deref() {
        Err(_) | Ok("sqlite") => Store::open(data).unwrap(),
        Ok(other) => panic!("TANGGAP_TEST_STORE={other}: expected sqlite"),
    }
}
