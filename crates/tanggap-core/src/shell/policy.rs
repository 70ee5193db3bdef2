//! What a page may do, as headers: written here once, for the server's answers and for the `_headers` file of hosts
//! that serve files only.

use crate::{config::PortalConfig, web_address::WebAddress};

pub const PERMISSIONS: &str = "geolocation=(self), camera=(self), microphone=(), accelerometer=(), gyroscope=(), \
    magnetometer=(), usb=(), serial=(), hid=(), midi=(), payment=(), display-capture=(), \
    idle-detection=(), local-fonts=(), clipboard-read=(), browsing-topics=()";

/// What stands in the page itself, each as `sha256-…`: the build takes them from what it has just put there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InlineHashes {
    /// The first screen's stylesheet.
    pub css: String,
    /// The one script that keeps early presses (docs/adr/0019-early-presses.md).
    pub script: String,
}

/// The content security policy: only what the build made runs, and only the config's desks, tracker and map tiles
/// are asked.
pub fn page_policy(config: &PortalConfig, hashes: &InlineHashes) -> String {
    let desks = config.desks.iter().map(|desk| desk.api.as_str());
    let mut apis: Vec<_> = desks.chain(config.tracker.as_deref()).filter_map(origin).collect();
    apis.sort();
    apis.dedup();
    let apis: String = apis.iter().map(|api| format!(" {api}")).collect();
    let tiles = config.tiles.as_ref().and_then(|tiles| origin(&tiles.url)).map(|tiles| format!(" {tiles}"));
    let InlineHashes { css, script } = hashes;
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' '{script}'; style-src 'self' '{css}'; \
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
        let hashes = InlineHashes { css: "sha256-x".into(), script: "sha256-y".into() };
        let policy = page_policy(&config, &hashes);
        let own = ["script-src 'self' 'wasm-unsafe-eval' 'sha256-y'; ", "style-src 'self' 'sha256-x'; "];
        for part in ["data:; font-src 'self'; ", "connect-src 'self'; "].into_iter().chain(own) {
            assert!(policy.contains(part), "{part} in {policy}");
        }
        config.tracker = Some("https://track.example/v2".into());
        config.desks[0].api = "https://desk.example:8443/v3".into();
        config.desks[1].api = "https://desk.example:8443/v2".into();
        let policy = page_policy(&config, &hashes);
        assert!(
            policy.contains("connect-src 'self' https://desk.example:8443 https://track.example; "),
            "{policy}"
        );
    }
}
