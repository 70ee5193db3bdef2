//! The document, and its root element, where shell and app leave word for each other.

use web_sys::{Document, Element};

pub(crate) fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn root() -> Option<Element> {
    document()?.document_element()
}

/// An attribute of the root element, where the shell leaves what the app needs to know.
pub fn attribute(name: &str) -> Option<String> {
    root()?.get_attribute(name)
}

/// Sets an attribute of the root element: the stylesheet follows it.
pub fn set_attribute(name: &str, value: &str) {
    if let Some(root) = root() {
        let _set = root.set_attribute(name, value);
    }
}
