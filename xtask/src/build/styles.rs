//! The stylesheets in `style/`: what the first screen needs stands in the page itself (a blocking stylesheet
//! costs a round trip), the rest is one file that boot.js loads beside.

use crate::files;
use anyhow::{Result, anyhow};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use std::path::Path;

/// In this order, because later rules win.
const INLINE: [&str; 4] = ["tokens.css", "base.css", "shell.css", "home.css"];

pub struct Styles {
    pub inline: String,
    pub later: String,
}

pub fn read(folder: &Path) -> Result<Styles> {
    let mut styles = Styles { inline: String::new(), later: String::new() };
    for name in INLINE {
        let path = folder.join(name);
        if path.exists() {
            styles.inline.push_str(&minified(name, &files::read_text(&path)?)?);
        }
    }
    for path in files::below(folder)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".css") && !INLINE.contains(&&*name) {
            styles.later.push_str(&minified(&name, &files::read_text(&path)?)?);
        }
    }
    Ok(styles)
}

fn minified(name: &str, css: &str) -> Result<String> {
    let options = ParserOptions { filename: format!("style/{name}"), ..Default::default() };
    let mut sheet = StyleSheet::parse(css, options).map_err(|fault| anyhow!("{fault}"))?;
    sheet.minify(MinifyOptions::default()).map_err(|fault| anyhow!("{fault}"))?;
    let printed = sheet.to_css(PrinterOptions { minify: true, ..Default::default() });
    Ok(printed.map_err(|fault| anyhow!("{fault}"))?.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_spaces_go_and_meaning_stays() {
        let css =
            "/* why */ .a { color: var(--ink); }\n@media (prefers-color-scheme: dark) { .a { margin: 0px } }";
        assert_eq!(
            minified("a.css", css).unwrap(),
            ".a{color:var(--ink)}@media (prefers-color-scheme:dark){.a{margin:0}}"
        );
    }

    #[test]
    fn a_fault_names_file_and_line() {
        let fault = minified("a.css", "\n}").unwrap_err().to_string();
        assert!(fault.contains("style/a.css:1"), "{fault}");
    }
}
