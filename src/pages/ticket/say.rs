//! What a reporter may say or do now: write, answer a question in its place, be content or not, take the report back.

mod kind_words;
mod text_box;

use super::case::Case;
use crate::{
    form::problem,
    i18n::{Key, key, t},
    pages::{album::album, danger, in_memory::either},
    state::{
        addressee,
        conversation::{self, Talking},
        danger_sent, device, language, navigation,
        outbox::{self, NewWords, Row, outbox},
        tracker::Tracking,
    },
    ui::{
        field::Field,
        fresh::{fresh, fresh_by, fresh_words},
        notice::{Tone, notice, words},
        pressed, submitted,
    },
};
use leptos::prelude::*;
use tanggap_core::{
    form::Problem,
    length,
    media::Slot,
    message::{MessageKind, TEXT_LIMIT},
    text::is_blank,
};

/// What is offered now: only what the office would take.
#[derive(Clone, Default, PartialEq)]
struct Offer {
    may: Vec<String>,
    /// The open question: its id and its words.
    question: Option<(String, String)>,
    desk: String,
}

impl Offer {
    fn has(&self, kind: MessageKind) -> bool {
        self.may.iter().any(|word| word == kind.word())
    }
}

pub fn say(case: &Case) -> AnyView {
    let state = case.talking;
    let offer = Memo::new(move |_| {
        state.with(|state| match state {
            Talking::Open(told) => Offer {
                may: told.may.iter().map(|kind| kind.word().to_owned()).collect(),
                question: told.open_question().map(|said| (said.id.clone(), said.text.clone())),
                desk: told.tracked.desk.clone(),
            },
            _ => Offer::default(),
        })
    });
    Effect::new(move |before: Option<()>| {
        offer.track();
        if before.is_some() {
            navigation::if_lost("#talk-title");
        }
    });
    // Each is drawn anew only where it itself is another: somebody may be writing in the next one.
    let asked = move || {
        offer.with(|offer| {
            let question = offer.question.clone().filter(|_| offer.has(MessageKind::Answer));
            (question, offer.has(MessageKind::Message), offer.desk.clone())
        })
    };
    let of_write = case.clone();
    let write_now =
        move |(question, may_write, desk): (Option<(String, String)>, bool, String)| match question {
            Some((id, question)) => Some(write(&of_write, &desk, MessageKind::Answer, id, Some(question))),
            None => may_write.then(|| write(&of_write, &desk, MessageKind::Message, String::new(), None)),
        };
    let folded = |kind: MessageKind, title: Key| {
        let case = case.clone();
        let desk = move || offer.with(|offer| offer.has(kind).then(|| offer.desk.clone()));
        fresh_by(desk, move |desk: Option<String>| {
            desk.map(|desk| {
                let inside = write(&case, &desk, kind, String::new(), None);
                view! { <details class="card"><summary>{t(title)}</summary>{inside}</details> }
            })
        })
    };
    view! {
        {fresh_by(asked, write_now)}
        {folded(MessageKind::Satisfied, key::SAY_SATISFIED_TITLE)}
        {folded(MessageKind::Reopen, key::SAY_REOPEN_TITLE)}
        {folded(MessageKind::Withdraw, key::SAY_WITHDRAW_TITLE)}
    }
    .into_any()
}

/// Without a line nobody knows what the office would take; what is simply said, it always takes.
pub fn without_line(case: &Case) -> AnyView {
    let desk = case.tracking.with_untracked(|tracking| match tracking {
        Tracking::Found(known) => Some(known.report.desk.clone()),
        _ => None,
    });
    let own = || outbox().with_untracked(|outbox| Some(outbox.by_number(case.ticket.digits())?.desk.clone()));
    let desk = desk.filter(|desk| !desk.is_empty()).or_else(own).unwrap_or_default();
    let told = move || match device::no_line() {
        true => t(either(key::SAY_NO_LINE, key::SAY_NO_LINE_MEMORY)),
        false => t(either(key::SAY_WITHOUT_LINE, key::SAY_WITHOUT_LINE_MEMORY)),
    };
    view! {
        <p class="soft">{fresh_words(told)}</p>
        {write(case, &desk, MessageKind::Message, String::new(), None)}
    }
    .into_any()
}

/// One act with its words.
fn write(
    case: &Case,
    desk: &str,
    kind: MessageKind,
    in_reply_to: String,
    question: Option<String>,
) -> AnyView {
    let (portal, ticket, desk) = (case.portal, case.ticket.clone(), desk.to_owned());
    let id = format!("say-{}", kind.word());
    let writing = conversation::writing(portal, &ticket, kind);
    let field = Field {
        id: id.clone(),
        label: t(kind_words::label(kind)),
        hint: question.clone().unwrap_or_default(),
        error_prefix: t(key::FIELD_ERROR),
        ..Field::default()
    };
    let keep = {
        let (ticket, desk, writing) = (ticket.clone(), desk.clone(), writing.clone());
        Callback::new(move |typed: String| {
            conversation::keep_words(portal, &ticket, &desk, kind, &typed);
            writing.wrong.set(None);
            writing.kept.set(None);
            writing.text.set(typed);
        })
    };
    let case = case.clone();
    let of_press = writing.clone();
    let submit = move || {
        let writing = of_press.clone();
        let (typed, photos) = (writing.text.get_untracked(), &writing.photos);
        let wrong = match problem_of(kind, &typed) {
            Some(Problem::Required) => Some(t(kind_words::missing(kind))),
            Some(problem) => Some(problem::words(&problem)),
            None => photos.is_making().then(|| t(key::PHOTOS_STILL_MAKING)),
        };
        if wrong.is_some() {
            writing.wrong.set(wrong);
            navigation::go_to_field().run(id.clone());
            return;
        }
        let Some(secret) = conversation::key_of(&case.ticket) else { return };
        let Some(api) = addressee::api_now(portal, case.ticket.digits()) else { return };
        // Pressed twice it is one message.
        if writing.going.try_update(|going| std::mem::replace(going, true)) == Some(true) {
            return;
        }
        let photos = photos.all();
        let slots: Vec<Slot> = photos.iter().map(|(claim, _)| claim.slot.clone()).collect();
        let saying = NewWords {
            ticket: case.ticket.clone(),
            key: secret,
            api,
            desk: desk.clone(),
            kind,
            in_reply_to: in_reply_to.clone(),
            text: typed.clone(),
            replaces: writing.replaces.get_untracked(),
            photos,
        };
        // Whoever is in danger now must not wait for the office.
        danger_sent::look_at(portal, &typed, writing.danger.clone());
        let (ticket, desk) = (case.ticket.clone(), desk.clone());
        leptos::task::spawn_local(async move {
            let kept = outbox::say(portal, saying).await;
            if kept {
                writing.done(&typed, &slots);
                let now = writing.text.get_untracked();
                conversation::keep_words(portal, &ticket, &desk, kind, &now);
            }
            writing.kept.set(Some(kept));
            writing.going.set(false);
        });
    };
    let (kept, going, danger_told) = (writing.kept.clone(), writing.going.clone(), writing.danger.clone());
    let (mirror, number) = (outbox(), ticket.digits().to_owned());
    let waits = Memo::new(move |_| {
        let is_waiting = |row: &Row| row.is(&number) && row.received_at.is_none();
        mirror.with(|outbox| outbox.messages.iter().any(is_waiting))
    });
    let call = move || danger_told.get().map(|lines| danger::call(portal, &lines));
    let with_photos = matches!(kind, MessageKind::Message | MessageKind::Answer | MessageKind::Reopen);
    let prefix = if kind == MessageKind::Reopen { "reopen-photo" } else { "message-photo" };
    let class = if kind == MessageKind::Withdraw { "button button--danger" } else { "button" };
    view! {
        <form class="stack" novalidate on:submit=submitted(submit)>
            {fresh(call)}
            {kind_words::about(kind).map(|about| view! { <p>{t(about)}</p> })}
            {text_box::text_box(field, &writing, keep)}
            {with_photos.then(|| album(prefix, &writing.photos.album()))}
            <div role="status">{fresh(move || outcome_now(kept.get(), waits.get()).map(outcome))}</div>
            <button class=class type="submit" on:click=pressed(submit.clone()) aria-disabled=move || going.get().then_some("true")>{t(kind_words::send(kind))}</button>
        </form>
    }
    .into_any()
}

/// Whether the last one was kept: said as long as that is all there is to say. What has arrived stands in the conversation.
fn outcome_now(kept: Option<bool>, waits: bool) -> Option<bool> {
    kept.filter(|kept| !kept || waits)
}

fn problem_of(kind: MessageKind, text: &str) -> Option<Problem> {
    let sent = language::spelling().cleaner.lines(text);
    if kind.needs_text() && is_blank(&sent) {
        return Some(Problem::Required);
    }
    length::over(&sent, TEXT_LIMIT).map(|over| Problem::TooLong { limit: TEXT_LIMIT, over })
}

fn outcome(kept: bool) -> AnyView {
    if kept {
        return view! { <p class="soft">{t(either(key::SAY_KEPT, key::SAY_KEPT_MEMORY))}</p> }.into_any();
    }
    notice(Tone::Alarm, None, words(t(key::SAY_NOT_KEPT)))
}
