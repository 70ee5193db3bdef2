//! A city's services as a phone gets them: names in one language, keywords of all.

use serde_json::Value;
use tanggap_core::{
    json::Node,
    localized::Localized,
    service::{PlaceRule, Service, ServiceKind, keywords},
};

pub fn services(desk: &str, text: &str, language: &str) -> Vec<Service> {
    let value: Value = serde_json::from_str(text).unwrap();
    let list = Node::root(&value).get("services").list().unwrap();
    list.iter().map(|node| service(desk, node, language)).collect()
}

fn service(desk: &str, node: &Node, language: &str) -> Service {
    let words = |name: &str| Localized::read(&node.get(name)).unwrap();
    let in_language = |name: &str| words(name).get(language).to_owned();
    let lists = words("keywords");
    let all = lists.languages().flat_map(|language| keywords(lists.get(language)));
    Service {
        desk: desk.into(),
        code: node.get("code").text().unwrap(),
        name: in_language("name"),
        description: in_language("description"),
        group: in_language("group"),
        keywords: all.collect(),
        kind: ServiceKind::parse(&node.get("kind").text().unwrap()).unwrap(),
        icon: String::new(),
        place: PlaceRule::Optional,
        identity: vec![],
        clock: None,
        has_questions: false,
    }
}
