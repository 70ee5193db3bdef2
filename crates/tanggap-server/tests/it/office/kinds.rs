//! A city with a service of every kind at every desk, and what a test knows of a report whatever the server says.

use crate::{
    report,
    town::{NOW, Town, private_folder, write_dist},
};
use clap::{FromArgMatches, Subcommand};
use serde_json::{Value, json};
use std::{fs, path::Path};
use tanggap_core::service::ServiceKind;
use tanggap_server::{city::Source, commands::Command, office};

pub const DESKS: [&str; 3] = ["aspirasi", "polresta", "pengawasan"];
/// Service codes, the kind that each desk's file states for them, and whether their reports may be public.
pub const SERVICES: [(&str, Option<&str>, bool); 7] = [
    ("lamp", Some("complaint"), true),
    ("patrol", Some("police-service"), true),
    ("conduct", Some("police-conduct"), true),
    ("unstated", None, true),
    ("fire", Some("emergency"), true),
    ("levy", Some("complaint"), false),
    ("permit", Some("police-service"), false),
];

/// A fresh town whose desks all list all of these services.
pub fn town() -> Town {
    let folder = private_folder();
    write_dist(&folder.path().join("dist"), "/");
    let services = folder.path().join("services");
    write_services(&services, |code| Some(code.to_owned()));
    Town::of_city(folder, &Source::Folder(services))
}

/// The files of all desks; `renamed` gives a service another code, or drops it.
pub fn write_services(folder: &Path, renamed: impl Fn(&str) -> Option<String>) {
    fs::create_dir_all(folder.join("services")).unwrap();
    let service = |(code, kind, publish): &(&str, Option<&str>, bool)| {
        let code = renamed(code)?;
        let mut service = json!({"code": code, "name": code, "place": "optional", "publish": publish, "version": "1",
            "identity": ["open", "secret", "anonymous"], "questions": []});
        if let Some(kind) = kind {
            service["kind"] = (*kind).into();
        }
        Some(service)
    };
    let services: Vec<Value> = SERVICES.iter().filter_map(service).collect();
    for desk in DESKS {
        let text = json!({"services": services}).to_string();
        fs::write(folder.join(format!("services/{desk}.json")), text).unwrap();
    }
}

/// The kind that a report of this service has at this desk; the outer `None` where the desk must not take it.
pub fn kind_at(desk: &str, code: &str) -> Option<Option<ServiceKind>> {
    let (_, stated, _) = SERVICES.iter().find(|(known, ..)| *known == code)?;
    match (desk, stated.and_then(ServiceKind::parse)) {
        ("polresta", None) => Some(Some(ServiceKind::PoliceService)),
        ("aspirasi" | "polresta", Some(ServiceKind::PoliceConduct)) => None,
        (_, kind) => Some(kind),
    }
}

/// Whether a report of this service may be public as it arrives at this desk.
pub fn is_publishable(desk: &str, code: &str) -> bool {
    let kind = kind_at(desk, code).flatten();
    kind.is_some_and(|kind| kind != ServiceKind::PoliceConduct)
        && SERVICES.iter().any(|(known, _, publish)| *known == code && *publish)
}

/// The config as it is, or without this desk and whatever leads to it.
pub fn write_config(folder: &Path, gone: Option<&str>) {
    write_dist(&folder.join("dist"), "/");
    let file = folder.join("dist/config.json");
    let mut config: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    let is_gone = |id: &Value| gone.is_some_and(|gone| id == gone);
    config["desks"].as_array_mut().unwrap().retain(|desk| !is_gone(&desk["id"]));
    for door in config["doors"].as_array_mut().unwrap() {
        door["desks"].as_array_mut().unwrap().retain(|desk| !is_gone(desk));
    }
    config["doors"].as_array_mut().unwrap().retain(|door| door["desks"] != json!([]));
    fs::write(file, config.to_string()).unwrap();
}

/// The same town, as it goes on after a restart without this desk, or with all of them.
pub async fn restarted(town: Town, gone: Option<&str>) -> Town {
    let Town { app, portal, folder } = town;
    drop((app, portal));
    write_config(folder.path(), gone);
    let services = folder.path().join("services");
    let town = Town::of_city(folder, &Source::Folder(services));
    let portal = &town.portal;
    office::fill(&portal.store, &portal.config, &portal.city, NOW).await.unwrap();
    town
}

/// A command in this process, on this town's data; its refusal in words.
pub async fn command(town: &Town, arguments: &[&str]) -> Result<(), String> {
    let folder = town.folder.path();
    let at = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let mut line: Vec<String> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
    line.extend(["--dist".into(), at("dist"), "--city".into(), at("services"), "--data".into(), at("")]);
    let parser = Command::augment_subcommands(clap::Command::new("x").no_binary_name(true));
    let matches = parser.try_get_matches_from(line).map_err(|error| error.to_string())?;
    let command = Command::from_arg_matches(&matches).map_err(|error| error.to_string())?;
    command.run().await.map_err(|error| error.to_string())
}

/// A report with words that nothing else has, and members that the server must not believe.
pub fn report(desk: &str, code: &str, canary: &str) -> (String, Value) {
    let mut body = report::fresh();
    body["service_code"] = code.into();
    body["answers"] = json!({});
    body["description"] = canary.into();
    for (name, value) in [
        ("kind", json!("complaint")),
        ("desk", json!("polresta")),
        ("first_desk", json!("polresta")),
        ("publishable", json!(true)),
        ("published", json!(true)),
        ("corrects", json!(body["uid"].clone())),
    ] {
        body[name] = value;
    }
    (report::path(&body).replace("aspirasi", desk), body)
}
