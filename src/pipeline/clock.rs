//! What each stage takes. Comes in: work done on any thread. Goes out: CPU seconds a stage, and the seconds on the wall.

use serde::Serialize;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// CPU seconds by stage, summed over threads. (Where the system does not count them: seconds on the wall.)
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Timings {
    /// Opening, decompressing, cutting files into records.
    pub read: f64,
    /// Decoding and parsing records, telling language and id.
    pub parse: f64,
    /// Quotations, speakers, claims, topics.
    pub extract: f64,
    /// Telling who is who across articles.
    pub registry: f64,
    /// Everything else: indexing, committing, merging.
    pub index: f64,
    /// Seconds on the wall, from start to end.
    pub wall: f64,
}

/// A stage whose time is taken where the work is called.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stage {
    Read,
    Parse,
    Extract,
    Registry,
}

/// Adds up the time of stages while they run.
pub(super) struct Clock {
    stages: [AtomicU64; 4],
    cpu: Duration,
    started: Instant,
}

impl Clock {
    pub(super) fn start() -> Clock {
        Clock { stages: Default::default(), cpu: process_time(), started: Instant::now() }
    }

    /// Does `work` and counts its time as `stage`'s.
    pub(super) fn time<T>(&self, stage: Stage, work: impl FnOnce() -> T) -> T {
        let before = thread_time();
        let result = work();
        let taken = thread_time().saturating_sub(before);
        self.stages[stage as usize].fetch_add(taken.as_nanos() as u64, Ordering::Relaxed);
        result
    }

    pub(super) fn timings(&self) -> Timings {
        let [read, parse, extract, registry] = [0, 1, 2, 3].map(|stage: usize| self.stages[stage].load(Ordering::Relaxed) as f64 / 1e9);
        let all = process_time().saturating_sub(self.cpu).as_secs_f64();
        let index = (all - read - parse - extract - registry).max(0.0);
        Timings { read, parse, extract, registry, index, wall: self.started.elapsed().as_secs_f64() }
    }
}

#[cfg(unix)]
fn thread_time() -> Duration {
    cpu_time(rustix::time::ClockId::ThreadCPUTime)
}

#[cfg(unix)]
fn process_time() -> Duration {
    cpu_time(rustix::time::ClockId::ProcessCPUTime)
}

#[cfg(unix)]
fn cpu_time(clock: rustix::time::ClockId) -> Duration {
    Duration::try_from(rustix::time::clock_gettime(clock)).unwrap_or_default()
}

#[cfg(not(unix))]
fn thread_time() -> Duration {
    static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    START.elapsed()
}

#[cfg(not(unix))]
fn process_time() -> Duration {
    thread_time()
}
