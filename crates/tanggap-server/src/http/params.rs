//! Names and values as forms and query strings have them. Bytes that are no UTF-8 are refused, not silently replaced;
//! control characters are cleaned away.

use super::ApiError;
use crate::text::CLEANER;
use axum::{extract::FromRequestParts, http::request::Parts};
use percent_encoding::percent_decode_str;

pub struct Params {
    pairs: Vec<(String, String)>,
    /// Names of values of which nothing was left after cleaning.
    cleaned_away: Vec<String>,
}

impl Params {
    /// A query's values are names, numbers and dates: one line each.
    pub fn query(text: &str) -> Result<Self, ApiError> {
        Self::parse(text, |value| CLEANER.line(value))
    }

    /// A form's values may have lines; [`Params::line`] makes one of them.
    pub fn form(text: &str) -> Result<Self, ApiError> {
        Self::parse(text, |value| CLEANER.lines(value))
    }

    fn parse(text: &str, clean: fn(&str) -> String) -> Result<Self, ApiError> {
        let mut params = Self { pairs: Vec::new(), cleaned_away: Vec::new() };
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let name =
                decode(name).ok_or_else(|| ApiError::bad_request("A field's name is not UTF-8 text."))?;
            let name = CLEANER.line(&name);
            let value = decode(value)
                .ok_or_else(|| ApiError::field(&*name, "text", format!("{name}: expected UTF-8 text")))?;
            let cleaned = clean(&value);
            if cleaned.is_empty() && !value.trim().is_empty() {
                params.cleaned_away.push(name.clone());
            }
            params.pairs.push((name, cleaned));
        }
        Ok(params)
    }

    /// Whether something was asked for that no text says, such as a NUL.
    pub fn asks_for_no_text(&self, name: &str) -> bool {
        self.cleaned_away.iter().any(|known| known == name)
    }

    /// The first value; empty counts as absent, as everywhere in GeoReport.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(known, value)| *known == name && !value.is_empty()).map(|(_, value)| value)
    }

    /// The same on one line; empty where there is none.
    pub fn line(&self, name: &str) -> String {
        self.get(name).map(|value| CLEANER.line(value)).unwrap_or_default()
    }

    /// A comma list.
    pub fn list(&self, name: &str) -> Vec<String> {
        let values = self.get(name).unwrap_or_default().split(',').map(str::trim);
        values.filter(|value| !value.is_empty()).map(str::to_owned).collect()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl<S: Sync> FromRequestParts<S> for Params {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        Self::query(parts.uri.query().unwrap_or_default())
    }
}

fn decode(text: &str) -> Option<String> {
    let spaced = text.replace('+', " ");
    percent_decode_str(&spaced).decode_utf8().ok().map(|text| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_decoded_and_what_is_no_text_is_refused() {
        let params = Params::form(
            "a=Jl.+Suryakencana%20No.1&b=&attribute%5Bdays%5D%5B%5D=mon&c=x,%20y,&d=%00%e2%80%8b",
        )
        .ok()
        .unwrap();
        assert_eq!(params.get("a"), Some("Jl. Suryakencana No.1"));
        assert_eq!((params.get("b"), params.get("d")), (None, None));
        assert_eq!(params.get("attribute[days][]"), Some("mon"));
        assert_eq!(params.list("c"), ["x", "y"]);
        for bad in ["a=%ff", "%ff=a", "a=%ed%a0%80"] {
            assert!(Params::form(bad).is_err() && Params::query(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn control_characters_are_cleaned_away() {
        let text = "pa%00ge=2%00&story=a%1bb%0d%0ac%0bd&status=open%e2%80%8b%0a";
        let (query, form) = (Params::query(text).ok().unwrap(), Params::form(text).ok().unwrap());
        assert_eq!((query.get("pa ge"), query.get("status")), (Some("2"), Some("open")));
        assert_eq!((query.get("story"), form.get("story")), (Some("a b c d"), Some("a b\nc\nd")));
        assert_eq!(form.line("story"), "a b c d");
    }
}
