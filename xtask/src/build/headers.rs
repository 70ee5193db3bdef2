//! The headers of a page for hosts that read a `_headers` file (Netlify, Cloudflare Pages, GitLab and others):
//! the same set as tanggap-server sends; `cargo x size` compares the two.

use tanggap_core::config::PortalConfig;

const PERMISSIONS: &str = "geolocation=(self), camera=(self), microphone=(), accelerometer=(), gyroscope=(), \
    magnetometer=(), usb=(), serial=(), hid=(), midi=(), payment=(), display-capture=(), \
    idle-detection=(), local-fonts=(), clipboard-read=(), browsing-topics=()";

const ONLY_BY_HTTPS: &str = "; upgrade-insecure-requests";

pub fn file(base: &str, css_hash: &str, config: &PortalConfig) -> String {
    let lines = [
        ("Content-Security-Policy", policy(css_hash, config)),
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
    format!("{base}*\n{lines}\n{base}assets/*\n  Cache-Control: public, max-age=31536000, immutable\n")
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

fn policy(css_hash: &str, config: &PortalConfig) -> String {
    let tiles = config.tiles.as_ref().and_then(|tiles| origin(&tiles.url)).map(|tiles| format!(" {tiles}"));
    let desks = config.desks.iter().map(|desk| desk.api.as_str());
    let mut apis: Vec<_> = desks.chain(config.tracker.as_deref()).filter_map(origin).collect();
    apis.sort();
    apis.dedup();
    let apis: String = apis.iter().map(|api| format!(" {api}")).collect();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' '{css_hash}'; \
         img-src 'self' blob: data:{}; font-src 'self'; media-src 'self' blob:; connect-src 'self'{apis}; \
         worker-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; \
         frame-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default{ONLY_BY_HTTPS}",
        tiles.unwrap_or_default()
    )
}

/// `https://host:port` of an absolute URL; a relative one is the portal itself.
fn origin(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    Some(format!("{scheme}://{host}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONFIG: &str = include_str!("../../../public/config.json");

    #[test]
    fn foreign_desks_and_tiles_are_allowed_by_origin_alone() {
        let mut config = PortalConfig::parse(CONFIG).unwrap();
        config.tiles = None;
        assert!(policy("x", &config).contains("data:; font-src 'self'; "));
        assert!(policy("x", &config).contains("connect-src 'self'; "));
        config.tracker = Some("https://desk.example/v2".into());
        config.desks[0].api = "https://desk.example/v3".into();
        let file = file("/lapor/", "sha256-x", &config);
        assert!(file.starts_with("/lapor/*\n  Content-Security-Policy: "), "{file}");
        for part in ["connect-src 'self' https://desk.example;", "'sha256-x';"] {
            assert!(file.contains(part), "{part} in {file}");
        }
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
