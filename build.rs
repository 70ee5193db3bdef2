//! Turns the keys of `locales/id.json` into Rust constants, so that a word that does not exist does not compile.
//!
//! A key is its place in the sorted list of keys; the bundler writes each language as an array in that same
//! order. So no key's name is in the wasm, but for those that the static page carries in its `data-t` attributes.

use std::{collections::BTreeMap, env, error::Error, fmt::Write, fs, path::Path};

/// Areas of keys whose words stand in the static page.
const OF_THE_SHELL: [&str; 3] = ["boot.", "home.", "net."];

/// Which words, and where their numbers begin: those of `locales/more` come later, in an array of their own.
const FILES: [(&str, usize); 2] = [("locales/id.json", 0), ("locales/more/id.json", 10_000)];

fn main() -> Result<(), Box<dyn Error>> {
    let mut code = String::new();
    let mut of_the_shell = String::new();
    for (file, first) in FILES {
        println!("cargo::rerun-if-changed={file}");
        let words: BTreeMap<String, serde_json::Value> = serde_json::from_str(&fs::read_to_string(file)?)?;
        for (index, key) in words.keys().filter(|key| !key.starts_with('_')).enumerate() {
            let (name, index) = (key.replace(['.', '-'], "_").to_uppercase(), first + index);
            writeln!(code, "/// `{key}`\n#[allow(dead_code)]\npub const {name}: Key = Key({index});")?;
            if OF_THE_SHELL.iter().any(|area| key.starts_with(area)) {
                writeln!(of_the_shell, "    (\"{key}\", Key({index})),")?;
            }
        }
    }
    writeln!(
        code,
        "/// The words of the static page, by the name they have there.\npub const SHELL: &[(&str, Key)] = &[\n{of_the_shell}];\nconst FIRST_OF_MORE: usize = {};",
        FILES[1].1
    )?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("keys.rs"), code)?;
    Ok(())
}
