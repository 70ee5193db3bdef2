//! What a city's file may say, and what stops the build.

use super::{Pattern, Phrase, Text, read};
use crate::language::Vocabulary;

const BOGOR: &str = include_str!("../../../../public/lexicon.json");

#[test]
fn bogors_own_file_is_read() {
    let lexicon = read(BOGOR).unwrap();
    assert!(lexicon.dangers.iter().any(|kind| !kind.lines.is_empty()), "a line for those who want to die");
    assert!(lexicon.dangers.iter().all(|kind| !kind.phrases.is_empty()));
    assert!(!lexicon.officers.is_empty() && !lexicon.compounds.is_empty());
}

#[test]
fn a_fault_is_told_by_its_field() {
    let good = r#"{"sets": {"person": {"id": ["orang"]}}, "dangers": [{"id": "fire", "firm": true, "words": {"id": ["api|seuneu .. @person", "pukul #"]},
        "lines": [{"number": "119", "name": "SEJIWA"}]}], "harmless": {"id": ["!bakar sampah"]}, "police": {"words": {"id": ["polisi"]}}}"#;
    assert!(read(good).is_ok());
    let words = "words with blanks between them, | between words that say the same";
    for (from, to, fault) in [
        ("@person\"", "@people\"", "dangers[0].words.id[0]: expected the name of a set".to_owned()),
        ("api|seuneu", "api||seuneu", format!("dangers[0].words.id[0]: expected {words}")),
        ("pukul #", "", "dangers[0].words.id[1]: expected words".to_owned()),
        ("pukul #", "pukul-pukul", format!("dangers[0].words.id[1]: expected {words}")),
        ("\"orang\"", "\"orang tua\"", "sets.person.id[0]: expected one word".to_owned()),
        ("\"firm\": true", "\"firm\": \"x\"", "dangers[0].firm: expected true or false".to_owned()),
        (
            r#"{"id": ["!bakar sampah"]}"#,
            r#""x""#,
            "harmless: expected a list of words for each language".to_owned(),
        ),
        (
            "\"119\"",
            "\"javascript:\"",
            "dangers[0].lines[0].number: expected a telephone number such as 112 or +62 251 8321075"
                .to_owned(),
        ),
        (r#"["polisi"]"#, r#""polisi""#, "police.words.id: expected a list".to_owned()),
    ] {
        let text = good.replacen(from, to, 1);
        assert_ne!(text, good, "{from}");
        assert_eq!(read(&text).unwrap_err().to_string(), fault);
    }
    assert!(read("{").unwrap_err().to_string().contains("not JSON"));
}

fn places(phrase: &str, told: &str, is_danger: bool) -> Vec<Vec<usize>> {
    let sets = vec![("person".to_owned(), vec!["anak".to_owned()])];
    let mut vocabulary = Vocabulary::default();
    let pattern = Pattern::new(&Phrase::parse(phrase, &sets).unwrap(), &mut vocabulary);
    let words = vocabulary.read(told);
    let text = Text::new(&words);
    if is_danger { pattern.near(&text) } else { pattern.in_order(&text) }
}

#[test]
fn a_word_may_be_tied_to_the_one_before_it() {
    assert_eq!(places("tidak +bangun", "bapak tidak mau bangun", true), [[1, 3]]);
    assert!(places("tidak +bangun", "tetangga bangun ruko tidak izin", true).is_empty());
    assert_eq!(places("tidak bangun", "tetangga bangun ruko tidak izin", true), [[3, 1]]);
}

#[test]
fn a_person_may_be_kept_out_between_two_words() {
    assert_eq!(places("kucing ~ luka", "kucing kampung luka", false), [[0, 2]]);
    assert!(places("kucing ~ luka", "kucing cakar anak luka", false).is_empty());
    assert_eq!(places("kucing .. luka", "kucing cakar anak luka", false), [[0, 3]]);
    assert!(Phrase::parse("kucing ~ luka", &Vec::new()).is_err());
}

#[test]
fn words_far_apart_do_not_belong_together_though_nothing_stands_between_them() {
    let apart = |words: usize| format!("api {}anak", "1 ".repeat(words));
    for is_danger in [true, false] {
        assert_eq!(places("api .. anak", &apart(10), is_danger), [[0, 11]]);
        assert!(places("api .. anak", &apart(60), is_danger).is_empty(), "{is_danger}");
    }
}
