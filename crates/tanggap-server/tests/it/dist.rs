//! A portal's files as the bundler leaves them, a few lines each.

use serde_json::{Value, json};
use std::{collections::BTreeMap, fs, path::Path};

/// As the bundler leaves it, with the city's real words and config.
pub fn write_dist(dist: &Path, base: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let read = |file: &str| fs::read_to_string(root.join(file)).unwrap();
    let words = |language: &str| -> BTreeMap<String, Value> {
        serde_json::from_str(&read(&format!("locales/{language}.json"))).unwrap()
    };
    let complete = words("id");
    let names: Vec<_> = complete.keys().filter(|key| !key.starts_with('_')).collect();
    fs::create_dir_all(dist.join("assets")).unwrap();
    let mut urls = BTreeMap::new();
    for language in ["id", "su", "en"] {
        let own = words(language);
        let texts: Vec<_> = names.iter().map(|&key| own.get(key).unwrap_or(&complete[key])).collect();
        let url = format!("assets/words-{language}.0.json");
        fs::write(dist.join(&url), serde_json::to_vec(&texts).unwrap()).unwrap();
        urls.insert(language, url);
    }
    let shell = "<!doctype html><html lang=\"{{v:lang}}\" data-page=\"home\"><title>{{t:home.title}}</title>\
        <a href=\"tel:{{c:emergency.number}}\">{{c:emergency.title}}</a><link href=\"{{a:words}}\">";
    let build = json!({"base": base, "css_hash": "sha256-dGVzdA==", "script_hash": "sha256-dGVzdA==", "assets": [], "words": urls, "keys": names});
    for (name, text) in [
        ("shell.html", shell.to_owned()),
        ("index.html", "built".to_owned()),
        ("build.json", build.to_string()),
        ("config.json", read("public/config.json")),
        ("holidays.json", read("public/holidays.json")),
        ("escalations.json", read("public/escalations.json")),
        ("area-points.json", read("public/area-points.json")),
        ("lexicon.json", read("public/lexicon.json")),
        ("learned.json", read("public/learned.json")),
        ("manifest.webmanifest", read("public/manifest.webmanifest")),
        ("sw.js", "// worker".to_owned()),
        ("assets/app.0.js", "export {}".to_owned()),
        ("assets/app.0.js.br", "not really brotli".to_owned()),
    ] {
        fs::write(dist.join(name), text).unwrap();
    }
}
