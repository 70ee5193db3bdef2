//! The web app manifest: on a home screen the portal is called what its city calls it, in the city's first language.

use crate::config::PortalConfig;
use serde_json::Value;

/// Fills `manifest.webmanifest` in; `about` is what the page says of itself. `None` where the file is no JSON object.
/// Whatever else stands in it stays, and it may be filled in again.
pub fn manifest(template: &str, config: &PortalConfig, about: &str) -> Option<String> {
    let mut manifest: Value = serde_json::from_str(template).ok()?;
    let fields = manifest.as_object_mut()?;
    fields.insert("name".to_owned(), config.name.as_str().into());
    fields.insert("description".to_owned(), about.into());
    if let Some(language) = config.languages.first() {
        fields.insert("lang".to_owned(), language.as_str().into());
    }
    if let Some(accent) = &config.accent {
        fields.insert("theme_color".to_owned(), accent.as_str().into());
    }
    serde_json::to_string_pretty(&manifest).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_home_screen_shows_the_citys_name_and_everything_else_stays() {
        let mut config =
            PortalConfig::parse(include_str!("../../../../public/config.json")).expect("the city's config");
        config.name = "Lapor \"Kota\" Raya".to_owned();
        config.accent = Some("#123456".to_owned());
        let template = include_str!("../../../../public/manifest.webmanifest");
        let read = |text: &str| serde_json::from_str::<Value>(text).expect("a manifest");
        let filled = manifest(template, &config, "Report and track").expect("a filled manifest");
        let (before, after) = (read(template), read(&filled));
        assert_eq!(after["name"], "Lapor \"Kota\" Raya");
        assert_eq!(after["description"], "Report and track");
        assert_eq!((&after["lang"], &after["theme_color"]), (&"id".into(), &"#123456".into()));
        for kept in ["id", "start_url", "scope", "display", "icons", "background_color"] {
            assert_eq!(before[kept], after[kept], "{kept}");
        }
        assert_eq!(after["short_name"], Value::Null, "a name of the software's would stand under the icon");
        assert_eq!(manifest(&filled, &config, "Report and track"), Some(filled));
    }

    #[test]
    fn what_is_no_manifest_is_not_filled_in() {
        let config = PortalConfig::parse(include_str!("../../../../public/config.json")).expect("a config");
        for text in ["", "[]", "{"] {
            assert_eq!(manifest(text, &config, ""), None, "{text:?}");
        }
    }
}
