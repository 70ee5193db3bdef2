//! The app's wasm to what a browser loads: split at the lazy routes, then given its JavaScript glue.
//!
//! The output of one run belongs together: glue, main module and parts import each other by plain relative
//! names, and function tables must fit. So they keep their names and share one folder named by their content.

use super::trim;
use anyhow::{Context, Result, anyhow};
use std::{collections::BTreeMap, fs, path::Path};

pub const GLUE: &str = "app.js";
pub const MAIN: &str = "app_bg.wasm";
/// Loads the parts.
pub const LINK: &str = "__wasm_split.js";

/// File name → bytes, of everything that one build of the app consists of.
pub type Files = BTreeMap<String, Vec<u8>>;

/// `scratch` keeps the last result: a change of a word or a style costs no second splitting.
pub fn bundle(wasm: &Path, scratch: &Path) -> Result<Files> {
    let bytes = fs::read(wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    let (out, stamp) = (scratch.join("out"), scratch.join("made-from"));
    let by = [
        include_bytes!("wasm.rs").as_slice(),
        include_bytes!("trim.rs"),
        include_bytes!("../../../Cargo.lock"),
    ]
    .concat();
    let name = crate::files::hex(&[crate::files::sha256(&bytes), crate::files::sha256(&by)].concat());
    if fs::read_to_string(&stamp).is_ok_and(|made_from| made_from == name) {
        return read_all(&out);
    }
    let _ = fs::remove_dir_all(scratch);
    fs::create_dir_all(&out).with_context(|| format!("cannot make {}", out.display()))?;
    let main = scratch.join("main.wasm");
    split(&trim::without_streams(&bytes)?, &out, &main)?;
    glue(&main, &out)?;
    shorten(&out)?;
    crate::files::write(&stamp, name.as_bytes())?;
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

fn shorten(out: &Path) -> Result<()> {
    let (main, glue) = (out.join(MAIN), out.join(GLUE));
    let (module, script) = trim::short_names(&fs::read(&main)?, &crate::files::read_text(&glue)?)?;
    crate::files::write(&main, &module)?;
    crate::files::write(&glue, script.as_bytes())
}

fn read_all(folder: &Path) -> Result<Files> {
    let mut files = Files::new();
    for entry in crate::files::below(folder)? {
        let name = entry.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
        let bytes = fs::read(&entry)?;
        let is_part = name.ends_with(".wasm") && name != MAIN;
        files.insert(name, if is_part { compact(&bytes)? } else { bytes });
    }
    Ok(files)
}

/// A split part comes with padded numbers from the linker and with names, half of a small part: written anew
/// without. The main module has been through the same in wasm-bindgen.
fn compact(module: &[u8]) -> Result<Vec<u8>> {
    let mut config = walrus::ModuleConfig::new();
    config.generate_name_section(false).generate_producers_section(false);
    let mut module = config.parse(module).context("a split part is not wasm")?;
    let customs: Vec<_> = module.customs.iter().map(|(id, _)| id).collect();
    for id in customs {
        module.customs.delete(id);
    }
    Ok(module.emit_wasm())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_browser_does_not_read_goes() {
        let header = *b"\0asm\x01\0\0\0";
        let custom = [0, 3, 1, b'n', 7];
        assert_eq!(compact(&[&header[..], &custom].concat()).unwrap(), header);
        assert!(compact(&header[..4]).is_err());
    }
}
