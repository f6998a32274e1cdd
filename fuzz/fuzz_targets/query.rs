//! Any text as a query. Comes in: bytes. Goes out: nothing, unless reading them panics, or what is printed of a query does not mean the same.
//!
//! `cargo +nightly fuzz run query fuzz/corpus/query fuzz/seeds/query -- -max_total_time=600 -timeout=5`
#![no_main]

libfuzzer_sys::fuzz_target!(|query: &str| {
    if let Ok(reading) = sayso::search::Reader::interpreted(query) {
        let again = sayso::search::Reader::interpreted(&reading);
        assert_eq!(again.ok().as_deref(), Some(reading.as_str()), "{query:?}");
    }
});
