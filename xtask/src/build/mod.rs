//! `cargo x build`: the portal's files in `dist/`, from one `index.html`, the app and a few folders.
//! Why this is not Trunk: docs/adr/0002-bundler.md.

mod city;
mod compress;
mod headers;
mod map;
mod minify;
mod output;
mod pages;
mod public;
mod scan;
mod styles;
mod trim;
mod wasm;
mod words;
mod worker;

pub use headers::differences as headers_that_differ;

use crate::{
    files,
    profile::Profile,
    project::Project,
    steps::{self, Steps},
};
use anyhow::{Context, Result, anyhow};
use minify::Minifier;
use output::Output;
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::ExitCode,
};
use tanggap_core::{
    config::PortalConfig,
    shell::{InlineHashes, PageData, page},
};

pub struct Options {
    /// The path the portal is served under; begins and ends with a slash.
    pub base: String,
    pub profile: Profile,
    /// Where the files go, if not where they usually do.
    pub dist: Option<PathBuf>,
}

impl Options {
    /// As a portal goes out, at its usual place.
    pub fn release(base: &str) -> Self {
        Self { base: base.to_owned(), profile: Profile::Release, dist: None }
    }

    fn dist(&self, project: &Project) -> PathBuf {
        self.dist.clone().unwrap_or_else(|| project.dist(self.profile))
    }
}

/// How many steps [`portal`] announces.
pub const STEPS: usize = 3;

/// Builds `dist/` if anything in it would change; says whether it did.
pub fn portal(project: &Project, options: &Options, steps: &mut Steps) -> Result<bool> {
    city::check(project, &options.base)?;
    let wasm = steps.step("compiling the app to wasm", || compile(project, options.profile))?;
    let inputs = inputs(project, options, &wasm)?;
    let dist = options.dist(project);
    if built_from(&dist).is_some_and(|built| built == inputs) {
        steps.step("bundling: nothing has changed", || Ok(()))?;
        steps.step("putting in place: nothing to do", || Ok(()))?;
        return Ok(false);
    }
    let output = steps.step("bundling: splitting, glue, styles, words, pages", || {
        bundle(project, options, &wasm, &inputs)
    })?;
    steps.step("compressing and putting in place", || {
        if options.profile == Profile::Release {
            compress::siblings(output.written())?;
        }
        output.finish(&dist)
    })?;
    Ok(true)
}

pub fn command(project: &Project, base: String, dist: Option<PathBuf>) -> Result<ExitCode> {
    let mut steps = Steps::new(STEPS + 1);
    let options = Options { dist, ..Options::release(&base) };
    portal(project, &options, &mut steps)?;
    let server = steps.step("compiling the server", || server(project, Profile::Release))?;
    println!("{} holds the portal, {} serves it", options.dist(project).display(), server.display());
    Ok(ExitCode::SUCCESS)
}

pub fn server(project: &Project, profile: Profile) -> Result<PathBuf> {
    let mut cargo = project.cargo();
    cargo.args(["build", "--package", "tanggap-server"]);
    if profile == Profile::Release {
        cargo.arg("--release");
    }
    steps::run(&mut cargo)?;
    Ok(project.server(profile))
}

fn compile(project: &Project, profile: Profile) -> Result<PathBuf> {
    project.need_wasm_target()?;
    let (name, folder) = match profile {
        Profile::Release => ("wasm-release", "wasm-release"),
        Profile::Dev => ("dev", "debug"),
    };
    let target = ["--target", "wasm32-unknown-unknown", "--package", "tanggap"];
    let mut cargo = project.cargo();
    cargo.args(["build", "--profile", name]).args(target);
    if profile == Profile::Dev {
        // Debug information of wasm is ten times the code, and the bundler would throw it away.
        cargo.env("CARGO_PROFILE_DEV_DEBUG", "none");
    } else {
        let flags = format!("target.wasm32-unknown-unknown.rustflags={:?}", short_paths());
        cargo.args(["--config", &flags]);
    }
    steps::run(&mut cargo)?;
    Ok(project.target.join("wasm32-unknown-unknown").join(folder).join("tanggap.wasm"))
}

/// Flags by which a message of a dependency names its file without the folder that this machine has it in: shorter, and the
/// same from whatever machine it comes.
fn short_paths() -> Vec<String> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let registries = home.and_then(|home| std::fs::read_dir(home.join("registry/src")).ok());
    let folders = registries.into_iter().flatten().flatten().map(|entry| entry.path());
    folders.map(|folder| format!("--remap-path-prefix={}/=", folder.display())).collect()
}

/// A name for everything that `dist/` is made from, the bundler itself included.
fn inputs(project: &Project, options: &Options, wasm: &Path) -> Result<String> {
    let mut all = Vec::new();
    let mut sources = vec![wasm.to_owned(), project.path("index.html"), project.path("Cargo.lock")];
    for folder in ["locales", "public", "style", "xtask/src"] {
        sources.extend(files::below(&project.path(folder))?);
    }
    for path in sources {
        let bytes = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        all.extend_from_slice(path.to_string_lossy().as_bytes());
        all.extend_from_slice(&files::sha256(&bytes));
    }
    all.extend_from_slice(options.base.as_bytes());
    all.push(u8::from(options.profile == Profile::Dev));
    Ok(files::hex(&files::sha256(&all)))
}

fn built_from(dist: &Path) -> Option<String> {
    let manifest: Value = serde_json::from_slice(&std::fs::read(dist.join("build.json")).ok()?).ok()?;
    manifest["inputs"].as_str().map(str::to_owned)
}

fn bundle(project: &Project, options: &Options, wasm: &Path, inputs: &str) -> Result<Output> {
    let base = &*options.base;
    let mut output = Output::new(&options.dist(project))?;
    let minifier = match options.profile {
        Profile::Release => Minifier::ready(project),
        Profile::Dev => Minifier::none(),
    };
    let mut template = files::read_text(&project.path("index.html"))?;
    if options.profile == Profile::Dev {
        output.put("dev-reload.js", include_bytes!("dev-reload.js"))?;
        template =
            template.replacen("</head>", "<script src=\"{{v:base}}dev-reload.js\" defer></script></head>", 1);
    }
    app(project, wasm, &minifier, &mut output)?;
    let styles = styles::read(&project.path("style"))?;
    output.put_hashed("rest.css", styles.later.as_bytes())?;
    let config = public::put(project, &template, &minifier, &mut output)?;
    let words::Put { first: languages, all, urls: word_urls } =
        words::put(&project.path("locales"), base, &mut output)?;
    let early = public::early(project, &minifier)?;
    let bundled = pages::Bundled { base, css: &styles.inline, early: &early, assets: &output.urls };
    let shell = pages::shell(&template, &bundled)?;
    let assets = output.manifest();
    let (shell, version) = worker::marked(&shell, &assets);
    let page = first_page(&shell, &config, base, &languages, &word_urls)?;
    let about = first_words(&config, &languages)?.get("home.about").map_or("", String::as_str);
    output.put(public::MANIFEST, public::manifest(project, &config, about)?.as_bytes())?;
    let hashes = InlineHashes {
        css: files::csp_source(styles.inline.as_bytes()),
        script: files::csp_source(early.as_bytes()),
    };
    output.put("shell.html", shell.as_bytes())?;
    output.put("index.html", page.as_bytes())?;
    output.put("app.html", pages::other(&page)?.as_bytes())?;
    output.put("_headers", headers::file(base, &hashes, &config).as_bytes())?;
    let worker =
        worker::Worker { base, version: &version, assets: &assets, config: &config, languages: &all };
    worker.put(project, options.profile, &minifier, &mut output)?;
    // The server fills pages again, in every language: it needs the names to the lists of texts.
    let keys: Vec<_> = languages.get(words::COMPLETE).into_iter().flat_map(|words| words.keys()).collect();
    let build = json!({
        "base": base, "css_hash": hashes.css, "script_hash": hashes.script, "assets": assets, "words": word_urls,
        "keys": keys, "inputs": inputs,
    });
    output.put("build.json", &serde_json::to_vec(&build)?)?;
    Ok(output)
}

/// The wasm, its parts and their JavaScript.
fn app(project: &Project, wasm: &Path, minifier: &Minifier, output: &mut Output) -> Result<()> {
    let mut files = wasm::bundle(wasm, &project.target.join("bundle"))?;
    for (name, script) in files.iter_mut().filter(|(name, _)| name.ends_with(".js")) {
        *script = minifier.minify(name, script, true)?;
    }
    let folder = output.put_together("app", &files)?;
    for (name, file) in [("app.js", wasm::GLUE), ("app.wasm", wasm::MAIN), ("split.js", wasm::LINK)] {
        output.urls.insert(name.into(), format!("{folder}/{file}"));
    }
    Ok(())
}

/// Home in the city's first language, for a host that only serves files.
fn first_page(
    shell: &str,
    config: &PortalConfig,
    base: &str,
    languages: &BTreeMap<String, words::Words>,
    word_urls: &BTreeMap<String, String>,
) -> Result<String> {
    let language = first_language(config);
    let words = first_words(config, languages)?;
    let words_urls =
        word_urls.iter().map(|(language, url)| (language.clone(), format!("{base}{url}"))).collect();
    page(shell, &PageData { language, words, config, base, words_urls: &words_urls })
        .map_err(|fault| anyhow!("index.html: {fault}; t: names stand in locales/id.json"))
}

fn first_language(config: &PortalConfig) -> &str {
    config.languages.first().map_or(words::COMPLETE, String::as_str)
}

/// The words of the city's first language.
fn first_words<'a>(
    config: &PortalConfig,
    languages: &'a BTreeMap<String, words::Words>,
) -> Result<&'a words::Words> {
    let language = first_language(config);
    languages.get(language).with_context(|| {
        format!("public/config.json: languages[0] is {language}, and there is no locales/{language}.json")
    })
}
