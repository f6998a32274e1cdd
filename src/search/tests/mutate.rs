//! Hostile queries by the million, where no libFuzzer is at hand: the seeds of `fuzz/`, mutated, parsed, compiled and run on a small index.
//!
//! `SAYSO_FUZZ_SECONDS=600 cargo test --lib -- --ignored --nocapture mutated`

use super::*;
use std::time::Instant;

/// Pieces that mutations insert.
const PIECES: [&str; 40] = [
    "(",
    ")",
    "\"",
    "AND ",
    " OR ",
    "NOT ",
    "-",
    "+",
    "~",
    "~1",
    "~2",
    "*",
    "?",
    "/",
    "=",
    "^2",
    "^0.5",
    ":",
    "[",
    "]",
    "{",
    "}",
    " TO ",
    "\\",
    "“",
    "’",
    "—",
    "é",
    "e\u{301}",
    "😀",
    "\u{0}",
    " ",
    "tax",
    "headline:",
    "said:",
    "outside:",
    "date:>=",
    "speaker:",
    "{2,9}",
    "[a-z]",
];

/// What no query may take: automata are built some 50 times slower without optimisation.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 200 } else { 5 });

/// splitmix64, so that a failure can be repeated by its number.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let value = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let value = (value ^ value >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        (value ^ value >> 31) as usize % most.max(1)
    }
}

fn mutated(dice: &mut Dice, seeds: &[String]) -> String {
    let mut query: Vec<char> = seeds[dice.below(seeds.len())].chars().collect();
    for _ in 0..=dice.below(6) {
        let at = dice.below(query.len() + 1);
        match dice.below(5) {
            0 => drop(query.splice(at..at, PIECES[dice.below(PIECES.len())].chars())),
            1 => query.truncate(at),
            2 if at < query.len() => drop(query.remove(at)),
            3 => query.extend(format!(" {}", seeds[dice.below(seeds.len())]).chars()),
            _ => {
                let piece: Vec<char> = query.iter().skip(at).take(dice.below(12)).copied().collect();
                let times = if dice.below(50) == 0 { 400 } else { 1 + dice.below(3) };
                query.splice(at..at, piece.repeat(times));
            }
        }
    }
    query.truncate(6000);
    query.into_iter().collect()
}

#[test]
#[ignore = "runs as long as SAYSO_FUZZ_SECONDS says, 10 by default"]
fn mutated_queries_neither_crash_nor_hang() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds/query");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let seeds: Vec<String> = files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
    let seconds = std::env::var("SAYSO_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(10);
    let reader = reader(&town());
    let (begin, mut count, mut read, mut slowest) = (Instant::now(), 0_u64, 0_u64, (Duration::ZERO, String::new()));
    while begin.elapsed() < Duration::from_secs(seconds) {
        let query = mutated(&mut Dice(count), &seeds);
        let start = Instant::now();
        if let Ok(reading) = Reader::interpreted(&query) {
            read += 1;
            assert_eq!(Reader::interpreted(&reading).ok().as_ref(), Some(&reading), "{count}: {query:?}");
        }
        let listing = || Listing { fold: true, explain: true, ..Listing::default() };
        let _ = reader.articles(&ArticleRequest { query: query.clone(), ..Default::default() }, listing());
        let _ = reader.quotations(&QuotationRequest { query: query.clone(), ..Default::default() }, listing());
        let _ = reader.claims(&ClaimRequest { query: query.clone(), ..Default::default() }, listing());
        let taken = start.elapsed();
        assert!(taken < LONGEST, "{count} took {taken:?}: {query:?}");
        if taken > slowest.0 {
            slowest = (taken, query);
        }
        count += 1;
    }
    println!("{count} queries, {read} of them read; the slowest took {:?}: {:?}", slowest.0, slowest.1);
}
