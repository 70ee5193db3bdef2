//! Public figures: a backend's own where it has some, else counted from what it has published.

use crate::state::Portal;
use futures::future::{join, join_all};
use tanggap_browser::{clock, fetch};
use tanggap_core::{
    config::{DeskKind, absolute},
    figures::Figures,
    instant::Instant,
    wire::{self, Listed},
};

const TIMEOUT_MS: i32 = 30_000;

/// What there is to show.
pub struct Public {
    pub figures: Figures,
    /// What the desks have published, for the table that can be taken along.
    pub reports: Vec<Listed>,
    /// Ids of the desks that have not answered, and that nobody has counted.
    pub silent: Vec<String>,
}

pub async fn public(portal: Portal) -> Option<Public> {
    use leptos::prelude::GetUntracked;
    let (offset, language) = (portal.config().utc_offset, portal.language.get_untracked());
    let desks = &portal.config().desks;
    // Asked all at once: a line that is slow is slow once.
    let lists = join_all(desks.iter().map(|desk| {
        let url = format!("{}/requests.json?locale={language}", desk.base_url(portal.base));
        async move { get(&url).await.and_then(|body| wire::listed(&body, offset)) }
    }));
    let counts = join_all(counting(portal).into_iter().map(|api| {
        let url = wire::stats_address(&api, &language);
        async move { get(&url).await.and_then(|body| wire::stats(&body, offset)) }
    }));
    let (lists, counts) = join(lists, counts).await;
    let (mut reports, mut silent) = (Vec::new(), Vec::new());
    for (desk, list) in desks.iter().zip(lists) {
        match list {
            Some(list) => reports.extend(list),
            None => silent.push(desk.id.clone()),
        }
    }
    // Of several backends each counts its own.
    let own = counts.into_iter().flatten().reduce(|mut all, more| {
        all.rows.extend(more.rows);
        Figures::of_backend(all.rows, all.as_of, all.days)
    });
    let counted = || {
        let now = Instant::from_unix_seconds(clock::now_unix_seconds())?;
        (!reports.is_empty()).then(|| Figures::of_list(&reports, now, offset))
    };
    let figures = own.or_else(counted)?;
    silent.retain(|id| figures.desks.iter().all(|counted| counted.desk != *id));
    Some(Public { figures, reports, silent })
}

/// Who counts: the server that knows every desk, else each desk but the police, whose figures the oversight has.
fn counting(portal: Portal) -> Vec<String> {
    let config = portal.config();
    if let Some(tracker) = &config.tracker {
        return vec![absolute(portal.base, tracker)];
    }
    let desks = config.desks.iter().filter(|desk| desk.kind != DeskKind::Police);
    desks.map(|desk| desk.base_url(portal.base)).collect()
}

async fn get(url: &str) -> Option<Vec<u8>> {
    let answer = fetch::get(url, true, TIMEOUT_MS).await.ok()?;
    (answer.status == 200).then_some(answer.body)
}
