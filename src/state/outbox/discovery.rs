//! How a desk takes reports. Never guessed: a plain desk that was taken for one of ours would count twice what was
//! sent twice. The config may say it; a desk under the portal's own address is our server's; others are asked once.

use crate::state::Portal;
use std::{cell::RefCell, collections::BTreeMap};
use tanggap_browser::fetch;
use tanggap_core::{config::Desk, outbox::Door, wire};

const TIMEOUT_MS: i32 = 8_000;

thread_local! {
    static KNOWN: RefCell<BTreeMap<String, Door>> = const { RefCell::new(BTreeMap::new()) };
}

/// `None` where nobody knows and the desk does not answer.
pub async fn door(portal: Portal, desk: &Desk) -> Option<Door> {
    let by_config = desk.takes_reports.map(of);
    if let Some(door) = by_config.or_else(|| KNOWN.with(|known| known.borrow().get(&desk.id).copied())) {
        return Some(door);
    }
    let url = format!("{}/discovery.json", desk.base_url(portal.base));
    let answer = fetch::get(&url, false, TIMEOUT_MS).await.ok();
    let told =
        answer.filter(|answer| answer.status == 200).and_then(|answer| wire::takes_reports(&answer.body));
    let door = told.map(of).or(desk.is_under_the_portal().then_some(Door::Idempotent))?;
    KNOWN.with(|known| known.borrow_mut().insert(desk.id.clone(), door));
    Some(door)
}

fn of(takes_reports: bool) -> Door {
    if takes_reports { Door::Idempotent } else { Door::Plain }
}
