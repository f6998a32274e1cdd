//! A progress bar with rate and time left. Comes in: the pipeline's reports, from any thread. Goes out: one line on a terminal's standard error, nothing elsewhere.

use super::words;
use indicatif::{ProgressBar, ProgressStyle};
use sayso::pipeline::{Progress, Step};
use std::sync::Once;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// The bar of one run.
pub struct Bar {
    bar: ProgressBar,
    articles: AtomicUsize,
    measurable: Once,
}

impl Bar {
    /// A bar that shows itself where standard error is a terminal.
    pub fn new() -> Bar {
        let bar = Bar { bar: ProgressBar::new(0), articles: AtomicUsize::new(0), measurable: Once::new() };
        bar.step(Step::Look);
        bar.bar.enable_steady_tick(Duration::from_millis(120));
        bar
    }

    /// Takes the bar off the screen.
    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }

    fn style(&self, template: &str) {
        // A template that is misspelt draws indicatif's own bar rather than nothing.
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style.progress_chars("=> "));
        }
    }
}

impl Progress for Bar {
    fn step(&self, step: Step) {
        match step {
            Step::Look => self.style("{spinner} looking for files"),
            // Until a first file is done, or where only standard input is read, nobody knows how much is to come.
            Step::Read => self.style("{spinner} {msg} · {elapsed}"),
            Step::Finish => self.style("{spinner} writing the index · {elapsed}"),
        }
    }

    fn total(&self, _files: usize, bytes: u64) {
        self.bar.set_length(bytes);
        self.bar.reset_elapsed();
        self.bar.reset_eta();
    }

    fn advance(&self, bytes: u64, articles: usize) {
        let all = self.articles.fetch_add(articles, Ordering::Relaxed) + articles;
        self.bar.inc(bytes);
        if bytes > 0 {
            self.measurable.call_once(|| self.style("[{bar:28}] {percent}% · {decimal_bytes_per_sec} · {msg} · {eta} left"));
        }
        let seconds = self.bar.elapsed().as_secs_f64();
        let rate = if seconds > 0.2 { format!(", {}/s", words::thousands((all as f64 / seconds) as usize)) } else { String::new() };
        self.bar.set_message(words::count(all, "article") + &rate);
    }
}
