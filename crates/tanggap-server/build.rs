//! Rebuilds the server when the embedded city changes: a macro that embeds a folder cannot say so itself.

fn main() {
    println!("cargo::rerun-if-changed=../../cities/bogor");
    println!("cargo::rerun-if-changed=migrations");
}
