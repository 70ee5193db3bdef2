//! The headers of a page for hosts that read a `_headers` file (Netlify, Cloudflare Pages, GitLab and others):
//! the same set as tanggap-server sends; `cargo x size` compares the two.

use serde_json::Value;

const PERMISSIONS: &str = "geolocation=(self), camera=(self), microphone=(), accelerometer=(), gyroscope=(), \
    magnetometer=(), usb=(), serial=(), bluetooth=(), hid=(), midi=(), payment=(), display-capture=(), \
    idle-detection=(), local-fonts=(), clipboard-read=(), browsing-topics=()";

pub fn file(base: &str, css_hash: &str, config: &Value) -> String {
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

fn policy(css_hash: &str, config: &Value) -> String {
    let tiles = config["tiles"]["url"].as_str().and_then(origin).map(|tiles| format!(" {tiles}"));
    let desks = config["desks"].as_array().into_iter().flatten();
    let mut apis: Vec<_> = desks.filter_map(|desk| desk["api"].as_str().and_then(origin)).collect();
    apis.sort();
    apis.dedup();
    let apis: String = apis.iter().map(|api| format!(" {api}")).collect();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' '{css_hash}'; \
         img-src 'self' blob: data:{}; font-src 'self'; media-src 'self' blob:; connect-src 'self'{apis}; \
         worker-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; \
         frame-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default; \
         upgrade-insecure-requests",
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
    use serde_json::json;

    #[test]
    fn foreign_desks_and_tiles_are_allowed_by_origin_alone() {
        let config = json!({
            "tiles": {"url": "https://tiles.example/{z}/{x}/{y}.png"},
            "desks": [{"api": "api/aspirasi"}, {"api": "https://desk.example/v2"}, {"api": "https://desk.example/v3"}],
        });
        let file = file("/lapor/", "sha256-x", &config);
        assert!(file.starts_with("/lapor/*\n  Content-Security-Policy: "), "{file}");
        for part in
            ["connect-src 'self' https://desk.example;", "data: https://tiles.example;", "'sha256-x';"]
        {
            assert!(file.contains(part), "{part} in {file}");
        }
        assert!(policy("x", &json!({})).contains("connect-src 'self'; "));
    }
}
