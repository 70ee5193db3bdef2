//! Compresses once, as hard as it goes, so that no server has to do it for every citizen.

use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};
use std::{
    io::Write,
    path::{Path, PathBuf},
    thread,
};

const COMPRESSIBLE: [&str; 10] =
    ["css", "html", "js", "json", "map", "mjs", "svg", "txt", "wasm", "webmanifest"];

/// Cities edit these after the build; a compressed twin would go on serving the old text.
const EDITED_LATER: [&str; 6] =
    ["area-points.json", "config.json", "escalations.json", "holidays.json", "learned.json", "lexicon.json"];

/// Writes `.br` and `.gz` beside every file that gets smaller by it, on all cores.
pub fn siblings(files: &[PathBuf]) -> Result<()> {
    let chosen: Vec<_> = files.iter().filter(|path| is_compressible(path)).collect();
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let work = |first: usize| {
            let mine = chosen.iter().skip(first).step_by(workers);
            scope.spawn(move || mine.map(|path| sibling(path)).collect::<Result<Vec<_>>>())
        };
        let running: Vec<_> = (0..workers).map(work).collect();
        for worker in running {
            worker.join().map_err(|_| anyhow::anyhow!("a compressor panicked"))??;
        }
        Ok(())
    })
}

fn is_compressible(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let kind = path.extension().unwrap_or_default().to_string_lossy();
    COMPRESSIBLE.contains(&&*kind) && !EDITED_LATER.contains(&&*name)
}

fn sibling(path: &Path) -> Result<()> {
    let plain = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    for (suffix, small) in [("br", brotli(&plain)?), ("gz", gzip(&plain)?)] {
        if small.len() < plain.len() {
            let mut name = path.as_os_str().to_owned();
            name.push(format!(".{suffix}"));
            crate::files::write(Path::new(&name), &small)?;
        }
    }
    Ok(())
}

pub fn brotli(plain: &[u8]) -> Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: plain.len(),
        ..Default::default()
    };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut &*plain, &mut small, &params).context("brotli failed")?;
    Ok(small)
}

pub fn gzip(plain: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(plain)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_city_edits_later_has_no_compressed_twin() {
        for (path, expected) in [
            ("dist/assets/app-1/app_bg.wasm", true),
            ("dist/index.html", true),
            ("dist/icons/icon.png", false),
            ("dist/config.json", false),
            ("dist/holidays.json", false),
            ("dist/lexicon.json", false),
            ("dist/learned.json", false),
            ("dist/area-points.json", false),
            ("dist/_headers", false),
        ] {
            assert_eq!(is_compressible(Path::new(path)), expected, "{path}");
        }
    }
}
