//! What a copy of the receipt says: as text to paste, as a file, as a picture, and shared without its key.

use crate::{
    i18n::{fill, key, t},
    pages::standing,
    state::{
        Portal,
        language::{self, DateStyle},
        outbox::Row,
        share::{self, Part},
    },
    ui::qr,
};
use tanggap_core::{instant::Instant, outbox::Numbers};

fn key_of(row: &Row) -> Option<String> {
    match &row.numbers {
        Numbers::Ours { key, .. } => Some(key.grouped()),
        Numbers::Reference(_) => None,
    }
}

/// The number alone where there is no key.
pub fn text(row: &Row) -> String {
    match key_of(row) {
        Some(secret) => fill(key::SENT_COPY_TEXT, &[("ticket", &standing::number(row)), ("key", &secret)]),
        None => format!("{}: {}", t(standing::number_name(row)), standing::number(row)),
    }
}

/// Without the key: who shares, shares with others.
pub fn share(portal: Portal, row: &Row) -> String {
    fill(key::SENT_SHARE_TEXT, &[("ticket", &standing::number(row)), ("link", &link(portal, row))])
}

pub fn file(portal: Portal, row: &Row) -> String {
    let values = [
        ("portal", portal.name),
        ("ticket", &standing::number(row)),
        ("key", &key_of(row).unwrap_or_else(|| "–".to_owned())),
        ("desk", &portal.desk_name(&row.desk)),
        ("time", &saved_at(portal, row)),
        ("word", &standing::word(&row.word)),
        ("link", &link(portal, row)),
    ];
    fill(key::SENT_FILE_TEXT, &values)
}

fn link(portal: Portal, row: &Row) -> String {
    row.ticket_now().map(|ticket| share::link(portal, &ticket)).unwrap_or_default()
}

fn saved_at(portal: Portal, row: &Row) -> String {
    let at = Instant::from_unix_seconds(row.saved_at);
    at.map_or_else(String::new, |at| language::date(portal, at, DateStyle::DayAndTime))
}

/// Portal, number, code and key on one picture, which any phone can show again. Whether it was made.
pub fn picture(portal: Portal, row: &Row, name: &str) -> bool {
    let (number_name, number) = (t(standing::number_name(row)), standing::number(row));
    let code = row.ticket_now().and_then(|ticket| qr::code(&share::link(portal, &ticket)));
    let (caption, key_name) = (t(key::SENT_QR_CAPTION), t(key::SENT_PICTURE_KEY));
    // Two lines of it are read more surely than one that is small.
    let (address, desk, at) = (share::address(portal), portal.desk_name(&row.desk), saved_at(portal, row));
    let secret = key_of(row);
    let halves = secret.as_deref().and_then(|secret| secret.split_at_checked("1234 5678 9012".len()));
    let words = |text, size, bold| Part::Words { text, size, bold };
    let mut parts = vec![words(portal.name, 52, true), words(&address, 34, false), Part::Room(56)];
    parts.extend([words(&number_name, 38, false), words(&number, 96, true), Part::Room(24)]);
    if let Some(code) = &code {
        parts.push(Part::Code { path: &code.path, side: code.size + 2 * qr::EDGE, edge: qr::EDGE });
        parts.extend([words(&caption, 32, false), Part::Room(48)]);
    }
    if let Some((first, second)) = halves {
        parts.extend([words(&key_name, 38, false), words(first, 76, true), words(second, 76, true)]);
        parts.push(Part::Room(48));
    }
    parts.extend([words(&desk, 34, false), words(&at, 34, false)]);
    share::save_picture(name, &parts)
}
