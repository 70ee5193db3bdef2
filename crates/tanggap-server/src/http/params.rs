//! Names and values as forms and query strings have them, read strictly: bytes that are no text are refused,
//! not silently replaced.

use super::ApiError;
use axum::{extract::FromRequestParts, http::request::Parts};
use percent_encoding::percent_decode_str;

pub struct Params(Vec<(String, String)>);

impl Params {
    pub fn parse(text: &str) -> Result<Self, ApiError> {
        let pairs = text.split('&').filter(|pair| !pair.is_empty());
        pairs
            .map(|pair| {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                let name =
                    decode(name).ok_or_else(|| ApiError::bad_request("A field's name is not UTF-8 text."))?;
                let value = decode(value).filter(|value| !value.contains('\0')).ok_or_else(|| {
                    ApiError::field(
                        &*name,
                        "text",
                        format!("{name}: expected UTF-8 text without NUL characters"),
                    )
                })?;
                Ok((name, value))
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// The first value; empty counts as absent, as everywhere in GeoReport.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(known, value)| *known == name && !value.is_empty()).map(|(_, value)| value)
    }

    /// A comma list.
    pub fn list(&self, name: &str) -> Vec<String> {
        let values = self.get(name).unwrap_or_default().split(',').map(str::trim);
        values.filter(|value| !value.is_empty()).map(str::to_owned).collect()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl<S: Sync> FromRequestParts<S> for Params {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        Self::parse(parts.uri.query().unwrap_or_default())
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
        let params = Params::parse("a=Jl.+Suryakencana%20No.1&b=&attribute%5Bdays%5D%5B%5D=mon&c=x,%20y,")
            .ok()
            .unwrap();
        assert_eq!(params.get("a"), Some("Jl. Suryakencana No.1"));
        assert_eq!(params.get("b"), None);
        assert_eq!(params.get("attribute[days][]"), Some("mon"));
        assert_eq!(params.list("c"), ["x", "y"]);
        for bad in ["a=%ff", "%ff=a", "a=%00", "a=%ed%a0%80"] {
            assert!(Params::parse(bad).is_err(), "{bad}");
        }
    }
}
