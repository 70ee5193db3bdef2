//! What the command line says when the office's rules forbid something.

use tanggap_core::{
    config::{DeskKind, PortalConfig},
    office::{Refusal, WORDS_LIMIT},
};

pub fn words(refusal: Refusal, config: &PortalConfig) -> String {
    let ids = |kind: Option<DeskKind>| {
        let of_kind = config.desks.iter().filter(|desk| kind.is_none_or(|kind| desk.kind == kind));
        of_kind.map(|desk| desk.id.as_str()).collect::<Vec<_>>().join(", ")
    };
    let oversight = ids(Some(DeskKind::Oversight));
    match refusal {
        Refusal::NotYours => "that is not this desk's to do: only the desk that has a report acts on it \
             (--as DESK says who acts; `reports` lists which desk has it)"
            .into(),
        Refusal::UnknownDesk => {
            format!(
                "the portal's config has no such desk; it has: {}. What lies at a desk that is gone the administrator \
                 sees, takes back from the public and refers: --administrator",
                ids(None)
            )
        }
        Refusal::SameDesk => "that desk has the report already".into(),
        Refusal::NotReferred => "no other desk has referred this report here".into(),
        Refusal::Conduct => format!(
            "it is about police conduct: only oversight ({oversight}) has such a report, and it is never made \
             public, handed to another desk or joined with other reports"
        ),
        Refusal::Unnamed => format!(
            "it is about police conduct, or may be: only oversight ({oversight}) says that it is not, by name: \
             reclassify --as DESK. What was said about it until then stays with oversight"
        ),
        Refusal::InConfidence => "that was said in confidence with another desk".into(),
        Refusal::Unclassified if oversight.is_empty() => {
            "the kind of its service is not known, so it may be about \
             police conduct; first give it one: reclassify --administrator"
                .into()
        }
        Refusal::Unclassified => format!(
            "the kind of its service is not known, so it may be about police conduct; first oversight ({oversight}) \
             gives it one: reclassify --as DESK"
        ),
        Refusal::NotPublishable => "reports of its service are never made public".into(),
        Refusal::WasConduct => {
            "it was a complaint about police conduct, written in confidence: it is never made public, \
             whatever it is now"
                .into()
        }
        Refusal::ForReporterOnly => "a note on this report is for its reporter only: --for reporter".into(),
        Refusal::NoKey => "this report has no key, so nobody could read it; words for everyone go with \
             update --note --for all"
            .into(),
        Refusal::Withdrawn => {
            "the reporter has withdrawn this report: it stays so, and only words (--note) or a \
             photo (--photo) can be added"
                .into()
        }
        Refusal::NotAStatus => {
            "that is no status to set: a report is referred with --to-desk DESK, and only its \
             reporter withdraws it"
                .into()
        }
        Refusal::NotOver => "it is open, or something has happened to it since".into(),
        Refusal::NotNow => "where the report stands, this can no longer be done".into(),
        Refusal::SameReport => {
            "a report is not merged into itself, nor into one that is merged already".into()
        }
        Refusal::IsMerged => {
            "it is merged into another report; where that is wrong, first give it another status: \
             update --status"
                .into()
        }
        Refusal::IntoOver => {
            "the report that it would go on in is over (closed, rejected, withdrawn, a duplicate or erased), so nobody \
             would answer it there; merge it into one that is open, or give that one another status first: update --status"
                .into()
        }
        Refusal::NoWords => "there are no words in it: blanks alone say nothing".into(),
        Refusal::TooLong => format!("what the office says has at most {WORDS_LIMIT} characters"),
        Refusal::NoPhoto => "the report has no such photo, or it is not here yet; `show` lists them".into(),
        Refusal::Erased => "this report was erased".into(),
    }
}
