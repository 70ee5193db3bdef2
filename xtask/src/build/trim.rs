//! Takes out of the app what no browser needs: names that only machines read, and code that no page can reach.
//! Twelve of the main module's kilobytes on the wire; see docs/adr/0005-size.md.

use anyhow::{Context, Result};
use std::collections::HashMap;
use walrus::{Module, ModuleConfig};
use wasm_encoder::{ExportSection, RawSection};
use wasmparser::{Parser, Payload};

/// The classes of wasm-streams, which Leptos brings along for server functions. Tanggap has none of those, but what
/// is exported is kept by every linker.
const NEVER_CALLED: &str = "intounderlying";

/// Before the splitting, so that what only these exports reach goes with them. Code and data stay as they are: the
/// relocations that the splitter reads point into them.
pub fn without_streams(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut module = wasm_encoder::Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload.context("the app is not wasm")?;
        if let Payload::ExportSection(exports) = &payload {
            let mut kept = ExportSection::new();
            for export in exports.clone() {
                let export = export?;
                if !export.name.contains(NEVER_CALLED) {
                    kept.export(export.name, export.kind.into(), export.index);
                }
            }
            module.section(&kept);
        } else if let Some((id, range)) = payload.as_section() {
            module.section(&RawSection { id, data: &wasm[range.start as usize..range.end as usize] });
        }
    }
    Ok(module.finish())
}

/// Gives short names to what main module and glue know each other by. wasm-bindgen's end with a hash, which no
/// compression makes smaller and which stands in both.
pub fn short_names(main: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let mut config = ModuleConfig::new();
    config.generate_name_section(false).generate_producers_section(false);
    let mut module = config.parse(main).context("the main module is not wasm")?;
    let names = rename(&mut module);
    Ok((module.emit_wasm(), renamed(glue, &names)))
}

fn rename(module: &mut Module) -> HashMap<String, String> {
    let mut names = HashMap::new();
    let mut shorten = |name: &mut String| {
        if is_hashed(name) {
            let next = format!("_{}", names.len());
            *name = names.entry(std::mem::take(name)).or_insert(next).clone();
        }
    };
    module.imports.iter_mut().for_each(|import| shorten(&mut import.name));
    module.exports.iter_mut().for_each(|export| shorten(&mut export.name));
    names
}

/// `…_1f3b…` or `…_h1f3b…` with sixteen digits, and a number behind where there are twins.
fn is_hashed(name: &str) -> bool {
    let mut parts = name.rsplit('_');
    let last = parts.next().unwrap_or_default();
    let is_hash = |part: &str| {
        let digits = part.strip_prefix('h').unwrap_or(part);
        digits.len() == 16 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    let is_twin = last.len() < 4 && last.bytes().all(|byte| byte.is_ascii_digit());
    is_hash(last) || (is_twin && parts.next().is_some_and(is_hash))
}

/// Whole names only: one may be the beginning of another.
fn renamed(glue: &str, names: &HashMap<String, String>) -> String {
    let mut text = String::with_capacity(glue.len());
    let mut rest = glue;
    while !rest.is_empty() {
        let in_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '$';
        let begin = rest.find(in_name).unwrap_or(rest.len());
        let end = rest[begin..].find(|letter| !in_name(letter)).map_or(rest.len(), |length| begin + length);
        let name = &rest[begin..end];
        text.push_str(&rest[..begin]);
        text.push_str(names.get(name).map_or(name, String::as_str));
        rest = &rest[end..];
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_become_short() {
        for (name, expected) in [
            ("__wbg_fetch_0123456789abcdef", true),
            ("closures_____invoke__h0123456789abcdef", true),
            ("closures_____invoke__h0123456789abcdef_15", true),
            ("__wbindgen_malloc", false),
            ("memory", false),
            ("__wbg_set_0123456789abcde", false),
        ] {
            assert_eq!(is_hashed(name), expected, "{name}");
        }
    }

    #[test]
    fn a_name_inside_another_stays() {
        let names = HashMap::from([("invoke_h1".to_owned(), "_0".to_owned())]);
        assert_eq!(renamed("wasm.invoke_h1(a, invoke_h1_2)", &names), "wasm._0(a, invoke_h1_2)");
    }

    #[test]
    fn exports_of_streams_go_and_others_stay() {
        let mut module = Module::with_config(ModuleConfig::new());
        let memory = module.memories.add_local(false, false, 1, None, None);
        for name in ["intounderlyingsink_write", "memory"] {
            module.exports.add(name, memory);
        }
        let trimmed = without_streams(&module.emit_wasm()).unwrap();
        let left = Module::from_buffer(&trimmed).unwrap();
        assert_eq!(left.exports.iter().map(|export| export.name.as_str()).collect::<Vec<_>>(), ["memory"]);
        assert!(without_streams(b"html").is_err());
    }
}
