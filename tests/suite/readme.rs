//! The README's transcript is what the program prints. `SAYSO_UPDATE=1 cargo test readme` writes it anew.

use crate::harness::{Room, root};
use std::fs;
use std::path::Path;

#[test]
fn the_transcript_is_what_the_program_prints() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let room = Room::new();
    copy(&root().join("corpus"), &room.path("corpus"));
    room.sayso(&["index"]).assert().success();
    let printed = printed(&readme, &room);
    if std::env::var_os("SAYSO_UPDATE").is_some() {
        return fs::write(root().join("README.md"), &printed).unwrap();
    }
    assert_eq!(readme, printed, "README.md differs from what the program prints: SAYSO_UPDATE=1 cargo test readme");
}

/// The page with the output of every `$ sayso …` line of a console block put behind it.
fn printed(readme: &str, room: &Room) -> String {
    let mut page = String::new();
    let mut in_console = false;
    for line in readme.lines() {
        if in_console && line == "```" {
            in_console = false;
        } else if in_console && !line.starts_with("$ ") {
            continue;
        }
        in_console |= line == "```console";
        page.push_str(line);
        page.push('\n');
        if let Some(command) = line.strip_prefix("$ sayso ").filter(|_| in_console) {
            let args = words(command);
            let args: Vec<&str> = args.iter().map(String::as_str).collect();
            let output = room.stdout(&args);
            page.extend(output.trim_end().lines().flat_map(|line| [line.trim_end(), "\n"]));
        }
    }
    page
}

/// The words of a command as a shell splits them: at spaces, outside single quotes.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in command.chars() {
        match c {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            _ => words.last_mut().unwrap().push(c),
        }
    }
    words
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &target) } else { fs::copy(&path, &target).map(|_| ()).unwrap() }
    }
}
