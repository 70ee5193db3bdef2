//! Writes version 1 of a draft.

use super::saved::{DraftPhoto, SavedDraft};
use crate::{
    place::Place,
    ports::Record,
    report::Identity,
    stored::fields::{SCHEMA_VERSION, put, put_numbers, put_some},
    wire::claim_json,
};
use serde_json::{Map, Value};

pub fn write_draft(saved: &SavedDraft) -> Record {
    let draft = &saved.draft;
    let mut root = saved.extra.clone();
    put(&mut root, "schema_version", SCHEMA_VERSION);
    put(&mut root, "app_version", saved.app_version.as_str());
    put(&mut root, "form_version", saved.form_version.as_str());
    put(&mut root, "uid", saved.uid.as_str());
    put(&mut root, "saved_at", saved.saved_at);
    put(&mut root, "step", saved.step.as_str());
    put(&mut root, "description", draft.description.as_str());
    put(&mut root, "told_first", draft.told_first);
    for (name, service) in [("service", &draft.service), ("kept_for", &saved.kept_for)] {
        if let Some((desk, code)) = service {
            let mut object = Map::new();
            put(&mut object, "desk", desk.as_str());
            put(&mut object, "code", code.as_str());
            put(&mut root, name, object);
        }
    }
    let answers = draft.answers.iter().map(|(code, values)| (code.to_owned(), Value::from(values.to_vec())));
    put(&mut root, "answers", answers.collect::<Map<_, _>>());
    put(&mut root, "place", place_json(&draft.place));
    put(&mut root, "identity", identity_json(&draft.identity));
    put(&mut root, "identity_chosen", draft.identity_chosen);
    if let Some(correction) = &saved.corrects {
        put(&mut root, "replaces", correction.replaces.as_str());
        put_numbers(&mut root, &correction.numbers);
    }
    put(&mut root, "media", saved.photos.iter().map(photo_json).collect::<Vec<_>>());
    Record { key: saved.uid.as_str().to_owned(), rev: saved.rev, text: Value::Object(root).to_string() }
}

fn place_json(place: &Place) -> Map<String, Value> {
    let mut object = Map::new();
    if let Some(point) = place.point {
        put(&mut object, "lat", point.lat);
        put(&mut object, "long", point.long);
        put_some(&mut object, "accuracy_m", point.accuracy_m);
    }
    put(&mut object, "area", place.area.as_str());
    put(&mut object, "address", place.address.as_str());
    object
}

fn identity_json(identity: &Identity) -> Map<String, Value> {
    let mut object = Map::new();
    put(&mut object, "kind", identity.kind.word());
    put(&mut object, "name", identity.name.as_str());
    put(&mut object, "phone", identity.phone.as_str());
    put(&mut object, "email", identity.email.as_str());
    object
}

fn photo_json(photo: &DraftPhoto) -> Value {
    let mut value = claim_json(&photo.claim);
    if let (Some(object), Some(name)) = (value.as_object_mut(), &photo.name) {
        put(object, "name", name.as_str());
    }
    value
}
