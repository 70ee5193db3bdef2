//! Whether anything has been told in a draft.

use super::draft::Draft;
use crate::{form::Answers, report::Identity, text};

impl Draft {
    /// Whether nobody has chosen or written anything yet. Having been somewhere is nothing, and so is what shows nothing.
    pub fn is_untouched(&self) -> bool {
        self.service.is_none() && !self.identity_chosen && self.tells_nothing(&Answers::default())
    }

    /// Whether there is nothing in it that is worth keeping: no words, no place, and no answers but `preset`, those that the
    /// questions came with. Where it would go and how its person would appear is soon chosen again, and tells nothing.
    pub fn tells_nothing(&self, preset: &Answers) -> bool {
        let Identity { name, phone, email, .. } = &self.identity;
        let texts = [&self.description, &self.place.area, &self.place.address, name, phone, email];
        (self.answers.is_empty() || self.answers == *preset)
            && self.place.point.is_none()
            && texts.into_iter().all(|text| text::is_blank(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::{Place, Point};

    #[test]
    fn only_what_a_person_chose_or_wrote_makes_a_draft() {
        let touched = |touch: fn(&mut Draft)| {
            let mut draft = Draft::default();
            touch(&mut draft);
            !draft.is_untouched()
        };
        let nothings: [fn(&mut Draft); 4] = [
            |_| {},
            |draft| draft.told_first = true,
            |draft| draft.description = " \n\u{200b}\u{2800}".into(),
            |draft| draft.answers.set("problem", vec![String::new()]),
        ];
        for (number, nothing) in nothings.into_iter().enumerate() {
            assert!(!touched(nothing), "nothing {number}");
        }
        let somethings: [fn(&mut Draft); 7] = [
            |draft| draft.description = "x".into(),
            |draft| draft.service = Some(("aspirasi".into(), "street-light".into())),
            |draft| draft.answers.set("problem", vec!["off".into()]),
            |draft| draft.place.area = "32.71.03.1003".into(),
            |draft| draft.place.point = Point::new(-6.6, 106.8, None),
            |draft| draft.identity_chosen = true,
            |draft| draft.identity.name = "Ani".into(),
        ];
        for (number, something) in somethings.into_iter().enumerate() {
            assert!(touched(something), "something {number}");
        }
    }

    #[test]
    fn a_draft_tells_nothing_once_its_words_are_taken_away_whatever_was_picked_for_them() {
        let answered = |code: &str, answer: &str| {
            let mut answers = Answers::default();
            answers.set(code, vec![answer.into()]);
            answers
        };
        let preset = answered("count", "1");
        let service = Some(("aspirasi".to_owned(), "waste".to_owned()));
        let picked = || Draft { service: service.clone(), answers: preset.clone(), ..Draft::default() };
        let area = |area: &str| Place { area: area.into(), ..Place::default() };
        for (what, draft, expected) in [
            ("nothing", Draft::default(), true),
            ("a service", Draft { service: service.clone(), ..Draft::default() }, true),
            ("a service and the answers that came with it", picked(), true),
            ("words deleted again", Draft { description: " \n".into(), told_first: true, ..picked() }, true),
            ("a way to appear", Draft { identity_chosen: true, ..picked() }, true),
            ("words", Draft { description: "Sampah".into(), ..picked() }, false),
            ("another answer", Draft { answers: answered("count", "2"), ..picked() }, false),
            ("a place", Draft { place: area("32.71.03.1003"), ..picked() }, false),
            (
                "a name",
                Draft { identity: Identity { name: "Ani".into(), ..Identity::anonymous() }, ..picked() },
                false,
            ),
        ] {
            assert_eq!(draft.tells_nothing(&preset), expected, "{what}");
        }
        assert!(!picked().tells_nothing(&Answers::default()), "nobody knows what the questions came with");
    }
}
