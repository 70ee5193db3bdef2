//! Public figures: a backend's own where it has some, else counted from what it has published.

use crate::state::{Portal, device};
use futures::future::{join, join_all};
use tanggap_browser::{clock, fetch};
use tanggap_core::{
    config::{DeskKind, absolute},
    figures::{Figures, Published, Source},
    instant::Instant,
    wire::{self, Listed},
};

const TIMEOUT_MS: i32 = 30_000;

/// What there is to show. Every desk of the portal is in one of the three: counted, too few, or silent.
pub struct Public {
    pub figures: Figures,
    /// What the desks have published, for the table that can be taken along.
    pub reports: Vec<Listed>,
    /// Ids of the desks whose reports are too few to be shown, or none.
    pub few: Vec<String>,
    /// Ids of the desks that have not answered, and that nobody has counted.
    pub silent: Vec<String>,
}

pub async fn public(portal: Portal) -> Option<Public> {
    let public = asked(portal).await;
    if public.as_ref().is_none_or(|public| !public.silent.is_empty()) {
        device::ask_line(portal).await;
    }
    public
}

async fn asked(portal: Portal) -> Option<Public> {
    use leptos::prelude::GetUntracked;
    let (offset, language) = (portal.config().utc_offset, portal.language.get_untracked());
    let desks = &portal.config().desks;
    // Asked all at once: a line that is slow is slow once.
    let lists = join_all(desks.iter().map(|desk| {
        let url = format!("{}/requests.json?locale={language}", desk.base_url(portal.base));
        async move { get(&url).await.and_then(|body| wire::listed(&body, offset)) }
    }));
    let counts = join_all(counting(portal).into_iter().map(|(covers, api)| {
        let url = wire::stats_address(&api, &language);
        async move {
            let stats = get(&url).await.and_then(|body| wire::stats(&body, offset))?;
            Some((covers, stats))
        }
    }));
    let (lists, counts) = join(lists, counts).await;
    let answered = desks.iter().zip(lists).filter_map(|(desk, list)| Some((desk.id.as_str(), list?)));
    let (listing, lists): (Vec<_>, Vec<_>) = answered.unzip();
    let published = Published::together(lists);
    // Of several backends each counts its own.
    let own = counts.into_iter().flatten().reduce(|(mut covered, mut all), (covers, more)| {
        covered.extend(covers);
        all.rows.extend(more.rows);
        (covered, Figures::of_backend(all.rows, all.as_of, all.days))
    });
    let (heard, figures) = match own {
        Some((covered, figures)) => (covered, figures),
        None if published.reports.is_empty() => return None,
        None => {
            let now = Instant::from_unix_seconds(clock::now_unix_seconds())?;
            (listing, Figures::of_lists(&published, now, offset))
        }
    };
    let uncounted = desks.iter().map(|desk| &desk.id).filter(|id| !figures.counts(id));
    let (few, silent) = uncounted.cloned().partition(|id| heard.contains(&id.as_str()));
    Some(Public { figures, reports: published.reports, few, silent })
}

impl Public {
    /// Whether a backend counted: what it leaves out is too few. Of a list that is not known.
    pub fn is_counted_by_backend(&self) -> bool {
        self.figures.source == Source::Backend
    }
}

/// Who counts, and for which desks: the server that knows every desk, else each desk but the police, whose figures the
/// oversight has.
fn counting(portal: Portal) -> Vec<(Vec<&'static str>, String)> {
    let config = portal.config();
    if let Some(tracker) = &config.tracker {
        let all = config.desks.iter().map(|desk| desk.id.as_str()).collect();
        return vec![(all, absolute(portal.base, tracker))];
    }
    let desks = config.desks.iter().filter(|desk| desk.kind != DeskKind::Police);
    desks.map(|desk| (vec![desk.id.as_str()], desk.base_url(portal.base))).collect()
}

async fn get(url: &str) -> Option<Vec<u8>> {
    let answer = fetch::get(url, true, TIMEOUT_MS).await.ok()?;
    (answer.status == 200).then_some(answer.body)
}
