//! `POST requests`: a report as plain GeoReport sends it, form-encoded. It knows no uid, ticket or key: the server
//! makes them, and the ticket is the answer. Nothing here is once-only; `PUT reports/{uid}` is.

use super::desk;
use crate::{
    app_state::AppState,
    http::{ApiError, Params, body, error::json_response},
    limits::{Ask, Client},
    office::{self, Incoming, ReceiveError, Sender},
    random,
    store::Receiving,
};
use axum::{
    Extension,
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, sync::Arc};
use tanggap_core::{
    form::{Answers, Problem},
    instant::rfc3339,
    place::{Place, Point},
    report::{FieldProblem, Identity, LINKS, Report},
    service::IdentityKind,
    web_address::WebAddress,
    wire,
};

pub async fn post(
    State(portal): State<Arc<AppState>>,
    Path(desk_id): Path<String>,
    Extension(client): Extension<Client>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    if let Err(wait) = portal.limits.ask(client, Ask::Form) {
        body::drain(body).await;
        return Err(wait.into());
    }
    let bytes = body::read(&headers, body, "application/x-www-form-urlencoded").await?;
    desk::desk(&portal, &desk_id)?;
    let text =
        std::str::from_utf8(&bytes).map_err(|_| ApiError::bad_request("The form is not UTF-8 text."))?;
    let report = report(&portal, &Params::form(text)?)?;
    // Kept in the one shape that reports are read from later.
    let body = wire::write_report(&report);
    let fingerprint = Sha256::digest(&body).into();
    let is_anonymous = report.identity.kind == IdentityKind::Anonymous;
    let incoming = Incoming {
        desk: &desk_id,
        report,
        body,
        fingerprint,
        received_at: portal.now(),
        sender: Sender::Plain(client),
    };
    match office::receive(&portal, incoming).await.map_err(|error| in_form(error, is_anonymous))? {
        Receiving::Created(receipt) => {
            portal.limits.kept();
            Ok(json_response(StatusCode::OK, &json!([{"service_request_id": receipt.ticket}])))
        }
        Receiving::Known(_) => Err(ApiError::internal("a random uid came up twice")),
    }
}

/// What is wrong, by the fields that the form has.
fn in_form(error: ReceiveError, is_anonymous: bool) -> ReceiveError {
    let ReceiveError::Problems(mut problems) = error else { return error };
    for FieldProblem { field, problem } in &mut problems {
        if field == "identity.kind" && is_anonymous {
            *problem = Problem::Required;
        }
        *field = form_field(field);
    }
    ReceiveError::Problems(problems)
}

/// The form's name for a field of a report.
fn form_field(of_report: &str) -> String {
    if let Some(code) = of_report.strip_prefix("answers.") {
        return format!("attribute[{code}]");
    }
    let named = match of_report {
        // A form says who it is from by saying a name.
        "identity.kind" | "identity.name" => "first_name",
        "identity.phone" => "phone",
        "identity.email" => "email",
        "place" | "place.address" => "address_string",
        "place.area" => "address_id",
        other => other,
    };
    named.to_owned()
}

fn report(portal: &AppState, form: &Params) -> Result<Report, ApiError> {
    let service_code = form.line("service_code");
    if service_code.is_empty() {
        return Err(ApiError::field("service_code", "required", "service_code: an answer is needed"));
    }
    let uid = random::uid()?.ok_or_else(|| ApiError::internal("a made uid is none"))?;
    Ok(Report {
        uid,
        ticket: random::ticket(portal.config.ticket_digits)?,
        key_proof: random::unknown_key()?,
        service_code,
        definition_version: String::new(),
        answers: answers(form),
        description: form.get("description").unwrap_or_default().to_owned(),
        place: place(portal, form)?,
        identity: identity(form),
        media: Vec::new(),
        links: links(form)?,
        locale: portal.language(Some(&form.line("locale"))).to_owned(),
        client_time: rfc3339(portal.now()),
        corrects: None,
    })
}

/// `attribute[code]=value`, and `attribute[code][]=value` once per value.
fn answers(form: &Params) -> Answers {
    let mut collected: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (name, value) in form.iter() {
        let code = name
            .strip_prefix("attribute[")
            .and_then(|rest| rest.strip_suffix("][]").or(rest.strip_suffix(']')));
        if let Some(code) = code {
            collected.entry(code).or_default().push(value.to_owned());
        }
    }
    let mut answers = Answers::default();
    for (code, values) in collected {
        answers.set(code, values);
    }
    answers
}

/// `media_url`, once per address, as FixMyStreet sends it. It is never fetched: what is shown of it is a link.
fn links(form: &Params) -> Result<Vec<WebAddress>, ApiError> {
    let given =
        form.iter().filter(|(name, value)| matches!(*name, "media_url" | "media_url[]") && !value.is_empty());
    let read = |(_, value): (&str, &str)| {
        WebAddress::parse_careless(value).ok_or_else(|| {
            let told = "media_url: expected an http or https address of at most 2,000 characters, without a name and password";
            ApiError::field("media_url", "link", told)
        })
    };
    let links: Vec<_> = given.map(read).collect::<Result<_, _>>()?;
    if links.len() > LINKS {
        return Err(ApiError::field("media_url", "max", format!("media_url: expected at most {LINKS}")));
    }
    Ok(links)
}

fn place(portal: &AppState, form: &Params) -> Result<Option<Place>, ApiError> {
    let [lat, long] = ["lat", "long"].map(|name| form.line(name));
    let point = match (lat.as_str(), long.as_str()) {
        ("", "") => None,
        (lat, long) if !lat.is_empty() && !long.is_empty() => {
            let read = || Point::new(degrees(lat)?, degrees(long)?, None);
            Some(read().ok_or_else(|| {
                ApiError::field("lat", "number", "lat, long: expected coordinates on earth in degrees")
            })?)
        }
        _ => return Err(ApiError::field("lat", "required", "lat, long: expected both or none")),
    };
    let place = Place { point, area: form.line("address_id"), address: form.line("address_string") };
    if point.is_none()
        && place.address.is_empty()
        && !place.area.is_empty()
        && portal.config.area_name(&place.area).is_none()
    {
        let told = "address_id: expected the code of an area here, or coordinates or an address beside it";
        return Err(ApiError::field("address_id", "choice", told));
    }
    Ok(Some(place).filter(|place| !place.is_empty()))
}

/// Indonesian programs write a decimal comma.
fn degrees(text: &str) -> Option<f64> {
    text.replacen(',', ".", 1).parse().ok()
}

/// Who says nothing of themselves is anonymous; who does may be named, for plain GeoReport knows no secret.
/// The name is still not public: publishing a report never shows who wrote it.
fn identity(form: &Params) -> Identity {
    let name = format!("{} {}", form.line("first_name"), form.line("last_name")).trim().to_owned();
    let (phone, email) = (form.line("phone"), form.line("email"));
    if name.is_empty() && phone.is_empty() && email.is_empty() {
        return Identity::anonymous();
    }
    Identity { kind: IdentityKind::Open, name, phone, email }
}
