//! The citizen's portal: `index.html` and everything behind it.

fn main() {
    tanggap::portal();
}
