//! Reads the fixture: a line for each utterance, columns parted by tabs.

#[derive(Debug, Clone)]
pub struct Row {
    pub language: String,
    /// `tuned`, `held` or `fresh`.
    pub set: String,
    pub is_danger: bool,
    /// Whether it is about what an officer did.
    pub is_police: bool,
    /// `desk/code` of each that is right; none where none fits.
    pub services: Vec<String>,
    pub words: String,
}

pub fn rows(text: &str) -> Vec<Row> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(row).collect()
}

fn row(line: &str) -> Row {
    let parts: Vec<&str> = line.splitn(6, '\t').collect();
    let [language, set, danger, police, services, words] = parts[..] else { panic!("six columns: {line}") };
    assert!(["id", "su", "en", "mix"].contains(&language), "{line}");
    assert!(["tuned", "held", "fresh"].contains(&set), "{line}");
    assert!(["danger", "-"].contains(&danger) && ["police", "-"].contains(&police), "{line}");
    let services = services.split(',').filter(|code| *code != "-").map(str::to_owned).collect();
    Row {
        language: language.into(),
        set: set.into(),
        is_danger: danger == "danger",
        is_police: police == "police",
        services,
        words: words.into(),
    }
}
