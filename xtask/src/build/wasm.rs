//! The app's wasm to what a browser loads: split at the lazy routes, then given its JavaScript glue.
//!
//! The output of one run belongs together: glue, main module and parts import each other by plain relative
//! names, and function tables must fit. So they keep their names and share one folder named by their content.

use anyhow::{Context, Result, anyhow};
use std::{collections::BTreeMap, fs, path::Path};

pub const GLUE: &str = "app.js";
pub const MAIN: &str = "app_bg.wasm";
/// Loads the parts.
pub const LINK: &str = "__wasm_split.js";

/// File name → bytes, of everything that one build of the app consists of.
pub type Files = BTreeMap<String, Vec<u8>>;

pub fn bundle(wasm: &Path, scratch: &Path) -> Result<Files> {
    let bytes = fs::read(wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    let _ = fs::remove_dir_all(scratch);
    let out = scratch.join("out");
    fs::create_dir_all(&out).with_context(|| format!("cannot make {}", out.display()))?;
    let main = scratch.join("main.wasm");
    split(&bytes, &out, &main)?;
    glue(&main, &out)?;
    read_all(&out)
}

fn split(wasm: &[u8], out: &Path, main: &Path) -> Result<()> {
    let mut options = wasm_split_cli_support::Options::new(wasm);
    options.output_dir = out;
    options.main_out_path = main;
    let (glue, link) = (format!("./{GLUE}"), format!("./{LINK}"));
    options.main_module = &glue;
    options.link_name = &link;
    wasm_split_cli_support::transform(options).map_err(|report| anyhow!("{report:#}")).context(
        "cannot split the app at its lazy routes; .cargo/config.toml must link it with --emit-relocs",
    )?;
    Ok(())
}

fn glue(main: &Path, out: &Path) -> Result<()> {
    wasm_bindgen_cli_support::Bindgen::new()
        .input_path(main)
        .web(true)?
        .omit_default_module_path(true)
        .typescript(false)
        .out_name("app")
        .demangle(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .keep_lld_exports(true)
        .generate(out)
        .context(
            "wasm-bindgen failed; is `wasm-bindgen` of the same version in Cargo.toml and xtask/Cargo.toml?",
        )
}

fn read_all(folder: &Path) -> Result<Files> {
    let mut files = Files::new();
    for entry in crate::files::below(folder)? {
        let name = entry.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
        let bytes = fs::read(&entry)?;
        let is_wasm = name.ends_with(".wasm");
        files.insert(name, if is_wasm { without_custom_sections(&bytes)? } else { bytes });
    }
    Ok(files)
}

/// Names and producers say nothing to a browser, and in a split part they are half of its bytes.
fn without_custom_sections(module: &[u8]) -> Result<Vec<u8>> {
    let (header, mut rest) = module.split_at_checked(8).context("a wasm module without a header")?;
    let mut kept = header.to_vec();
    while let [id, after @ ..] = rest {
        let (length, width) = leb128(after).context("a wasm section without a length")?;
        let (section, next) =
            rest.split_at_checked(1 + width + length).context("a wasm section cut short")?;
        if *id != 0 {
            kept.extend_from_slice(section);
        }
        rest = next;
    }
    Ok(kept)
}

/// An unsigned number as wasm writes it, and how many bytes it took.
fn leb128(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut value = 0;
    for (index, byte) in bytes.iter().take(5).enumerate() {
        value |= usize::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            return Some((value, index + 1));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_custom_sections_go() {
        let header = *b"\0asm\x01\0\0\0";
        let custom = [&[0, 0x82, 0x01][..], &[7; 130]].concat();
        let types = [1, 1, 0];
        let module = [&header[..], &custom, &types, &custom].concat();
        assert_eq!(without_custom_sections(&module).unwrap(), [&header[..], &types].concat());
        for (broken, expected) in
            [(&header[..4], "header"), (&module[..50], "cut short"), (&module[..9], "length")]
        {
            let fault = without_custom_sections(broken).unwrap_err().to_string();
            assert!(fault.contains(expected), "{fault}");
        }
    }
}
