//! The config's addresses, which are absolute or below the portal's own.

/// An address of the config, seen from a portal that lives under `base`.
pub fn absolute(base: &str, address: &str) -> String {
    if address.starts_with('/') || is_elsewhere(address) {
        address.to_owned()
    } else {
        format!("{base}{address}")
    }
}

pub(super) fn is_elsewhere(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}
