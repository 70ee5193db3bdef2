//! What the office says to a reporter, until it has a page of its own: `reply`, `ask`, and `messages` to read what the
//! reporter wrote. A key is never here: the office hasn't got it, and the database has only what is kept of it.

use super::{
    lines,
    office::{Options, number},
    terminal::{Outcome, print},
};
use crate::{
    api::message_text,
    office::{self, Deed},
    store::{Latest, Message},
};
use std::fmt::Write as _;
use tanggap_core::instant::rfc3339;

#[derive(clap::Args)]
pub struct Say {
    /// The report's number, in any spelling
    ticket: String,
    /// Words that only the reporter can read, with the key
    #[arg(long)]
    text: String,
    #[command(flatten)]
    office: Options,
}

#[derive(clap::Args)]
pub struct Messages {
    /// The report's number, in any spelling
    ticket: String,
    /// Leave off so many of the last, to see what was before them
    #[arg(long, value_name = "MESSAGES", default_value_t = 0)]
    skip: u32,
    #[command(flatten)]
    office: Options,
}

impl Say {
    pub async fn reply(self) -> Outcome {
        self.run(Deed::Reply, "has your reply").await
    }

    pub async fn ask(self) -> Outcome {
        self.run(Deed::Ask, "has your question").await
    }

    async fn run(self, deed: impl Fn(String) -> Deed, done: &str) -> Outcome {
        let ticket = number(&self.ticket)?;
        self.office.open().await?.act_and_say(&ticket, deed(self.text), done).await
    }
}

impl Messages {
    pub async fn run(self) -> Outcome {
        let ticket = number(&self.ticket)?;
        let office = self.office.open().await?;
        let (store, config, by) = (&office.store, &office.config, &office.by);
        let said = office::conversation(store, config, ticket.digits(), by, self.skip).await;
        let Latest { messages, earlier, withheld } = said.map_err(|error| office.words(&ticket, error))?;
        office.store.close();
        let mut list = String::new();
        if earlier > 0 {
            let skip = (messages.len() + withheld) as u64 + u64::from(self.skip);
            writeln!(list, "(earlier: {earlier}; they are shown with --skip {skip})")?;
        }
        if withheld > 0 {
            writeln!(list, "(said in confidence with another desk, and not shown to this one: {withheld})")?;
        }
        for message in &messages {
            write(&mut list, message)?;
        }
        if messages.is_empty() && withheld == 0 && self.skip == 0 {
            list.push_str("Nothing has been said yet.\n");
        }
        print(&list)
    }
}

fn write(list: &mut String, message: &Message) -> std::fmt::Result {
    let at = rfc3339(message.at);
    let who = if message.from_office { &message.desk } else { "reporter" };
    let waits = if message.kind == "question" && !message.answered { ", waits for an answer" } else { "" };
    writeln!(list, "{at}  {who}  {}{waits}", message.kind)?;
    for line in lines::of(&message_text(message).unwrap_or_else(|| "(what is kept cannot be read)".into())) {
        writeln!(list, "    {line}")?;
    }
    // By these names `show` writes them to a file.
    message.photos.iter().try_for_each(|name| writeln!(list, "    (photo {name})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_words_look_like_a_line_of_the_office() {
        let message = Message {
            id: "1".into(),
            at: 0,
            from_office: true,
            desk: "aspirasi".into(),
            kind: "reply".into(),
            in_reply_to: None,
            answered: false,
            in_confidence: false,
            body: "x\rreporter  message\r\u{1b}[A".into(),
            photos: Vec::new(),
        };
        let mut list = String::new();
        write(&mut list, &message).unwrap();
        assert!(!list.contains(|letter: char| letter.is_control() && letter != '\n'));
        assert_eq!(list.lines().filter(|line| !line.starts_with("    ")).count(), 1);
    }
}
