//! The headers of a page for hosts that read a `_headers` file (Netlify, Cloudflare Pages, GitLab and others):
//! the same set as tanggap-server sends; `cargo x size` compares the two.

use tanggap_core::{
    config::PortalConfig,
    shell::{InlineHashes, PERMISSIONS, page_policy},
};

const ONLY_BY_HTTPS: &str = "; upgrade-insecure-requests";

pub fn file(base: &str, hashes: &InlineHashes, config: &PortalConfig) -> String {
    let lines = [
        ("Content-Security-Policy", page_policy(config, hashes) + ONLY_BY_HTTPS),
        ("Strict-Transport-Security", "max-age=63072000; includeSubDomains; preload".into()),
        ("X-Content-Type-Options", "nosniff".into()),
        ("Referrer-Policy", "no-referrer".into()),
        ("Cross-Origin-Opener-Policy", "same-origin".into()),
        ("Cross-Origin-Resource-Policy", "same-origin".into()),
        ("Permissions-Policy", PERMISSIONS.into()),
        ("X-Frame-Options", "DENY".into()),
        ("X-Robots-Tag", "noarchive".into()),
    ];
    let lines: String = lines.iter().map(|(name, value)| format!("  {name}: {value}\n")).collect();
    format!(
        "{base}*\n{lines}\n{base}assets/*\n  Cache-Control: public, max-age=31536000, immutable\n\n{base}sw.js\n  Cache-Control: no-cache\n"
    )
}

/// Names of the file's headers for which `sent` (by lower-case name) says something else. What only https may
/// carry is left out: the comparison is made without.
pub fn differences(file: &str, sent: &dyn Fn(&str) -> Option<String>) -> Vec<String> {
    let of_pages = file.split("\n\n").next().unwrap_or_default();
    let headers = of_pages.lines().skip(1).filter_map(|line| line.trim().split_once(": "));
    let same = |name: &str, value: &str| {
        name == "Strict-Transport-Security"
            || sent(&name.to_lowercase()).as_deref() == Some(value.trim_end_matches(ONLY_BY_HTTPS))
    };
    headers.filter(|(name, value)| !same(name, value)).map(|(name, _)| name.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONFIG: &str = include_str!("../../../public/config.json");

    #[test]
    fn the_file_speaks_of_all_files_below_the_base() {
        let hashes = InlineHashes { css: "sha256-x".into(), script: "sha256-y".into() };
        let file = file("/lapor/", &hashes, &PortalConfig::parse(CONFIG).unwrap());
        assert!(file.starts_with("/lapor/*\n  Content-Security-Policy: default-src 'none'; "), "{file}");
        assert!(file.contains("trusted-types default; upgrade-insecure-requests\n"), "{file}");
    }

    #[test]
    fn a_server_that_sends_other_headers_is_found_out() {
        let file = "/*\n  Content-Security-Policy: a; upgrade-insecure-requests\n  X-Frame-Options: DENY\n\n/assets/*\n  A: b\n";
        let sent = |name: &str| match name {
            "content-security-policy" => Some("a".to_owned()),
            _ => None,
        };
        assert_eq!(differences(file, &sent), ["X-Frame-Options"]);
    }
}
