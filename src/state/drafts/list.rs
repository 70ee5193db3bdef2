//! The drafts of this device as the list shows them, kept true with every writing of this page.

use super::{DraftRow, draft_rows};
use leptos::prelude::*;
use tanggap_browser::device::Device;
use tanggap_core::{
    form::Answers,
    ports::Record,
    stored::{Listed, ReadDraft, SavedDraft, read_draft},
};

/// Every draft that can be read, the newest first; shown in the list.
pub async fn read(device: &Device) -> Vec<SavedDraft> {
    let records: Vec<Record> = device.drafts().await.unwrap_or_default();
    let mut kept: Vec<SavedDraft> = records
        .iter()
        .filter_map(|record| match read_draft(record) {
            ReadDraft::Draft(saved) => Some(*saved),
            ReadDraft::Newer | ReadDraft::Broken => None,
        })
        .collect();
    kept.sort_by_key(|saved| -saved.saved_at);
    // An earlier app kept drafts in which nothing was told any more.
    let (empty, kept): (Vec<_>, Vec<_>) =
        kept.into_iter().partition(|saved| saved.is_empty(&Answers::default()));
    for saved in empty {
        if device.hold_draft(&saved.uid).await.is_some() {
            let _removed = device.remove_draft(&saved).await;
        }
    }
    let rows: Vec<DraftRow> = kept.iter().map(row).collect();
    draft_rows().set(rows);
    kept
}

fn row(saved: &SavedDraft) -> DraftRow {
    DraftRow {
        uid: saved.uid.clone(),
        saved_at: to_the_minute(saved.saved_at),
        listed: Listed::of(&saved.draft, saved.kept_for.as_ref()),
        trouble: None,
    }
}

/// As it is shown: else the screen would change with every key.
pub fn to_the_minute(seconds: i64) -> i64 {
    seconds - seconds.rem_euclid(60)
}

/// The store has it so from now on.
pub fn with(saved: &SavedDraft) {
    let row = row(saved);
    if draft_rows().with_untracked(|rows| !rows.contains(&row)) {
        draft_rows().update(|rows| {
            rows.retain(|known| known.uid != row.uid);
            rows.insert(0, row);
        });
    }
}

/// The store has nothing of it any more.
pub fn without(saved: &SavedDraft) {
    if draft_rows().with_untracked(|rows| rows.iter().any(|row| row.uid == saved.uid)) {
        draft_rows().update(|rows| rows.retain(|row| row.uid != saved.uid));
    }
}
