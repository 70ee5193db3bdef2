//! docs/deploy.md word by word: each of its blocks of commands works as it is written, one after another.

use crate::{
    photo,
    program::{PROGRAM, Program},
    report,
};
use serde_json::json;
use std::{
    fs,
    os::unix::fs::{PermissionsExt, symlink},
    path::PathBuf,
    process::Command,
};
use tanggap_core::ticket::Ticket;

const DOCUMENT: &str = include_str!("../../../../docs/deploy.md");
const NUMBER: &str = "1234 5678 9092";
const UID: &str = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";

/// The blocks of commands, as they stand there.
fn blocks() -> Vec<&'static str> {
    let fenced = DOCUMENT.split("```sh\n").skip(1);
    fenced.map(|rest| rest.split_once("```").unwrap().0).collect()
}

/// The one block that has these words.
fn block(words: &str) -> &'static str {
    let found: Vec<_> = blocks().into_iter().filter(|block| block.contains(words)).collect();
    assert_eq!(found.len(), 1, "blocks with {words}");
    found[0]
}

/// A machine on which nothing was installed: its folders lie below one of the test's.
struct Machine {
    root: PathBuf,
    data: PathBuf,
}

impl Machine {
    fn new(program: &Program) -> Self {
        let root = program.folder.path().join("machine");
        let machine = Self { data: program.folder.path().join("data"), root };
        for folder in [
            "fake",
            "opt",
            "usr/local/bin",
            "mnt/other",
            "etc/cron.daily",
            "built/target/release",
            "built/dist",
        ] {
            fs::create_dir_all(machine.root.join(folder)).unwrap();
        }
        symlink(PROGRAM, machine.root.join("built/target/release/tanggap-server")).unwrap();
        // What only root may do is written down.
        for name in ["useradd", "systemctl"] {
            let file = machine.root.join("fake").join(name);
            fs::write(&file, format!("#!/bin/sh\necho {name} \"$@\"\n")).unwrap();
            fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
        }
        fs::write(machine.root.join("built/after.jpg"), photo::noise()).unwrap();
        machine
    }

    /// The same text with this machine's folders.
    fn placed(&self, text: &str) -> String {
        let root = self.root.display();
        ["/opt/", "/mnt/", "/etc/", "/usr/local/"]
            .iter()
            .fold(text.replace("/var/lib/tanggap", "/DATA"), |text, folder| {
                text.replace(folder, &format!("{root}{folder}"))
            })
            .replace("/DATA", &self.data.display().to_string())
    }

    /// Runs a block in the folder where the portal was built; with the program's name known, or as cron does.
    fn run(&self, block: &str, is_known: bool) -> String {
        let known = self.root.join("usr/local/bin");
        let path = if is_known { format!("{}:", known.display()) } else { String::new() };
        let output = Command::new("sh")
            .args(["-e", "-c", &self.placed(block)])
            .env("PATH", format!("{path}{}:/usr/bin:/bin", self.root.join("fake").display()))
            .current_dir(self.root.join("built"))
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
        assert!(output.status.success(), "{block}\n{said}");
        said
    }
}

/// A report with two photos that are here: its number as people write it, and its uid.
fn with_photos(program: &Program) -> (String, String) {
    let (picture, mut body) = (photo::noise(), report::fresh());
    let slots = ["kQ3-vT8_xW2m", "kQ3-vT8_xW2n"];
    body["media"] = json!(slots.map(|slot| photo::claim(slot, &picture)));
    assert!(program.put(&report::path(&body), &body.to_string()).starts_with("HTTP/1.1 201"));
    for slot in slots {
        let mut request = format!(
            "PUT {}/media/{slot} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: image/png\r\n\
             X-Content-SHA256: {}\r\nContent-Length: {}\r\n\r\n",
            report::path(&body),
            photo::sha256(&picture),
            picture.len()
        )
        .into_bytes();
        request.extend(&picture);
        let answer = program.ask(&request);
        assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    }
    let ticket = Ticket::parse(body["ticket"].as_str().unwrap()).unwrap();
    (ticket.grouped(), body["uid"].as_str().unwrap().to_owned())
}

#[test]
fn every_block_of_commands_works_as_it_is_written() {
    let program = Program::start(&["--limits", "off"]);
    let machine = Machine::new(&program);
    let mut done = Vec::new();
    let mut run = |words: &str, is_known: bool, change: &dyn Fn(&str) -> String| {
        let block = block(words);
        done.push(block);
        machine.run(&change(block), is_known)
    };
    let as_written = |block: &str| block.to_owned();
    // Building takes minutes; the command behind it is what every test here starts.
    run("cargo x build", true, &|block| {
        let options: Vec<_> = block.split_whitespace().filter(|word| word.starts_with("--")).collect();
        assert_eq!(options, ["--dist", "--data", "--port", "--trusted-proxy"]);
        "true".to_owned()
    });
    run("useradd", true, &as_written);
    assert!(machine.root.join("opt/tanggap/dist").is_dir());
    let said = run("systemctl", true, &as_written);
    assert!(said.contains("systemctl enable --now tanggap"), "{said}");
    let about_reports = |block: &str| {
        let ((number, uid), (other, _)) = (with_photos(&program), with_photos(&program));
        let fresh = block.replace(NUMBER, &number).replace("NUMBER", &other.replace(' ', ""));
        let (_, another) = with_photos(&program);
        assert_ne!(uid, another);
        fresh.replace(UID, &another)
    };
    for words in ["tanggap-server merge", "tanggap-server reclassify", "tanggap-server publish", "--ticket"] {
        run(words, true, &about_reports);
    }
    run("retention --dry-run", true, &as_written);
    let script = block("#!/bin/sh");
    run("tanggap-server backup /mnt", true, &as_written);
    let backups = || fs::read_dir(machine.root.join("mnt/other")).unwrap().map(|file| file.unwrap().path());
    assert_eq!(backups().count(), 1);
    let backup = backups().next().unwrap();
    let set_aside = machine.root.join("backup");
    fs::rename(&backup, &set_aside).unwrap();
    let cron = machine.root.join("etc/cron.daily/tanggap-backup");
    fs::write(&cron, machine.placed(script)).unwrap();
    run("chmod 755", true, &as_written);
    // As cron runs it: by its name, without the paths of a shell.
    machine.run("/etc/cron.daily/tanggap-backup", false);
    run("#!/bin/sh", false, &|_| "true".to_owned());
    assert!(backups().eq([backup.clone()]), "by the script");
    let (_, folder) = program.terminate();
    let name = backup.file_name().unwrap().to_str().unwrap().to_owned();
    let said =
        run("tanggap-server restore", true, &|block| block.replace("tanggap-2026-11-30.sqlite", &name));
    assert!(said.contains("Restored "), "{said}");
    assert_eq!(done.len(), blocks().len(), "every block was tried: {:#?}", blocks());
    drop(folder);
}

#[test]
fn the_sample_of_nginx_names_a_certificate() {
    let (_, sample) = DOCUMENT.split_once("```nginx\n").unwrap();
    let (sample, _) = sample.split_once("```").unwrap();
    for line in ["ssl_certificate ", "ssl_certificate_key ", "proxy_set_header Host $http_host;"] {
        assert!(sample.lines().any(|written| written.trim_start().starts_with(line)), "{line}");
    }
}

#[test]
fn the_unit_file_starts_a_server_that_takes_its_options() {
    let start = DOCUMENT
        .lines()
        .find_map(|line| line.strip_prefix("ExecStart=/opt/tanggap/tanggap-server serve "))
        .unwrap();
    let options = start.split_once("--trusted-proxy ").unwrap().1;
    drop(Program::start(&["--trusted-proxy", options]));
}
