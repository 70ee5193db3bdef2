//! A QR code as one path: no image, no style, prints sharp.

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write;

/// Nothing when the text is too long for a code.
pub fn qr(text: &str, label: String) -> AnyView {
    let Ok(code) = QrCode::encode_text(text, QrCodeEcc::Medium) else { return ().into_any() };
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        for x in (0..size).filter(|x| code.get_module(*x, y)) {
            // Writing to a string can't fail.
            let _written = write!(path, "M{x} {y}h1v1h-1z");
        }
    }
    view! {
        <svg class="qr" viewBox=format!("-2 -2 {0} {0}", size + 4) role="img" aria-label=label shape-rendering="crispEdges">
            <path d=path></path>
        </svg>
    }
    .into_any()
}
