//! What makes a danger none, and what doesn't, with a small file.

use super::Rules;
use crate::{language::Vocabulary, lexicon};

const FILE: &str = r#"{
  "sets": {"person": {"id": ["orang", "saya", "suami"]}},
  "dangers": [
    {"id": "fire", "service": "emergency-fire", "words": {"id": ["kebakaran", "api"]}},
    {"id": "violence", "service": "emergency-violence", "firm": true, "words": {"id": ["pukul", "luka @person"]}},
    {"id": "despair", "firm": true, "words": {"id": ["bunuh diri"]}, "lines": [{"number": "119", "name": "SEJIWA"}]}
  ],
  "harmless": {"id": ["kereta api", "pukul #", "kompor .. api"]},
  "not": {"id": ["tidak", "bukan"]}, "averting": {"id": ["takut", "sebelum"]},
  "distant": {"id": ["sering", "tahun lalu"]}, "present": {"id": ["barusan"]},
  "likening": {"id": ["seperti"]}, "seeming": {"id": ["seperti ada"]},
  "elsewhere": {"id": ["di film", "bulan lalu"]}, "lasting": {"id": ["sejak"]}
}"#;

fn kinds(told: &str) -> Vec<String> {
    let lexicon = lexicon::read(FILE).unwrap();
    let mut vocabulary = Vocabulary::default();
    let rules = Rules::new(&lexicon, &mut vocabulary);
    let words = vocabulary.read(told);
    rules.look(&rules.without_harmless(&words)).danger.map(|danger| danger.kinds).unwrap_or_default()
}

#[test]
fn a_danger_is_seen_and_what_only_looks_like_one_is_not() {
    for (told, expected) in [
        ("ada kebakaran di pasar", &["fire"][..]),
        ("KEBAKARAN!!!", &["fire"]),
        ("kebakrannya gede", &["fire"]),
        ("saya dipukuli, rumah kebakaran", &["fire", "violence"]),
        // Words of a phrase in any order, near each other.
        ("orangnya luka", &["violence"]),
        ("luka di jari kaki kiri kanan depan pintu rumah besar seorang kenalan dari orang", &[]),
        // Harmless, denied, feared, far away.
        ("kereta api berisik", &[]),
        ("kompor saya kecil apinya", &[]),
        ("pukul 7 pagi sampah belum diangkut", &[]),
        ("pukul tujuh", &[]),
        ("tidak ada kebakaran", &[]),
        ("bukan kebakaran", &[]),
        ("takut ada kebakaran", &[]),
        ("takut rumah sebelah yang gelap itu kebakaran", &["fire"]),
        ("tahun lalu ada kebakaran", &[]),
        ("Tahun lalu sepi. Sekarang kebakaran", &["fire"]),
        ("sering kebakaran, barusan kebakaran lagi", &["fire"]),
        // What is done to a person counts though it happens often, and not where it is denied.
        ("suami sering memukul saya", &["violence"]),
        ("saya tidak dipukul", &[]),
        ("takut bunuh diri", &["despair"]),
        // What is only compared, and what seems to be.
        ("antri begini seperti dipukul", &[]),
        ("gerah kayak kebakaran", &[]),
        ("kayak ada orang dipukuli", &["violence"]),
        ("sepertinya kebakaran", &["fire"]),
        ("suami memukul seperti orang gila", &["violence"]),
        // Elsewhere not even what is firm counts, unless it goes on or is there just now.
        ("di film ada yang dipukul", &[]),
        ("bulan lalu suami memukul saya", &[]),
        ("sejak bulan lalu suami memukul saya", &["violence"]),
        ("bulan lalu dipukul, barusan dipukul lagi", &["violence"]),
        ("", &[]),
    ] {
        assert_eq!(kinds(told), expected, "{told}");
    }
}

#[test]
fn what_is_dismissed_is_told_from_what_was_never_named() {
    let lexicon = lexicon::read(FILE).unwrap();
    let mut vocabulary = Vocabulary::default();
    let rules = Rules::new(&lexicon, &mut vocabulary);
    for (told, dismissed) in
        [("takut kebakaran", true), ("di film", true), ("lampu mati", false), ("kebakaran", false)]
    {
        let words = vocabulary.read(told);
        assert_eq!(rules.look(&rules.without_harmless(&words)).is_dismissed, dismissed, "{told}");
    }
}

#[test]
fn who_wants_to_die_is_given_the_line_that_the_city_names() {
    let lexicon = lexicon::read(FILE).unwrap();
    let mut vocabulary = Vocabulary::default();
    let rules = Rules::new(&lexicon, &mut vocabulary);
    let words = vocabulary.read("mau bunuh diri");
    let danger = rules.look(&rules.without_harmless(&words)).danger.unwrap();
    assert_eq!(danger.lines.iter().map(|line| line.number.as_str()).collect::<Vec<_>>(), ["119"]);
    assert!(danger.services.is_empty());
}
