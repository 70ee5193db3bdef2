//! Which city's files a data folder was last served with. Commands that act on its reports hold them against the same
//! rules as the server.

use crate::{
    data_folder::ballast::{self, Ballast},
    named_file, secret_file,
};
use serde::{Deserialize, Serialize};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

const FILE: &str = "served.json";

/// Both paths are absolute.
#[derive(Serialize, Deserialize)]
pub struct Served {
    /// The portal's built files.
    pub dist: PathBuf,
    /// The folder of the city; `None`: the one inside the program.
    pub city: Option<PathBuf>,
    /// A sum of the office's rules in them; empty from an earlier release.
    #[serde(default)]
    pub rules: String,
}

impl Served {
    /// # Errors
    /// Where one of the folders is not there.
    pub fn new(dist: &Path, city: Option<&Path>, rules: String) -> io::Result<Self> {
        Ok(Self { dist: fs::canonicalize(dist)?, city: city.map(fs::canonicalize).transpose()?, rules })
    }

    /// For messages.
    pub fn named(&self) -> String {
        let dist = self.dist.display();
        match &self.city {
            Some(city) => format!("{dist} and {}", city.display()),
            None => format!("{dist} and the city inside the program"),
        }
    }

    /// `None` where no server has served this data yet.
    pub fn read(data: &Path) -> io::Result<Option<Self>> {
        match named_file::read(&data.join(FILE), named_file::EDITED) {
            Ok(text) => {
                Ok(Some(serde_json::from_slice(&text).map_err(|error| told("read", data, &error.into()))?))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(told("read", data, &error)),
        }
    }

    /// On a full disk some of the ballast is given up for it. False where even that is too little: then there is no file,
    /// so that commands ask which city's rules hold and don't go by another one's.
    pub fn write(&self, data: &Path) -> io::Result<bool> {
        let path = data.join(FILE);
        let text = serde_json::to_vec(self)?;
        if named_file::read(&path, named_file::EDITED).is_ok_and(|known| known == text) {
            return Ok(true);
        }
        let is_full = |written: &io::Result<()>| {
            written.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::StorageFull)
        };
        let mut written = secret_file::replace(&path, &text);
        if is_full(&written) {
            let _spared = Ballast::of(data).spare(ballast::FILE_ROOM)?;
            written = secret_file::replace(&path, &text);
        }
        if is_full(&written) {
            if path.try_exists()? {
                fs::remove_file(&path)?;
            }
            return Ok(false);
        }
        written.map(|()| true).map_err(|error| told("write", data, &error))
    }
}

fn told(deed: &str, data: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("cannot {deed} {}: {error}", data.join(FILE).display()))
}
