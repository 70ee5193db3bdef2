//! What the page asks for by name, from words and config: the build, the server and the app share it.

use super::template::{RenderError, Row, render};
use crate::{config::PortalConfig, localized::language_name};
use std::collections::BTreeMap;

/// Everything a page of one language is filled with.
pub struct PageData<'a> {
    pub language: &'a str,
    /// Key → word, complete.
    pub words: &'a BTreeMap<String, String>,
    pub config: &'a PortalConfig,
    /// The path that the portal lives under, with a slash at both ends.
    pub base: &'a str,
    /// Language → URL of its words, with the base.
    pub words_urls: &'a BTreeMap<String, String>,
}

/// Fills a shell whose asset URLs and stylesheet are there already. Names:
/// `t:` words · `c:` config, see [`config_text`] · `v:lang`, `v:base`, `v:words` (`id=URL su=URL`) ·
/// `a:words` (this language's URL) · lists `doors`, `numbers`, `languages`, `catalogues`.
pub fn page(shell: &str, data: &PageData) -> Result<String, RenderError> {
    let lookup = |name: &str| match name.split_once(':')? {
        ("t", key) => data.words.get(key).cloned(),
        ("c", path) => config_text(data.config, path, data.language),
        ("v", "lang") => Some(data.language.to_owned()),
        ("v", "base") => Some(data.base.to_owned()),
        ("v", "words") => Some(
            data.words_urls.iter().map(|(code, url)| format!("{code}={url}")).collect::<Vec<_>>().join(" "),
        ),
        ("a", "words") => data.words_urls.get(data.language).cloned(),
        _ => None,
    };
    render(shell, &lookup, &|list| rows(list, data))
}

/// A text of the config by the name that the page gives it: `name`, `accent`, `emergency.number`,
/// `emergency.title`, `emergency.about`, `doors.ID.name`, `doors.ID.about`, `numbers.NUMBER`.
pub fn config_text(config: &PortalConfig, path: &str, language: &str) -> Option<String> {
    let parts: Vec<&str> = path.split('.').collect();
    let door = |id: &str| config.doors.iter().find(|door| door.id == id);
    match parts[..] {
        ["name"] => Some(config.name.clone()),
        ["accent"] => Some(config.accent.clone().unwrap_or_default()),
        ["emergency", "number"] => Some(config.emergency.number.clone()),
        ["emergency", "title"] => Some(config.emergency.title.get(language).to_owned()),
        ["emergency", "about"] => Some(config.emergency.about.get(language).to_owned()),
        ["doors", id, "name"] => Some(door(id)?.name.get(language).to_owned()),
        ["doors", id, "about"] => Some(door(id)?.about.get(language).to_owned()),
        ["numbers", number] => {
            numbers(config, language).into_iter().find(|(known, _)| known == number).map(|(_, name)| name)
        }
        _ => None,
    }
}

/// Every telephone number of the config with what it is for, the emergency line first.
pub fn numbers(config: &PortalConfig, language: &str) -> Vec<(String, String)> {
    let first = (config.emergency.number.clone(), config.emergency.about.get(language).to_owned());
    let others =
        config.emergency.others.iter().map(|(number, name)| (number.clone(), name.get(language).to_owned()));
    std::iter::once(first).chain(others).collect()
}

fn rows(list: &str, data: &PageData) -> Option<Vec<Row>> {
    let row = |fields: &[(&str, &str)]| -> Row {
        fields.iter().map(|(name, text)| (format!("d:{name}"), (*text).to_owned())).collect()
    };
    let (config, language) = (data.config, data.language);
    Some(match list {
        "doors" => config
            .doors
            .iter()
            .map(|door| {
                row(&[
                    ("id", &door.id),
                    ("icon", &door.icon),
                    ("name", door.name.get(language)),
                    ("about", door.about.get(language)),
                ])
            })
            .collect(),
        "numbers" => numbers(config, language)
            .iter()
            .map(|(number, name)| row(&[("number", number), ("name", name)]))
            .collect(),
        "languages" => config
            .languages
            .iter()
            .map(|code| {
                let current = if code == language { "true" } else { "false" };
                row(&[("id", code), ("name", language_name(code)), ("current", current)])
            })
            .collect(),
        "catalogues" => {
            config.desks.iter().map(|desk| row(&[("url", &desk.services_url(data.base, language))])).collect()
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_filled_in_its_language() {
        let config = PortalConfig::parse(include_str!("../../../../public/config.json")).unwrap();
        let words = BTreeMap::from([("home.title".to_owned(), "Tell".to_owned())]);
        let words_urls = BTreeMap::from([
            ("en".to_owned(), "/x/en.json".to_owned()),
            ("id".to_owned(), "/x/id.json".to_owned()),
        ]);
        let data =
            PageData { language: "en", words: &words, config: &config, base: "/x/", words_urls: &words_urls };
        for (template, expected) in [
            ("{{v:lang}} {{t:home.title}} {{c:emergency.number}}", "en Tell 112"),
            ("{{a:words}} {{v:words}}", "/x/en.json en=/x/en.json id=/x/id.json"),
            ("{{#each languages}}{{d:id}}:{{d:current}} {{/each}}", "id:false su:false en:true "),
            (
                "{{#each catalogues}}{{d:url}} {{/each}}",
                concat!(
                    "/x/api/aspirasi/services.json?locale=en /x/api/polresta/services.json?locale=en ",
                    "/x/api/pengawasan/services.json?locale=en "
                ),
            ),
        ] {
            assert_eq!(page(template, &data).as_deref(), Ok(expected));
        }
        assert_eq!(page("{{t:home.nothing}}", &data), Err(RenderError::Unknown("t:home.nothing".into())));
        assert!(
            config
                .doors
                .iter()
                .all(|door| config_text(&config, &format!("doors.{}.name", door.id), "su").is_some())
        );
    }
}
