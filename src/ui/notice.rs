//! A boxed message: something good to know, a wait, an alarm.

use crate::ui::icon::icon;
use leptos::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Info,
    Wait,
    Good,
    Alarm,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Info => "notice",
            Self::Wait => "notice notice--wait",
            Self::Good => "notice notice--good",
            Self::Alarm => "notice notice--alarm",
        }
    }

    fn icon(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Wait => "clock",
            Self::Good => "check",
            Self::Alarm => "warning",
        }
    }
}

/// A notice with an optional title; `inside` may hold more than words. An alarm is read out at once.
pub fn notice(tone: Tone, title: Option<String>, inside: AnyView) -> AnyView {
    pictured(tone, tone.icon(), title, inside)
}

/// The same with another icon than its tone has.
pub fn pictured(tone: Tone, picture: &str, title: Option<String>, inside: AnyView) -> AnyView {
    let role = (tone == Tone::Alarm).then_some("alert");
    view! {
        <div class=tone.class() role=role>
            {icon(picture, "")}
            {title.map(|title| view! { <p class="notice__title">{title}</p> })}
            {inside}
        </div>
    }
    .into_any()
}

/// Words alone.
pub fn words(text: String) -> AnyView {
    view! { <p>{text}</p> }.into_any()
}
