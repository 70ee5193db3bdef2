//! Reads `lexicon.json`, each fault with its field. A file of its own: no first visitor waits for it.

use super::{
    entries::{DangerKind, HelpLine, Lexicon},
    pattern::{Phrase, Sets},
};
use crate::{
    config::{ConfigError, each, telephone},
    json::{Fault, Node},
    localized::Localized,
};
use serde_json::Value;

pub fn read(text: &str) -> Result<Lexicon, ConfigError> {
    let value: Value = serde_json::from_str(text)?;
    let root = Node::root(&value);
    let sets = root.get("sets").entries().into_iter();
    let sets: Sets = sets.map(|(name, node)| Ok((name, words(&node)?))).collect::<Result<_, Fault>>()?;
    let list = |name: &str| phrases(&root.get(name), &sets);
    let keywords = root.get("services").entries().into_iter();
    let keywords = keywords.map(|(code, node)| Ok((code, each_text(&node)?)));
    let police = root.get("police");
    Ok(Lexicon {
        dangers: each(&root.get("dangers"), |node| danger(node, &sets))?,
        harmless: list("harmless")?,
        not: list("not")?,
        averting: list("averting")?,
        distant: list("distant")?,
        present: list("present")?,
        likening: list("likening")?,
        seeming: list("seeming")?,
        elsewhere: list("elsewhere")?,
        lasting: list("lasting")?,
        keywords: keywords.collect::<Result<_, Fault>>()?,
        otherwise: police.get("otherwise").optional_text()?,
        officers: phrases(&police.get("words"), &sets)?,
        compounds: phrases(&police.get("compounds"), &sets)?,
    })
}

fn danger(node: &Node, sets: &Sets) -> Result<DangerKind, Fault> {
    let firm = node.get("firm");
    Ok(DangerKind {
        id: node.get("id").text()?,
        service: node.get("service").optional_text()?,
        firm: match firm.flag() {
            None if !firm.is_absent() => return Err(firm.fault("true or false")),
            flag => flag.unwrap_or(false),
        },
        phrases: phrases(&node.get("words"), sets)?,
        lines: each(&node.get("lines"), |node| {
            Ok(HelpLine {
                number: telephone(&node.get("number"))?,
                name: Localized::read(&node.get("name"))?,
            })
        })?,
    })
}

fn phrases(node: &Node, sets: &Sets) -> Result<Vec<Phrase>, Fault> {
    texts(node)?
        .iter()
        .map(|text| Phrase::parse(&text.text()?, sets).map_err(|expected| text.fault(expected)))
        .collect()
}

fn each_text(node: &Node) -> Result<Vec<String>, Fault> {
    texts(node)?.iter().map(Node::text).collect()
}

fn words(node: &Node) -> Result<Vec<String>, Fault> {
    let word = |node: &Node| {
        let word = node.text()?;
        let is_one = !word.is_empty() && word.chars().all(char::is_alphanumeric);
        if is_one { Ok(word) } else { Err(node.fault("one word")) }
    };
    texts(node)?.iter().map(word).collect()
}

/// The lists of every language as one: nobody says in which language they write.
fn texts<'a>(node: &Node<'a>) -> Result<Vec<Node<'a>>, Fault> {
    let languages = node.entries();
    if languages.is_empty() && !node.is_absent() {
        return Err(node.fault("a list of words for each language"));
    }
    let mut all = Vec::new();
    for (_, list) in languages {
        all.extend(list.list()?);
    }
    Ok(all)
}
