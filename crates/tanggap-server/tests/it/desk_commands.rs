//! What a desk does at the command line, beside a running server.

use crate::{
    message, photo,
    program::{Program, run},
    report,
};

#[test]
fn commands_close_the_loop_beside_a_running_server() {
    let program = Program::start(&[]);
    let data = program.folder.path().join("data");
    let body = report::fresh();
    assert!(program.put(&report::path(&body), &body.to_string()).starts_with("HTTP/1.1 201"));
    let ticket = body["ticket"].as_str().unwrap();
    let (path, about_police) = report::about_police();
    let sealed = about_police["ticket"].as_str().unwrap().to_owned();
    assert!(program.put(&path, &about_police.to_string()).starts_with("HTTP/1.1 201"));
    let (photo, no_photo) = (program.folder.path().join("after.png"), program.folder.path().join("log"));
    std::fs::write(&photo, photo::noise()).unwrap();
    let (photo, no_photo) = (photo.to_str().unwrap(), no_photo.to_str().unwrap());
    let spelled = format!("{} {} {}", &ticket[..4], &ticket[4..8], &ticket[8..]);
    for (arguments, works, told) in [
        (vec!["reports"], true, ticket),
        (
            vec!["update", &spelled, "--status", "in_progress", "--note", "On the way", "--for", "all"],
            true,
            "is updated",
        ),
        (vec!["update", ticket, "--to-desk", "polresta"], true, "is updated"),
        (vec!["publish", ticket], true, "is public now"),
        (vec!["reports"], true, "polresta"),
        (vec!["update", ticket, "--to-desk", "atlantis"], false, "no such desk"),
        (vec!["publish", &sealed], false, "never made public"),
        (vec!["update", &sealed, "--to-desk", "polresta"], false, "only oversight (pengawasan)"),
        (vec!["update", &sealed, "--to-desk", "aspirasi"], false, "only oversight (pengawasan)"),
        (vec!["update", ticket, "--status", "x"], false, "x is no status"),
        (vec!["update", ticket, "--status", "referred"], false, "--to-desk"),
        (vec!["update", "482719305543", "--status", "closed"], false, "no report has the number"),
        (vec!["publish", "123"], false, "no ticket number"),
        (vec!["update", ticket, "--status", "withdrawn"], false, "only its reporter"),
        (vec!["update", ticket, "--photo", photo, "--note", "Mended", "--for", "all"], true, "is updated"),
        (vec!["update", ticket, "--photo", no_photo], false, "no JPEG, PNG or WebP"),
        (vec!["messages", ticket], true, "Nothing has been said"),
        (vec!["ask", &spelled, "--text", "Which pole?"], true, "has your question"),
        (vec!["reply", ticket, "--text", "Thank you"], true, "has your reply"),
        (vec!["messages", ticket], true, "question, waits for an answer\n    Which pole?"),
        (vec!["ask", ticket, "--text", " "], false, "no words"),
        (vec!["reply", "482719305543", "--text", "x"], false, "no report has the number"),
        (vec!["messages", "482719305543"], false, "no report has the number"),
        (vec!["update", ticket], false, "required"),
    ] {
        let output = run(&arguments, &data);
        let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
        assert_eq!(output.status.success(), works, "{arguments:?}: {said}");
        assert!(said.contains(told), "{arguments:?}: {said}");
        assert!(!said.contains("Lampu jalan mati"), "{arguments:?}: a list shows no content");
        assert!(
            !said.contains(body["key_proof"].as_str().unwrap()),
            "{arguments:?}: the office knows no key"
        );
    }
    let found = program.get(&format!("/api/requests/{ticket}.json"));
    assert!(found.contains("\"status\":\"referred\"") && found.contains("Lampu jalan mati"), "{found}");
    let updates = program.get(&format!("/api/requests/{ticket}/updates.json"));
    assert!(updates.contains("On the way") && !updates.contains("Which pole?"), "{updates}");
    let shown = updates.split("/media/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let head = format!("GET /api/polresta/media/{shown} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assert!(program.ask_bytes(head.as_bytes()).starts_with(b"HTTP/1.1 200"), "the photo of what was done");
    for (arguments, works, told) in [
        (vec!["erase", "--ticket", "123"], false, "no ticket number"),
        (vec!["erase", "--uid", "123"], false, "no uid"),
        (vec!["erase"], false, "required"),
        (vec!["erase", "--ticket", "482719305543"], false, "no report has the number"),
        (vec!["erase", "--ticket", &sealed, "--as", "polresta"], false, "--as"),
        (vec!["erase", "--ticket", &sealed, "--as", "pengawasan"], false, "--as"),
        (vec!["retention", "--as", "polresta"], false, "--as"),
        (vec!["reports", "--as", "atlantis"], false, "--as atlantis: the portal's config has no such desk"),
        (vec!["show", ticket, "--as", "atlantis"], false, "--as atlantis"),
        (vec!["erase", "--ticket", &sealed], true, "Erased"),
        (vec!["reports"], true, "erased"),
    ] {
        let output = run(&arguments, &data);
        let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
        assert!(output.status.success() == works && said.contains(told), "{arguments:?}: {said}");
    }
    let erased = program.put(&path, &about_police.to_string());
    assert!(erased.starts_with("HTTP/1.1 410"), "{erased}");
    // The phone counts its waits from the server's time, never from its own alone.
    assert!(found.contains("\r\ndate: "), "{found}");
    let nowhere = run(&["reports"], program.folder.path());
    assert!(!nowhere.status.success(), "a mistyped folder does not become a database");
}

#[cfg(unix)]
#[test]
fn at_the_command_line_a_withdrawn_report_says_why_it_stays_so_and_no_words_forge_a_line() {
    let program = Program::start(&[]);
    let data = program.folder.path().join("data");
    let body = report::fresh();
    let ticket = body["ticket"].as_str().unwrap();
    assert!(program.put(&report::path(&body), &body.to_string()).starts_with("HTTP/1.1 201"));
    let forged = message::of(&body, "withdraw", "Sudah\r2026-11-24T03:00:00Z  aspirasi  reply");
    assert!(program.put(&message::path(&forged), &forged.to_string()).starts_with("HTTP/1.1 201"));
    for act in [["--status", "closed"], ["--to-desk", "polresta"]] {
        let refused = run(&["update", ticket, act[0], act[1]], &data);
        let told = String::from_utf8(refused.stderr).unwrap();
        assert!(!refused.status.success() && told.contains("withdrawn") && told.contains("--note"), "{told}");
    }
    assert!(run(&["update", ticket, "--note", "Baik"], &data).status.success());
    let list = String::from_utf8(run(&["messages", ticket], &data).stdout).unwrap();
    let heads: Vec<_> = list.lines().filter(|line| !line.starts_with("    ")).collect();
    assert!(heads.len() == 1 && heads[0].ends_with("reporter  withdraw"), "{list}");
    assert!(!list.contains('\r'), "a terminal would begin a line there");
    let none = String::from_utf8(run(&["messages", ticket, "--skip", "1"], &data).stdout).unwrap();
    assert_eq!(none, "");
}
