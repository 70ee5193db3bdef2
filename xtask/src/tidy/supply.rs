//! What comes from others: licences, crates and sources that `deny.toml` lets in. Read from what cargo knows of everything
//! that is built here, so it needs no network; advisories do, and are left to cargo-deny.

use crate::{files, project::Project};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use spdx::{Expression, LicenseReq, ParseMode};

/// Where cargo finds crates if nobody says otherwise, as it writes that.
const USUAL: &str = "registry+";

/// What `deny.toml` says.
struct Rules {
    licences: Vec<String>,
    banned: Vec<Ban>,
}

struct Ban {
    name: String,
    /// Crates that may use it all the same.
    wrappers: Vec<String>,
}

pub fn check(project: &Project) -> Result<Vec<String>> {
    let rules = Rules::parse(&files::read_text(&project.path("deny.toml"))?)?;
    let mut faults = Vec::new();
    for target in [host(project)?.as_str(), "wasm32-unknown-unknown"] {
        faults.extend(faults_of(&metadata(project, target)?, &rules));
    }
    faults.sort();
    faults.dedup();
    Ok(faults)
}

/// Everything that is built for one target, as `cargo metadata` tells it.
fn metadata(project: &Project, target: &str) -> Result<Value> {
    let mut cargo = project.cargo();
    cargo.args(["metadata", "--format-version", "1", "--locked", "--filter-platform", target]);
    let output = cargo.output().context("cargo metadata cannot be started")?;
    if !output.status.success() {
        bail!("cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    }
    serde_json::from_slice(&output.stdout).context("cargo metadata is not JSON")
}

fn host(project: &Project) -> Result<String> {
    let mut cargo = project.cargo();
    let output = cargo.args(["-vV"]).output().context("cargo cannot be started")?;
    let text = String::from_utf8(output.stdout)?;
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).context("cargo does not say for which machine it builds")
}

impl Rules {
    fn parse(text: &str) -> Result<Self> {
        let table: toml::Table = text.parse().context("deny.toml")?;
        let list = |of: &toml::Value, name: &str| -> Vec<String> {
            let found = of.get(name).and_then(toml::Value::as_array).into_iter().flatten();
            found.filter_map(toml::Value::as_str).map(str::to_owned).collect()
        };
        let licences = list(table.get("licenses").context("deny.toml: licenses is missing")?, "allow");
        let bans = table.get("bans").and_then(|bans| bans.get("deny")).and_then(toml::Value::as_array);
        let ban = |of: &toml::Value| {
            let name = of.get("crate").and_then(toml::Value::as_str);
            let name = name.context("deny.toml: bans.deny[].crate is missing")?.to_owned();
            Ok(Ban { name, wrappers: list(of, "wrappers") })
        };
        let banned = bans.into_iter().flatten().map(ban).collect::<Result<_>>()?;
        Ok(Self { licences, banned })
    }

    fn allows(&self, licence: &LicenseReq) -> bool {
        licence.license.id().is_some_and(|id| self.licences.iter().any(|allowed| allowed == id.name))
    }
}

fn faults_of(metadata: &Value, rules: &Rules) -> Vec<String> {
    let all = |of: &Value, name: &str| of[name].as_array().cloned().unwrap_or_default();
    let text = |of: &Value, name: &str| of[name].as_str().unwrap_or_default().to_owned();
    let nodes = all(&metadata["resolve"], "nodes");
    // Only what is built for this target: the others are listed, and not there.
    let built: Vec<String> = nodes.iter().map(|node| text(node, "id")).collect();
    let packages = all(metadata, "packages");
    let name_of = |id: &str| {
        packages.iter().find(|package| text(package, "id") == id).map(|package| text(package, "name"))
    };
    let mut faults = Vec::new();
    for package in packages.iter().filter(|package| built.contains(&text(package, "id"))) {
        let (name, source) = (text(package, "name"), text(package, "source"));
        if !source.is_empty() && !source.starts_with(USUAL) {
            faults.push(format!("{name}: it comes from {source}, not from where crates are"));
        }
        let licence = text(package, "license");
        let known = Expression::parse_mode(&licence, ParseMode::LAX);
        if !known.is_ok_and(|known| known.evaluate(|asked| rules.allows(asked))) {
            faults.push(format!("{name}: its licence \"{licence}\" is none that deny.toml allows"));
        }
        let Some(ban) = rules.banned.iter().find(|ban| ban.name == name) else { continue };
        let id = text(package, "id");
        let uses = |node: &Value| all(node, "dependencies").iter().any(|used| used.as_str() == Some(&id));
        let users = nodes.iter().filter(|node| uses(node)).filter_map(|node| name_of(&text(node, "id")));
        let users = users.filter(|user| !ban.wrappers.contains(user));
        faults.extend(users.map(|user| format!("{name}: deny.toml bans it, and {user} uses it")));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn rules() -> Rules {
        let text = r#"
            [licenses]
            allow = ["MIT", "Apache-2.0", "Unicode-3.0"]
            [bans]
            deny = [{ crate = "dice", wrappers = ["test-folders"], reason = "no" }]
        "#;
        Rules::parse(text).unwrap()
    }

    fn of(name: &str, licence: &str, source: &str, used_by: &str) -> Vec<String> {
        let packages = json!([
            { "id": "1", "name": name, "license": licence, "source": source },
            { "id": "2", "name": used_by, "license": "MIT", "source": null },
            { "id": "3", "name": "not-built", "license": "GPL-3.0", "source": "git+x" },
        ]);
        let nodes = json!([{ "id": "1", "dependencies": [] }, { "id": "2", "dependencies": ["1"] }]);
        faults_of(&json!({ "packages": packages, "resolve": { "nodes": nodes } }), &rules())
    }

    #[test]
    fn licences_sources_and_bans_are_told_by_the_crate() {
        for (name, licence, source, used_by, faults) in [
            ("a", "MIT", "registry+x", "ours", 0),
            ("a", "MIT/Apache-2.0", "registry+x", "ours", 0),
            ("a", "(MIT OR GPL-3.0) AND Unicode-3.0", "registry+x", "ours", 0),
            ("a", "Apache-2.0 WITH LLVM-exception", "registry+x", "ours", 0),
            ("a", "MIT AND GPL-3.0", "registry+x", "ours", 1),
            ("a", "AGPL-3.0", "registry+x", "ours", 1),
            ("a", "", "registry+x", "ours", 1),
            ("a", "MIT", "git+https://example.org/a", "ours", 1),
            ("dice", "MIT", "registry+x", "ours", 1),
            ("dice", "MIT", "registry+x", "test-folders", 0),
        ] {
            let found = of(name, licence, source, used_by);
            assert_eq!(found.len(), faults, "{name} {licence} {source} {used_by}: {found:?}");
        }
    }

    #[test]
    fn a_file_without_rules_is_a_fault_and_not_leave_for_everything() {
        assert!(Rules::parse("[bans]\n").is_err());
        assert!(Rules::parse("[licenses]\nallow = []\n[bans]\ndeny = [{ name = \"a\" }]\n").is_err());
    }
}
