//! Whatever refuses a request before its handler knows it is described, on every route and method: the API's description
//! and the layers in front of the routes can't drift apart.

use crate::{openapi, town::Town};
use axum::{
    body::Body,
    http::{Request, header},
};
use tanggap_server::api::ROUTES;

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";
const UID: &str = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";

/// An address of the route, with one of its names in another spelling.
fn address(template: &str, odd: Option<(&str, &str)>) -> String {
    let usual = [
        ("{desk}", "aspirasi"),
        ("{service_code}", "street-light"),
        ("{uid}", UID),
        ("{ticket}", "482719305543"),
        ("{token}", UID),
        ("{slot}", "some-slot"),
        ("{photo}", "0"),
    ];
    let spelled = odd.map_or_else(|| template.to_owned(), |(name, value)| template.replace(name, value));
    usual.iter().fold(spelled, |address, (name, value)| address.replace(name, value))
}

fn names(template: &str) -> impl Iterator<Item = &str> {
    template.split_inclusive('}').filter_map(|part| part.find('{').map(|at| &part[at..]))
}

#[tokio::test]
async fn whatever_refuses_a_request_is_described() {
    let town = Town::new();
    let mut refused = 0;
    for route in ROUTES {
        let template = route.template;
        let mut addresses =
            vec![address(template, None), format!("{}?locale=%ff&page=%ff", address(template, None))];
        for name in names(template) {
            addresses.extend(["%ff", "%00", "x", "%2e%2e"].map(|odd| address(template, Some((name, odd)))));
        }
        for method in route.methods {
            let writes = *method != "get";
            let kinds: &[&str] = if writes { &[JSON, FORM, "image/png", "text/plain", ""] } else { &[""] };
            for (path, kind) in addresses.iter().flat_map(|path| kinds.iter().map(move |kind| (path, *kind)))
            {
                let is_usual = path == &addresses[0] && (kind == JSON || kind == "image/png");
                let heavy = "x".repeat(if writes && is_usual { 9 << 20 } else { 0 });
                for (body, origin) in [
                    ("{}", None),
                    ("%ff=%ff", None),
                    (heavy.as_str(), None),
                    ("{}", Some("https://a.example")),
                ] {
                    let mut request = Request::builder().method(method.to_uppercase().as_str()).uri(path);
                    request =
                        request.header(header::CONTENT_TYPE, kind).header("x-content-sha256", "0".repeat(64));
                    if let Some(origin) = origin {
                        request = request.header(header::ORIGIN, origin);
                    }
                    let answer = town.send(request.body(Body::from(body.to_owned())).unwrap()).await;
                    if answer.status.as_u16() >= 400 {
                        refused += 1;
                        openapi::check(template, method, answer.status.as_u16(), &answer.json());
                    }
                }
            }
        }
    }
    assert!(refused > 500, "{refused}");
}
