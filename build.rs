//! Turns the keys of `locales/id.json` into Rust constants, so that a word that does not exist does not compile.
//!
//! A key is its place in the sorted list of keys; the bundler writes each language as an array in that same
//! order. So no key's name is in the wasm, and looking a word up is an index.

use std::{collections::BTreeMap, env, error::Error, fmt::Write, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=locales/id.json");
    let words: BTreeMap<String, serde_json::Value> = serde_json::from_str(&fs::read_to_string("locales/id.json")?)?;
    let mut code = String::new();
    for (index, key) in words.keys().filter(|key| !key.starts_with('_')).enumerate() {
        let name = key.replace(['.', '-'], "_").to_uppercase();
        writeln!(code, "/// `{key}`\npub const {name}: Key = Key({index});")?;
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("keys.rs"), code)?;
    Ok(())
}
