//! No value of a config leaves the place that it is for.

use crate::{
    config::PortalConfig,
    shell::{InlineHashes, page_policy},
};
use serde_json::{Value, json};

/// Bogor's, with everything that it may have.
fn config() -> Value {
    let mut config: Value = serde_json::from_str(include_str!("../../../../../public/config.json")).unwrap();
    config["tiles"] = json!({"url": "https://tiles.example/{z}/{x}/{y}.png?k=1", "attribution": "© Peta"});
    config["sms"] = json!({"number": "+62 811-1234567"});
    config["desks"][1]["api"] = "https://Desk.Example:8443/v2/".into();
    config
}

fn with(pointer: &str, value: &str) -> Result<PortalConfig, String> {
    let mut config = config();
    *config.pointer_mut(pointer).unwrap() = value.into();
    PortalConfig::parse(&config.to_string()).map_err(|error| error.to_string())
}

#[test]
fn a_whole_config_is_read() {
    let config = PortalConfig::parse(&config().to_string()).unwrap();
    assert_eq!(config.desks[1].api, "https://desk.example:8443/v2");
    let hashes = InlineHashes { css: "sha256-x".into(), script: "sha256-y".into() };
    let policy = page_policy(&config, &hashes);
    assert!(policy.contains("data: https://tiles.example; font-src"), "{policy}");
    assert!(policy.contains("connect-src 'self' https://desk.example:8443; "), "{policy}");
    for (pointer, value) in [
        ("/tracker", "https://track.example"),
        ("/desks/0/api", "/lapor/api/x"),
        ("/tiles/url", "peta/{z}/{x}/{y}.png"),
        ("/languages/1", "zh-Hant"),
        ("/emergency/number", "0251 8321-075"),
        ("/holidays", "data/2026.json"),
    ] {
        assert!(with(pointer, value).is_ok(), "{pointer} {value}");
    }
}

#[test]
fn no_address_adds_to_the_policy() {
    for (pointer, field) in [
        ("/desks/1/api", "desks[1].api: expected an http(s) address"),
        ("/tracker", "tracker: expected an http(s) address"),
        ("/tiles/url", "tiles.url: expected an http(s) address with {z}"),
    ] {
        for origin in [
            "https://a.example; script-src *",
            "https://a.example;script-src",
            "https://a.example https://b.example",
            "https://a.example,b.example",
            "https://a.example\nx",
            "https://a.example\r\nX-Y: z",
            "https://'unsafe-inline'",
            "https://\"a\"",
            "https://*.example",
            "https://*",
            "https://",
            "https:",
            "//a.example",
            "/\\a.example",
            "data:text/html,x",
            "javascript:x",
            "blob:x",
            "ws://a.example",
            "https://user@a.example",
            "https://user:word@a.example",
            "https://a.example:x",
            "https://{s}.example",
            "../../etc",
            "a/../b",
            "a b",
            "a\u{202e}b",
            "",
        ] {
            let text = if pointer == "/tiles/url" && !origin.is_empty() {
                format!("{origin}/{{z}}/{{x}}/{{y}}.png")
            } else {
                origin.to_owned()
            };
            match with(pointer, &text) {
                Err(error) => assert!(error.starts_with(field) || text.is_empty(), "{error}: {text}"),
                Ok(_) => assert!(text.is_empty() && pointer == "/tracker", "{pointer} took {text:?}"),
            }
        }
    }
}

#[test]
fn nothing_else_leaves_its_place() {
    for (pointer, value, message) in [
        ("/accent", "red;}body{display:none", "accent: expected a colour such as #0b6b53"),
        ("/accent", "url(//a.example)", "accent: expected a colour such as #0b6b53"),
        ("/accent", "#0b6b5", "accent: expected a colour such as #0b6b53"),
        (
            "/emergency/number",
            "112;x",
            "emergency.number: expected a telephone number such as 112 or +62 251 8321075",
        ),
        (
            "/emergency/number",
            "*21*0812#",
            "emergency.number: expected a telephone number such as 112 or +62 251 8321075",
        ),
        (
            "/emergency/others/1/number",
            "118?body=x",
            "emergency.others[1].number: expected a telephone number such as 112 or +62 251 8321075",
        ),
        (
            "/sms/number",
            "0811?body=x&x=",
            "sms.number: expected a telephone number such as 112 or +62 251 8321075",
        ),
        ("/sms/number", "+", "sms.number: expected a telephone number such as 112 or +62 251 8321075"),
        ("/languages/0", "id\" onload=\"x", "languages[0]: expected a language's code such as id"),
        ("/languages/0", "../id", "languages[0]: expected a language's code such as id"),
        ("/desks/0/id", "../polresta", "desks[0].id: expected 1 to 64 letters, digits, - or _"),
        ("/doors/0/id", "a?b", "doors[0].id: expected 1 to 64 letters, digits, - or _"),
        ("/doors/0/icon", "x\"><script>", "doors[0].icon: expected 1 to 64 letters, digits, - or _"),
        ("/holidays", "../../secret.json", "holidays: expected the name of a file beside config.json"),
        ("/holidays", "/etc/passwd", "holidays: expected the name of a file beside config.json"),
        (
            "/escalations",
            "https://a.example/x",
            "escalations: expected the name of a file beside config.json",
        ),
        ("/escalations", "%2e%2e/x", "escalations: expected the name of a file beside config.json"),
        ("/area_points", "../b", "area_points: expected the name of a file beside config.json"),
        ("/lexicon", "../x", "lexicon: expected the name of a file beside config.json"),
        ("/classifier", "../x", "classifier: expected the name of a file beside config.json"),
        ("/tiles/attribution", "<img src=x>", "tiles.attribution: expected words without <, > and &"),
    ] {
        assert_eq!(with(pointer, value).err().as_deref(), Some(message), "{pointer} {value}");
    }
}
