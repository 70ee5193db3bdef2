//! Which service the typed words mean, on the device: names and GeoReport's keywords against the words, with
//! Indonesian and Sundanese endings taken off. A suggestion only; the rest is a tap away.

use crate::service::Service;

/// How many services are suggested at most.
pub const MOST: usize = 3;

/// The services that fit best, best first; empty when nothing fits.
pub fn suggest<'a>(told: &str, services: &'a [Service]) -> Vec<&'a Service> {
    let told = words(told);
    if told.is_empty() {
        return Vec::new();
    }
    let mut scored: Vec<(u32, &Service)> =
        services.iter().map(|service| (score(&told, service), service)).collect();
    scored.retain(|(score, _)| *score > 0);
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    // What fits far less than the best only distracts.
    let least = scored.first().map_or(0, |(best, _)| best / 3);
    scored.into_iter().filter(|(score, _)| *score >= least).map(|(_, service)| service).take(MOST).collect()
}

fn score(told: &[String], service: &Service) -> u32 {
    let by_keyword: u32 = service.keywords.iter().map(|keyword| phrase_score(told, &words(keyword))).sum();
    let in_name = words(&service.name).iter().filter(|word| told.contains(word)).count() as u32;
    by_keyword + in_name * 2
}

/// A phrase counts whole: all its words must have been told. Longer ones say more.
fn phrase_score(told: &[String], phrase: &[String]) -> u32 {
    let all = !phrase.is_empty() && phrase.iter().all(|word| told.contains(word));
    if all { 2 + 3 * (phrase.len() as u32 - 1) } else { 0 }
}

/// Lower-case stems, without the words that say nothing.
fn words(text: &str) -> Vec<String> {
    text.to_lowercase()
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| word.len() > 1 && !COMMON.contains(word))
        .map(stem)
        .collect()
}

fn stem(word: &str) -> String {
    let whole = |rest: &&str| rest.len() >= 4;
    let word = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending).filter(whole)).unwrap_or(word);
    word.to_owned()
}

const ENDINGS: [&str; 6] = ["nya", "kan", "lah", "na", "keun", "s"];
const COMMON: [&str; 30] = [
    "di", "ke", "yang", "dan", "ini", "itu", "ada", "sudah", "tidak", "dari", "untuk", "saya", "kami",
    "sejak", "hari", "tiga", "dua", "depan", "the", "is", "in", "of", "and", "my", "at", "to", "nu", "aya",
    "teu", "geus",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::{PlaceRule, ServiceKind, keywords};

    fn service(code: &str, name: &str, list: &str) -> Service {
        Service {
            desk: "aspirasi".into(),
            code: code.into(),
            name: name.into(),
            description: String::new(),
            group: String::new(),
            keywords: keywords(list),
            kind: ServiceKind::Complaint,
            icon: String::new(),
            place: PlaceRule::Required,
            identity: vec![],
            clock: None,
            has_questions: true,
        }
    }

    fn services() -> Vec<Service> {
        vec![
            service("street-light", "Lampu jalan", "lampu mati, pju, gelap, lampu jalan, penerangan"),
            service("road", "Jalan rusak", "lubang, bolong, aspal, jalan rusak, jeglongan"),
            service("waste", "Sampah", "sampah, sampah numpuk, bau, tps"),
            service("levy", "Pungutan liar", "pungli, calo, uang pelicin"),
        ]
    }

    fn check(told: &str, expected: &[&str]) {
        let services = services();
        let found: Vec<_> = suggest(told, &services).iter().map(|service| service.code.clone()).collect();
        assert_eq!(found, expected, "{told}");
    }

    #[test]
    fn told_words_find_their_service() {
        check("Lampu jalan mati di depan pasar sejak tiga hari lalu", &["street-light"]);
        check("jalannya bolong", &["road", "street-light"]);
        check("SAMPAH numpuk, baunya!", &["waste"]);
        check("ada calo minta uang", &["levy"]);
    }

    #[test]
    fn words_that_mean_nothing_suggest_nothing() {
        check("", &[]);
        check("yang itu di sini", &[]);
        check("gajah terbang", &[]);
    }
}
