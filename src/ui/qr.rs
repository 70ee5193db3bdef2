//! A QR code as one path: no image, no style, prints sharp.

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write;

/// Modules of white around a code on a white ground of its own.
pub const EDGE: i32 = 2;

/// The black modules of a code.
pub struct Code {
    pub path: String,
    /// How many modules there are in a row, without the edge.
    pub size: i32,
}

/// Nothing when the text is too long for a code.
pub fn code(text: &str) -> Option<Code> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        for x in (0..size).filter(|x| code.get_module(*x, y)) {
            // Writing to a string can't fail.
            let _written = write!(path, "M{x} {y}h1v1h-1z");
        }
    }
    Some(Code { path, size })
}

pub fn qr(text: &str, label: String) -> AnyView {
    let Some(code) = code(text) else { return ().into_any() };
    let shown = format!("-{EDGE} -{EDGE} {0} {0}", code.size + 2 * EDGE);
    view! {
        <svg class="qr" viewBox=shown role="img" aria-label=label shape-rendering="crispEdges">
            <path d=code.path></path>
        </svg>
    }
    .into_any()
}
