//! sayso: who said what in a folder of news articles.
//!
//! ```text
//! file ── ingest ──▶ Article ── extract ──▶ AnnotatedArticle ── index ──▶ one tantivy index
//!                                                  │                            │
//!                                                export ◀─────────────────── search
//!                                        JSON lines, CSV               quotations, claims,
//!                                                                    speakers, topics, articles
//! ```
//!
//! [`pipeline`] runs the upper row over all cores; [`search::Reader`] answers from the index; [`eval`] measures.
//!
//! ```
//! use sayso::article::Article;
//!
//! let body = "“The bridge is safe,” said Ada Quill, the mayor.";
//! let annotated = sayso::extract::annotate(Article::of_body("bridge.txt", body));
//! let quotation = &annotated.quotations[0];
//! let speaker = annotated.speaker(quotation.speaker.as_ref().unwrap().speaker);
//! assert_eq!(quotation.content[0].of(body), "“The bridge is safe,”");
//! assert_eq!(speaker.name.as_deref(), Some("Ada Quill"));
//! ```

#![deny(unsafe_code)]

pub mod annotated;
pub mod article;
pub mod claim;
pub mod error;
pub mod eval;
pub mod export;
pub mod extract;
pub mod index;
pub mod ingest;
pub mod lexicon;
pub mod mention;
pub mod model;
pub mod pipeline;
pub mod quotation;
pub mod registry;
pub mod search;
pub mod span;
pub mod speaker;
pub mod text;
pub mod topic;
