//! A sheet of words and a code as a picture, drawn on the device: nothing is sent anywhere for it. It is drawn by names
//! (see [`js`]), so that the first load carries none of it.

use crate::{document::document, js};
use wasm_bindgen::JsValue;

/// One thing on the sheet; they stand below each other, in the middle.
pub enum Part<'a> {
    /// Wrapped at its blanks where it is too long for a line. Size in pixels of the picture.
    Words { text: &'a str, size: u32, bold: bool },
    /// A path of squares of one unit, `side` of them in a row with the quiet edge, which begins at `-edge`.
    Code { path: &'a str, side: i32, edge: i32 },
    /// Pixels of nothing.
    Room(u32),
}

/// In pixels. Wide enough that a code is read from a screen's photo, small enough for any phone's canvas.
const WIDTH: f64 = 1_080.0;
const MARGIN: f64 = 72.0;
const CODE: f64 = 520.0;
const FONT: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

/// The sheet as the bytes of a PNG; `None` where this browser draws none.
pub fn png(parts: &[Part<'_>]) -> Option<Vec<u8>> {
    let canvas: JsValue = document()?.create_element("canvas").ok()?.into();
    let pen = js::call(&canvas, "getContext", &["2d".into()]).ok().filter(JsValue::is_object)?;
    let height = parts.iter().map(|part| height(&pen, part)).sum::<f64>() + 2.0 * MARGIN;
    js::set(&canvas, "width", &WIDTH.into());
    js::set(&canvas, "height", &height.into());
    fill(&pen, "#ffffff");
    js::call(&pen, "fillRect", &[0.into(), 0.into(), WIDTH.into(), height.into()]).ok()?;
    fill(&pen, "#000000");
    js::set(&pen, "textAlign", &"center".into());
    js::set(&pen, "textBaseline", &"top".into());
    let mut top = MARGIN;
    for part in parts {
        draw(&pen, part, top)?;
        top += self::height(&pen, part);
    }
    let address = js::call(&canvas, "toDataURL", &["image/png".into()]).ok()?.as_string()?;
    let base64 = address.strip_prefix("data:image/png;base64,")?;
    let binary = js::call(&js_sys::global(), "atob", &[base64.into()]).ok()?.as_string()?;
    binary.chars().map(|byte| u8::try_from(u32::from(byte)).ok()).collect()
}

fn fill(pen: &JsValue, colour: &str) {
    js::set(pen, "fillStyle", &colour.into());
}

fn height(pen: &JsValue, part: &Part<'_>) -> f64 {
    match part {
        Part::Words { text, size, bold } => lines(pen, text, *size, *bold).len() as f64 * line_height(*size),
        Part::Code { .. } => CODE,
        Part::Room(pixels) => f64::from(*pixels),
    }
}

fn line_height(size: u32) -> f64 {
    (f64::from(size) * 1.3).ceil()
}

fn draw(pen: &JsValue, part: &Part<'_>, top: f64) -> Option<()> {
    match part {
        Part::Words { text, size, bold } => {
            for (index, line) in lines(pen, text, *size, *bold).into_iter().enumerate() {
                let top = top + index as f64 * line_height(*size);
                js::call(pen, "fillText", &[line.into(), (WIDTH / 2.0).into(), top.into()]).ok()?;
            }
        }
        Part::Code { path, side, edge } => {
            // Whole pixels for each square, or scanners see seams.
            let unit = (CODE / f64::from(*side)).floor();
            let begin = |length: f64| (length - unit * f64::from(*side)) / 2.0 + unit * f64::from(*edge);
            js::call(pen, "save", &[]).ok()?;
            js::call(pen, "translate", &[begin(WIDTH).floor().into(), (top + begin(CODE)).floor().into()])
                .ok()?;
            js::call(pen, "scale", &[unit.into(), unit.into()]).ok()?;
            let squares = js::construct("Path2D", &[(*path).into()]).ok()?;
            js::call(pen, "fill", &[squares]).ok()?;
            js::call(pen, "restore", &[]).ok()?;
        }
        Part::Room(_) => {}
    }
    Some(())
}

/// The text in lines that fit, with the font set that they are measured and drawn in.
fn lines(pen: &JsValue, text: &str, size: u32, bold: bool) -> Vec<String> {
    let weight = if bold { "700" } else { "400" };
    js::set(pen, "font", &format!("{weight} {size}px {FONT}").into());
    let fits = |line: &str| {
        let measured = js::call(pen, "measureText", &[line.into()]).unwrap_or_default();
        js::number(&measured, "width").is_none_or(|width| width <= WIDTH - 2.0 * MARGIN)
    };
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let longer = lines.last().map(|line| [line, " ", word].concat()).filter(|longer| fits(longer));
        match (longer, lines.last_mut()) {
            (Some(longer), Some(line)) => *line = longer,
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
