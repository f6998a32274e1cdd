//! Every dependency may be used in a permissively licensed program. Reads `cargo metadata` of the lock file; no network.

use std::path::Path;
use std::process::Command;

/// Licences that ask for no more than a notice.
const PERMISSIVE: [&str; 14] = [
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "0BSD",
    "CC0-1.0",
    "Unlicense",
    "BSL-1.0",
    "Unicode-3.0",
    // Copyleft by file, unchanged files of ours are not touched by it.
    "MPL-2.0",
];

/// True where an SPDX expression leaves a permissive choice. Parentheses bind, then AND, then OR; `/` is an old form of OR.
fn is_permissive(expression: &str) -> bool {
    let flat = flatten(&expression.replace('/', " OR "));
    flat.split(" OR ").any(|all| all.split(" AND ").all(|one| PERMISSIVE.contains(&one.trim())))
}

/// Replaces each innermost parenthesis by its answer.
fn flatten(expression: &str) -> String {
    let mut flat = expression.to_owned();
    while let Some(open) = flat.rfind('(') {
        let Some(length) = flat[open..].find(')') else { return String::new() };
        let answer = if is_permissive(&flat[open + 1..open + length]) { "MIT" } else { "no" };
        flat.replace_range(open..=open + length, answer);
    }
    flat
}

#[test]
fn an_expression_is_read_with_its_parentheses() {
    assert!(is_permissive("MIT OR GPL-3.0-only"));
    assert!(is_permissive("(MIT OR Apache-2.0) AND Unicode-3.0"));
    assert!(is_permissive("Apache-2.0/MIT"));
    assert!(!is_permissive("(MIT OR Apache-2.0) AND LGPL-3.0-or-later"));
    assert!(!is_permissive("AGPL-3.0-only"));
}

#[test]
fn every_dependency_leaves_a_permissive_choice() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")))
        .output()
        .unwrap();
    if !output.status.success() {
        // Crates of other platforms are fetched by no build of this one.
        println!("skipped: cargo metadata needs `cargo fetch` first: {}", String::from_utf8_lossy(&output.stderr));
        return;
    }
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let bad = packages.iter().filter(|package| !package["license"].as_str().is_some_and(is_permissive));
    let bad: Vec<String> = bad.map(|package| format!("{} ({})", package["name"], package["license"])).collect();
    assert!(packages.len() > 50 && bad.is_empty(), "no permissive licence: {bad:?}");
}
