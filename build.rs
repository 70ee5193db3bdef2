//! Turns the keys of `locales/id.json` into Rust constants, so that a word that does not exist does not compile.
//!
//! A key is its place in the sorted list of keys; the bundler writes each language as an array in that same
//! order. So no key's name is in the wasm, but for those that the static page carries in its `data-t` attributes.

use std::{collections::BTreeMap, env, error::Error, fmt::Write, fs, path::Path};

/// Areas of keys whose words stand in the static page.
const OF_THE_SHELL: [&str; 2] = ["boot.", "home."];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=locales/id.json");
    let words: BTreeMap<String, serde_json::Value> =
        serde_json::from_str(&fs::read_to_string("locales/id.json")?)?;
    let mut code = String::new();
    let mut of_the_shell = String::new();
    for (index, key) in words.keys().filter(|key| !key.starts_with('_')).enumerate() {
        let name = key.replace(['.', '-'], "_").to_uppercase();
        writeln!(code, "/// `{key}`\n#[allow(dead_code)]\npub const {name}: Key = Key({index});")?;
        if OF_THE_SHELL.iter().any(|area| key.starts_with(area)) {
            writeln!(of_the_shell, "    (\"{key}\", Key({index})),")?;
        }
    }
    writeln!(
        code,
        "/// The words of the static page, by the name they have there.\npub const SHELL: &[(&str, Key)] = &[\n{of_the_shell}];"
    )?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("keys.rs"), code)?;
    Ok(())
}
