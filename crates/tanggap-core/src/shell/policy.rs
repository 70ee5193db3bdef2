//! What a page may do, as headers: written here once, for the server's answers and for the `_headers` file of hosts
//! that serve files only.

use crate::{config::PortalConfig, web_address::WebAddress};

pub const PERMISSIONS: &str = "geolocation=(self), camera=(self), microphone=(), accelerometer=(), gyroscope=(), \
    magnetometer=(), usb=(), serial=(), hid=(), midi=(), payment=(), display-capture=(), \
    idle-detection=(), local-fonts=(), clipboard-read=(), browsing-topics=()";

/// The content security policy: only what the build made runs, and only the config's desks, tracker and map tiles
/// are asked. `css_hash` is the inlined stylesheet's, as `sha256-…`.
pub fn page_policy(config: &PortalConfig, css_hash: &str) -> String {
    let desks = config.desks.iter().map(|desk| desk.api.as_str());
    let mut apis: Vec<_> = desks.chain(config.tracker.as_deref()).filter_map(origin).collect();
    apis.sort();
    apis.dedup();
    let apis: String = apis.iter().map(|api| format!(" {api}")).collect();
    let tiles = config.tiles.as_ref().and_then(|tiles| origin(&tiles.url)).map(|tiles| format!(" {tiles}"));
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' '{css_hash}'; \
         img-src 'self' blob: data:{}; font-src 'self'; media-src 'self' blob:; connect-src 'self'{apis}; \
         worker-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; \
         frame-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default",
        tiles.unwrap_or_default()
    )
}

/// `https://host:port` of an absolute address; a relative one is the portal itself. A map's places in `{}` stand behind
/// the host.
fn origin(address: &str) -> Option<String> {
    WebAddress::parse_careless(address).map(|address| address.origin().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONFIG: &str = include_str!("../../../../public/config.json");

    #[test]
    fn foreign_desks_trackers_and_tiles_are_allowed_by_origin_alone() {
        let mut config = PortalConfig::parse(CONFIG).unwrap();
        (config.tiles, config.tracker) = (None, None);
        let policy = page_policy(&config, "sha256-x");
        for part in ["data:; font-src 'self'; ", "connect-src 'self'; ", "style-src 'self' 'sha256-x'; "] {
            assert!(policy.contains(part), "{part} in {policy}");
        }
        config.tracker = Some("https://track.example/v2".into());
        config.desks[0].api = "https://desk.example:8443/v3".into();
        config.desks[1].api = "https://desk.example:8443/v2".into();
        let policy = page_policy(&config, "sha256-x");
        assert!(
            policy.contains("connect-src 'self' https://desk.example:8443 https://track.example; "),
            "{policy}"
        );
    }
}
