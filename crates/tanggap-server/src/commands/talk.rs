//! What the office says to a reporter, until it has a page of its own: `reply`, `ask`, and `messages` to read what the
//! reporter wrote. A key is never here: the office hasn't got it, and the database has only what is kept of it.

use super::{
    Data,
    desk_work::{Outcome, number, open, print, said},
};
use crate::{
    api::message_text,
    portal::system_clock,
    store::{Latest, Message, Said},
};
use std::fmt::Write as _;
use tanggap_core::{instant::Instant, message::TEXT_LIMIT};

#[derive(clap::Args)]
pub struct Say {
    /// The report's number, in any spelling
    ticket: String,
    /// Words that only the reporter can read, with the key
    #[arg(long)]
    text: String,
    #[command(flatten)]
    data: Data,
}

#[derive(clap::Args)]
pub struct Messages {
    /// The report's number, in any spelling
    ticket: String,
    /// Leave off so many of the last, to see what was before them
    #[arg(long, value_name = "MESSAGES", default_value_t = 0)]
    skip: u32,
    #[command(flatten)]
    data: Data,
}

impl Say {
    pub async fn reply(self) -> Outcome {
        self.run("reply", "has your reply").await
    }

    pub async fn ask(self) -> Outcome {
        self.run("question", "has your question").await
    }

    async fn run(self, kind: &'static str, done: &str) -> Outcome {
        let text = self.text.trim().to_owned();
        if text.is_empty() || text.chars().count() > TEXT_LIMIT {
            return Err(format!("--text: expected 1 to {TEXT_LIMIT} characters").into());
        }
        let (store, ticket) = (open(&self.data.folder)?, number(&self.ticket)?);
        let kept = store.say(ticket.digits().to_owned(), kind, text, system_clock()).await?;
        store.close();
        match kept {
            Said::NoKey => Err("this report has no key, so nobody could read it; \
                words for everyone go with update --note"
                .into()),
            Said::Withdrawn => Err("the reporter has withdrawn this report".into()),
            Said::Unknown => said(false, &ticket, done),
            Said::Kept(_) => said(true, &ticket, done),
        }
    }
}

impl Messages {
    pub async fn run(self) -> Outcome {
        let (store, ticket) = (open(&self.data.folder)?, number(&self.ticket)?);
        let messages = store.messages(ticket.digits().to_owned(), self.skip).await?;
        store.close();
        let Some(Latest { messages, earlier }) = messages else {
            return Err(format!("no report has the number {}", ticket.grouped()).into());
        };
        let mut list = String::new();
        if earlier > 0 {
            let skip = messages.len() as u64 + u64::from(self.skip);
            writeln!(list, "(earlier: {earlier}; they are shown with --skip {skip})")?;
        }
        for message in &messages {
            write(&mut list, message)?;
        }
        if messages.is_empty() && self.skip == 0 {
            list.push_str("Nothing has been said yet.\n");
        }
        print(&list)
    }
}

/// Words as a terminal may have them: whatever begins a line there begins one here, behind the indent that only words
/// have, and what would move the cursor or turn the direction is shown as a mark. So nobody can write a line that looks
/// like one of the office.
fn shown_lines(text: &str) -> Vec<String> {
    let begins_a_line =
        |letter| matches!(letter, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let turns = |letter| matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let plain = |letter: char| match letter {
        '\t' => ' ',
        letter if letter.is_control() || turns(letter) => char::REPLACEMENT_CHARACTER,
        letter => letter,
    };
    let text = text.replace("\r\n", "\n");
    text.split(begins_a_line).map(|line| line.chars().map(plain).collect()).collect()
}

fn write(list: &mut String, message: &Message) -> std::fmt::Result {
    let at = Instant::from_unix_seconds(message.at).map(Instant::rfc3339).unwrap_or_default();
    let who = if message.from_office { &message.desk } else { "reporter" };
    let waits = if message.kind == "question" && !message.answered { ", waits for an answer" } else { "" };
    writeln!(list, "{at}  {who}  {}{waits}", message.kind)?;
    for line in shown_lines(&message_text(message).unwrap_or_default()) {
        writeln!(list, "    {line}")?;
    }
    match message.photos.len() {
        0 => Ok(()),
        photos => writeln!(list, "    (photos: {photos})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_words_look_like_a_line_of_the_office() {
        for (text, expected) in [
            ("Halo\r\n\nya", &["Halo", "", "ya"][..]),
            ("x\r2026-11-24T03:00:00Z  aspirasi  reply", &["x", "2026-11-24T03:00:00Z  aspirasi  reply"]),
            ("a\u{85}b\u{2028}c\u{2029}d\u{b}e\u{c}f", &["a", "b", "c", "d", "e", "f"]),
            ("\u{1b}[2Kx\u{8}\u{9b}1A\u{7f}", &["\u{fffd}[2Kx\u{fffd}\u{fffd}1A\u{fffd}"]),
            (
                "\u{202e}ylper\u{202c} \u{2066}x\u{2069}\u{200f}",
                &["\u{fffd}ylper\u{fffd} \u{fffd}x\u{fffd}\u{fffd}"],
            ),
            ("a\tb é 😀 \u{200d}", &["a b é 😀 \u{200d}"]),
        ] {
            assert_eq!(shown_lines(text), expected, "{text:?}");
        }
        let message = Message {
            id: "1".into(),
            at: 0,
            from_office: true,
            desk: "aspirasi".into(),
            kind: "reply".into(),
            in_reply_to: None,
            answered: false,
            body: "x\rreporter  message\r\u{1b}[A".into(),
            photos: Vec::new(),
        };
        let mut list = String::new();
        write(&mut list, &message).unwrap();
        assert!(!list.contains(|letter: char| letter.is_control() && letter != '\n'));
        assert_eq!(list.lines().filter(|line| !line.starts_with("    ")).count(), 1);
    }
}
